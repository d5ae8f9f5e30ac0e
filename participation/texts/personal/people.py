"""Names of people, in Finnish, Swedish and English sentences.

Lists of common first and last names, the endings of last names, and what stands before a name
("rouva", "my name is"). A name that is also a word ("Toivo", "Satu") counts beside another name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from participation.texts.personal.hint import Hint, Kind
from participation.texts.personal.inflection import bases
from participation.texts.words import lists

WORD = re.compile(r"[^\W\d_]+(?:[-:’'][^\W\d_]+)*")
BEGINS = re.compile(r"(?:^|[.!?:;\n•\"”“(-])\s*$")
LAST = re.compile(r".{3,}(?:nen|ström|qvist|kvist|berg|lund|sson|blom|roos|gren|holm|stedt|fors)$")
SIGNED = re.compile(
    r"(?:nimeni on|nimi on|olen|t\.|terv\.|terveisin|ystävällisin terveisin|allekirj\.|"
    r"jag heter|mitt namn är|hälsningar|mvh|my name is|i am|i’m|i'm|regards,?|yours,?)\s+$",
    re.IGNORECASE,
)
APART = re.compile(r"^(?: |\u00a0|, ?| [A-ZÅÄÖ]\.? )$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and what it may be."""

    start: int
    end: int
    is_big: bool
    begins: bool
    is_first: bool
    is_ambiguous: bool
    is_last: bool
    has_ending: bool
    is_place: bool
    is_title: bool


@cache
def _known(name: str) -> frozenset[str]:
    return lists("personal/names.txt")[name]


def _words(words: str) -> list[Word]:
    return [_word(words, match) for match in WORD.finditer(words)]


def _word(words: str, match: re.Match[str]) -> Word:
    lower = match[0].lower()
    may_be = bases(lower)
    may_be |= {lower.split("-")[0]} if "-" in lower else set()
    return Word(
        start=match.start(),
        end=match.end(),
        is_big=match[0][0].isupper(),
        begins=bool(BEGINS.search(words[: match.start()])),
        is_first=bool(may_be & _known("first")),
        is_ambiguous=bool(may_be & _known("ambiguous")),
        is_last=bool(may_be & _known("last")),
        has_ending=any(LAST.match(form) for form in may_be),
        is_place=bool(may_be & _known("places")),
        is_title=lower in _known("titles"),
    )


def names(words: str) -> list[Hint]:
    """Find names of people; sure when two parts of a name stand together."""
    found, end = [], 0
    parts = _words(words)
    for at, word in enumerate(parts):
        if word.start < end:
            continue
        hint = _at(words, parts, at)
        if hint:
            found.append(hint)
            end = hint.end
    return found


def _at(words: str, parts: Sequence[Word], at: int) -> Hint | None:
    """Return the name that begins with a word, if one does."""
    word = parts[at]
    run = list(_run(words, parts, at))
    if len(run) > 1 and _is_pair(run):
        return Hint(word.start, run[-1].end, Kind.NAME)
    if not word.is_big:
        return None
    if SIGNED.search(words[: word.start]) and (word.is_first or len(run) > 1):
        return Hint(word.start, run[-1].end, Kind.NAME)
    if at and parts[at - 1].is_title and parts[at - 1].end + 2 >= word.start and not word.begins:
        return Hint(word.start, word.end, Kind.NAME, is_sure=False)
    return Hint(word.start, word.end, Kind.NAME, is_sure=False) if _is_alone(word) else None


def _run(words: str, parts: Sequence[Word], at: int) -> Iterator[Word]:
    """Yield a word and those after it that may be of the same name: at most three."""
    yield parts[at]
    for before, after in zip(parts[at : at + 2], parts[at + 1 : at + 3], strict=False):
        if not APART.match(words[before.end : after.start]) or after.is_big != parts[at].is_big:
            return
        if "," in words[before.end : after.start]:
            return
        yield after


def _is_pair(run: Sequence[Word]) -> bool:
    """Tell whether words that stand together are a first and a last name."""
    one, two = run[0], run[1]
    if one.is_big:
        if one.is_first:
            return True
        return one.is_ambiguous and (two.is_last or two.has_ending)
    return one.is_first and not one.is_ambiguous and two.is_last and two.has_ending


def _is_alone(word: Word) -> bool:
    """Tell whether a word with a capital may be a name by itself."""
    if word.is_place:
        return False
    if word.is_first:
        return True
    if word.begins:
        return word.is_last and word.has_ending and not word.is_ambiguous
    return word.is_ambiguous or word.has_ending or word.is_last
