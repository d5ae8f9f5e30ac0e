"""What shares a slide: words stand beside their chart, and short parts below one another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pptx.util import Inches, Pt

from participation.reports.domain.exhibits import Kind
from participation.reports.domain.laid import (
    Laid,
    LaidExhibit,
    LaidHeading,
    LaidParagraph,
    LaidQuote,
    LaidTable,
    LaidTheme,
    Part,
)
from participation.reports.pptx.slides import BODY_HIGH, INSIDE, high_of, pages

QUOTED = "\N{RIGHT DOUBLE QUOTATION MARK}"
BULLETED = "\N{BULLET} "
ASIDE = Inches(3.9)
ASIDE_HIGH = Inches(4.3)
OPENING, OPENING_HIGH, OPENING_SIZES = Inches(6.2), Inches(1.6), (18, 16, 14)
SIZES, ASIDE_SIZES = (20, 18, 16), (18, 16, 14)
SMALL_ROWS, SMALL_COLUMNS = 5, 3  # a table so small is read from the last row of the hall
TABLE_ROW = Inches(0.5)
SPARSE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Words, or a small table, under a title."""

    title: str
    lines: tuple[str, ...] = ()
    table: LaidTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Sections below one another on a slide."""

    sections: tuple[Section, ...]


@dataclass(slots=True, kw_only=True)
class Shown:
    """A finding on slides of its own; `aside` are words beside its first chart."""

    exhibit: LaidExhibit
    aside: list[str] = field(default_factory=list)

    @property
    def has_room(self) -> bool:
        """Tell whether words can stand beside the chart."""
        charts = self.exhibit.charts
        return bool(charts) and not self.aside and charts[0].kind is not Kind.FOURFOLD


Slide = Stack | Shown


def planned(laid: Laid) -> tuple[tuple[str, ...], list[Slide]]:
    """Return the words that open the report, if the first slide has room, and all other slides."""
    found = list(_beside(_gathered(laid), laid))
    opening = _opening(found, laid)
    return opening, _led(_stacked(found[bool(opening) :]))


def opening_size(lines: Sequence[str]) -> int | None:
    """Return the largest size at which words fit beside those of the first slide, or none."""
    fits = (s for s in OPENING_SIZES if high_of(lines, OPENING, s) <= OPENING_HIGH)
    return next(fits, None)


def stack_size(sections: Sequence[Section]) -> int | None:
    """Return the largest size at which sections share a slide, or none."""
    fits = (size for size in SIZES if stack_high(sections, size) <= BODY_HIGH)
    return next(fits, None)


def stack_high(sections: Sequence[Section], size: int) -> int:
    """Return how high sections are; the title of the first is that of the slide."""
    heads = head_high(size) * (len(sections) - 1)
    return heads + sum(section_high(each, size) for each in sections)


def head_high(size: int) -> int:
    """Return how high the title of a section is, with the room above it."""
    return int(Pt(size * 2.6))


def section_high(section: Section, size: int) -> int:
    """Return how high a section is below its title."""
    table = (len(section.table.rows) + 1) * TABLE_ROW if section.table else 0
    return high_of(section.lines, INSIDE, size) + int(table)


def aside_size(lines: Sequence[str]) -> int | None:
    """Return the largest size at which words fit beside a chart, or none."""
    fits = (s for s in ASIDE_SIZES if len(list(pages(lines, ASIDE, ASIDE_HIGH, s))) <= 1)
    return next(fits, None)


def _opening(found: Sequence[Section | Shown], laid: Laid) -> tuple[str, ...]:
    first = found[0] if found else None
    if not isinstance(first, Section) or first.title != laid.title:
        return ()
    return first.lines if opening_size(first.lines) else ()


def _gathered(laid: Laid) -> Iterator[Section | Shown]:
    """Gather words below the heading before them; a heading without words needs no slide."""
    title, lines = laid.title, list[str]()
    for part in laid.parts:
        if isinstance(part, LaidParagraph):
            lines.append(f"{BULLETED}{part.words}" if part.is_point else part.words)
            continue
        if isinstance(part, LaidQuote):
            lines.append(_quoted(part.words, part.by))
            continue
        if lines:
            yield Section(title=title, lines=tuple(lines))
        title, lines = _title(part) or title, _lines(part)
        if isinstance(part, LaidExhibit):
            yield _exhibited(part)
    if lines:
        yield Section(title=title, lines=tuple(lines))


def _exhibited(part: LaidExhibit) -> Section | Shown:
    if part.hidden:
        return Section(title=part.title, lines=(part.hidden,))
    if part.charts or len(part.tables) != 1:
        return Shown(exhibit=part)
    table = part.tables[0]
    is_small = len(table.rows) <= SMALL_ROWS and len(table.columns) <= SMALL_COLUMNS
    return Section(title=part.title, table=table) if is_small else Shown(exhibit=part)


def _beside(found: Iterable[Section | Shown], laid: Laid) -> Iterator[Section | Shown]:
    """Put words about a chart beside it, and leave out what the first slide has said."""
    before: Section | Shown | None = None
    for each in found:
        if isinstance(each, Section) and _is_said(each, laid):
            continue
        if (
            isinstance(each, Section)
            and isinstance(before, Shown)
            and before.has_room
            and each.title == before.exhibit.title
            and aside_size(each.lines)
        ):
            before.aside = list(each.lines)
            continue
        yield each
        before = each


def _is_said(section: Section, laid: Laid) -> bool:
    words = [line.removeprefix(BULLETED) for line in section.lines]
    return not section.table and all(line in laid.about for line in words)


def _stacked(found: Iterable[Section | Shown]) -> Iterator[Slide]:
    """Let sections that follow one another share slides as far as they fit."""
    waiting: list[Section] = []
    for each in found:
        if isinstance(each, Section) and (not waiting or stack_size([*waiting, each])):
            waiting.append(each)
            continue
        if waiting:
            yield Stack(sections=tuple(waiting))
        waiting = [each] if isinstance(each, Section) else []
        if isinstance(each, Shown):
            yield each
    if waiting:
        yield Stack(sections=tuple(waiting))


def _led(found: Iterable[Slide]) -> list[Slide]:
    """Put a few words that stand alone beside the chart that follows them, or before them."""
    every = list(found)
    for place, each in enumerate(every):
        if not isinstance(each, Stack) or not _is_sparse(each):
            continue
        lines = [line for one in each.sections for line in (one.title, *one.lines)]
        near = (*every[place + 1 : place + 2], *every[max(place - 1, 0) : place])
        for other in near:
            if isinstance(other, Shown) and other.has_room and aside_size(lines):
                other.aside = lines
                every[place] = Stack(sections=())
                break
    return [each for each in every if not isinstance(each, Stack) or each.sections]


def _is_sparse(stack: Stack) -> bool:
    has_table = any(section.table for section in stack.sections)
    return not has_table and stack_high(stack.sections, SIZES[0]) < SPARSE * BODY_HIGH


def _title(part: Part) -> str:
    if isinstance(part, LaidHeading):
        return part.words
    return part.title if isinstance(part, LaidTheme | LaidExhibit) else ""


def _lines(part: Part) -> list[str]:
    if isinstance(part, LaidTheme):
        told = [words for words in (part.people, part.about) if words]
        return [*told, *(_quoted(quote.words, quote.by) for quote in part.quotes)]
    return []


def _quoted(words: str, by: str) -> str:
    end = f" \N{EN DASH} {by}" if by else ""
    return f"{QUOTED}{words}{QUOTED}{end}"
