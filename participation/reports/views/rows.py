"""The pieces of a report as its editors see them: what each says, and which figures changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup

from participation.activities.domain.findings import Finding
from participation.reports.domain.blocks import (
    FindingBlock,
    HeadingBlock,
    Passage,
    PassageBlock,
    PickedBlock,
    Show,
    TextBlock,
)
from participation.reports.domain.composed import (
    Composed,
    Piece,
    spoken_of,
    written_in_full,
)
from participation.reports.domain.live import WHAT, figure, is_stale
from participation.reports.domain.said import Value, spoken
from participation.reports.services.gathering import Gathered
from participation.reports.views.speaking import (
    block_html,
    shown,
    tables_html,
    title_of,
    words,
)

KINDS: Mapping[str, Any] = {
    "heading": lazy_gettext("Heading"),
    "text": lazy_gettext("Text"),
    "finding": lazy_gettext("Result"),
    "picked": lazy_gettext("Quote"),
    "passage": lazy_gettext("Passage that follows the figures"),
    "break": lazy_gettext("New page"),
}
SHOWN: Mapping[Show, Any] = {
    Show.BOTH: lazy_gettext("Chart and table"),
    Show.CHART: lazy_gettext("Chart"),
    Show.TABLE: lazy_gettext("Table"),
}
PASSAGES: Mapping[Passage, Any] = {
    Passage.SHORT: lazy_gettext("The most telling results in short"),
    Passage.ASKED: lazy_gettext("How people were asked"),
    Passage.METHOD: lazy_gettext("How to read the figures"),
    Passage.NEXT: lazy_gettext("What follows"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of a text: as it is written, as it is now, and as it was kept, if it was."""

    written: str
    now: str
    kept: str = ""
    moment: datetime | None = None
    is_stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A piece; `said` is what is read of it. `kept` and `now` are of a finding that was kept."""

    piece: Piece
    kind: Any
    title: Any = ""
    said: str = ""
    level: int = 0
    figures: tuple[Figure, ...] = ()
    kept: Finding | None = None
    now: Finding | None = None
    is_gone: bool = False

    @property
    def is_stale(self) -> bool:
        """Tell whether something was kept that is no longer so."""
        is_old = self.kept is not None and (self.now is None or self._has_changed)
        return is_old or any(each.is_stale for each in self.figures)

    @property
    def _has_changed(self) -> bool:
        block = self.piece.block
        known = {block.source.key: self.now} if isinstance(block, FindingBlock) and self.now else {}
        return isinstance(block, FindingBlock) and block.is_stale(known)

    @property
    def tables(self) -> tuple[Markup, Markup] | None:
        """The numbers that were kept and those of now, where they differ."""
        if self.kept is None or self.now is None or not self._has_changed:
            return None
        return tables_html(self.kept), tables_html(self.now)


def rows_of(composed: Composed, home: str, gathered: Gathered) -> list[Row]:
    """Return the pieces as a page shows them."""
    findings = gathered.by_source
    return [_row(piece, home, gathered, findings) for piece in composed.pieces]


def row_of(piece: Piece, home: str, gathered: Gathered) -> Row:
    """Return one piece as a page shows it."""
    return _row(piece, home, gathered, gathered.by_source)


def _row(piece: Piece, home: str, gathered: Gathered, findings: Mapping[str, Finding]) -> Row:
    block, kind = piece.block, KINDS[piece.block.name]
    if isinstance(block, HeadingBlock):
        return Row(piece=piece, kind=kind, title=shown(block.words), level=block.level)
    if isinstance(block, TextBlock):
        text = block_html(written_in_full(block, home), findings)
        figures = tuple(_figures(block, home, findings))
        return Row(piece=piece, kind=kind, said=text, figures=figures)
    if isinstance(block, FindingBlock):
        now = findings.get(block.source.key)
        told = block.kept or now
        title = shown(block.title) if block.title else told and title_of(told)
        return Row(
            piece=piece,
            kind=SHOWN[block.show],
            title=title or _("This result is no longer there"),
            kept=block.kept,
            now=now,
            is_gone=now is None,
        )
    if isinstance(block, PickedBlock):
        quote = gathered.quote(block)
        said = shown(quote.words) if quote else Markup()
        gone = "" if quote else _("This quote is no longer picked")
        return Row(piece=piece, kind=kind, title=gone, said=said, is_gone=quote is None)
    if isinstance(block, PassageBlock):
        return Row(piece=piece, kind=kind, title=passage_title(block, gathered))
    return Row(piece=piece, kind=kind)


def passage_title(block: PassageBlock, gathered: Gathered) -> Markup:
    """Return what a passage is called, with its activity where there are several."""
    title = shown(str(PASSAGES[block.passage]))
    activity = gathered.activities.get(block.activity)
    if len(gathered.activities) == 1 or activity is None:
        return title
    return Markup("{}: {}").format(shown(activity.title), title)


def _figures(block: TextBlock, home: str, findings: Mapping[str, Finding]) -> Iterator[Figure]:
    for each in spoken_of(block, home):
        now, kept = figure(each, findings), block.frozen.get(each.written)
        yield Figure(
            written=each.written,
            now=spoken(now, words()) if now else "",
            kept="" if kept is None else spoken(Value(number=kept, unit=WHAT[each.what]), words()),
            moment=_moment(block.moments.get(each.written, "")),
            is_stale=kept is not None and is_stale(kept, now),
        )


def _moment(stored: str) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
