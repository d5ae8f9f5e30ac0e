"""Taking words out of a text, and following what moves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARK = "[…]"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Letters of a text, from `start` up to and without `end`."""

    start: int
    end: int


def spans(found: Iterable[Span], words: str) -> list[Span]:
    """Return spans within the text, in order, those that touch joined to one."""
    kept: list[Span] = []
    for span in sorted(found):
        start, end = max(0, span.start), min(len(words), span.end)
        if start >= end:
            continue
        if kept and start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, end))
        else:
            kept.append(Span(start, end))
    return kept


def redacted(words: str, found: Iterable[Span]) -> str:
    """Return the text with a mark in the place of each span."""
    parts, at = [], 0
    for span in spans(found, words):
        parts += [words[at : span.start], MARK]
        at = span.end
    return "".join([*parts, words[at:]])


def moved(span: Span, gone: Sequence[Span]) -> Span:
    """Return where a span of the text is after others were replaced; cut ends take the mark in."""
    return Span(_moved(span.start, gone, is_end=False), _moved(span.end, gone, is_end=True))


def _moved(place: int, gone: Sequence[Span], *, is_end: bool) -> int:
    shift = 0
    for each in gone:
        if each.end <= place:
            shift += len(MARK) - (each.end - each.start)
        elif each.start < place:
            return each.start + shift + (len(MARK) if is_end else 0)
    return place + shift


def places_of(part: str, words: str) -> list[Span]:
    """Return every place where a text has a part, letter by letter, not overlapping."""
    found, at = [], words.find(part) if part else -1
    while at >= 0:
        found.append(Span(at, at + len(part)))
        at = words.find(part, at + len(part))
    return found
