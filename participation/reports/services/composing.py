"""Change a composed report. Nobody overwrites what they have not seen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from participation.activities.domain.findings import Finding
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.reports.domain.blocks import Block, FindingBlock, TextBlock
from participation.reports.domain.composed import (
    MOST_PIECES,
    Composed,
    NoSuchPiece,
    mark_of,
    spoken_of,
)
from participation.reports.domain.live import figure, references
from participation.reports.models import Report
from participation.reports.refusals import NothingToUndo, Outdated, TooLong
from participation.reports.services.gathering import home_of, kept

Change = Callable[[Composed], Composed]
Findings = Mapping[str, Finding]


def composed_of(report: Report) -> Composed:
    """Return the pieces of a report."""
    return Composed.from_json(report.document)


def _edit(report: Report, change: Change, now: datetime, *, undoable: bool = False) -> Report:
    """Change the pieces, one editor at a time."""
    db.session.refresh(report, with_for_update={"of": Report})
    before = report.document
    try:
        report.document = change(Composed.from_json(before)).to_json()
    except NoSuchPiece:
        raise NotFound from None
    report.undo = dict(before) if undoable else None
    _touched(report, now)
    return report


def _touched(report: Report, now: datetime) -> None:
    report.revision += 1
    report.changed = now
    db.session.flush()


def title_mark(report: Report) -> str:
    """Return the mark of the title."""
    return mark_of(report.title.to_json())


def rename(report: Report, title: Text, mark: str, now: datetime) -> None:
    """Change the title, unless somebody has changed it since."""
    db.session.refresh(report, with_for_update={"of": Report})
    if mark != title_mark(report):
        raise Outdated
    report.title = title
    _touched(report, now)


def add(report: Report, block: Block, after: str, now: datetime) -> str:
    """Put a new piece after another; return its name."""

    def added(composed: Composed) -> Composed:
        if len(composed.pieces) >= MOST_PIECES:
            raise TooLong(most=MOST_PIECES)
        return composed.added(block, after)

    return f"b{Composed.from_json(_edit(report, added, now).document).last}"


def change(report: Report, name: str, block: Block, mark: str, now: datetime) -> None:
    """Put a block in the place of a piece, unless somebody has changed that since."""
    _edit(report, lambda c: _unseen(c, name, mark).changed(name, block), now)


def move(report: Report, name: str, steps: int, now: datetime) -> None:
    """Move a piece up or down."""
    _edit(report, lambda c: c.moved(name, steps), now)


def remove(report: Report, name: str, mark: str, now: datetime) -> None:
    """Leave a piece out, unless somebody has changed it since; it can be undone."""
    _edit(report, lambda c: _unseen(c, name, mark).removed(name), now, undoable=True)


def _unseen(composed: Composed, name: str, mark: str) -> Composed:
    """Refuse when a piece is not what somebody saw."""
    try:
        piece = composed.named(name)
    except NoSuchPiece:
        raise Outdated(piece=None) from None
    if piece.mark != mark:
        raise Outdated(piece=piece)
    return composed


def undo(report: Report, now: datetime) -> None:
    """Bring back what the last removal took away."""
    db.session.refresh(report, with_for_update={"of": Report})
    if report.undo is None:
        raise NothingToUndo
    report.document, report.undo = report.undo, None
    _touched(report, now)


def freeze(report: Report, name: str, written: str, findings: Findings, now: datetime) -> None:
    """Keep a figure of a text as it is at this moment, or a finding as a whole."""
    home = home_of(report)
    _edit(report, lambda c: _frozen(c, name, written, home, findings, now), now)


def follow(report: Report, name: str, written: str, now: datetime) -> None:
    """Let a figure, or a finding as a whole, follow the answers again."""
    _edit(report, lambda c: c.changed(name, _following(c.named(name).block, written)), now)


def freeze_all(report: Report, findings: Findings, now: datetime) -> None:
    """Keep every figure as it is at this moment, those that were kept before too."""
    home = home_of(report)

    def frozen(composed: Composed) -> Composed:
        for piece in composed.pieces:
            names = [each.written for each in spoken_of(piece.block, home)]
            names += [""] if isinstance(piece.block, FindingBlock) else []
            for written in names:
                composed = _frozen(composed, piece.name, written, home, findings, now)
        return composed

    _edit(report, frozen, now)


def follow_all(report: Report, now: datetime) -> None:
    """Let every figure follow the answers."""

    def following(composed: Composed) -> Composed:
        for piece in composed.pieces:
            if isinstance(piece.block, TextBlock):
                block: Block = replace(piece.block, frozen={}, moments={})
            else:
                block = _following(piece.block, "")
            composed = composed.changed(piece.name, block)
        return composed

    _edit(report, following, now)


def _frozen(  # noqa: PLR0913, PLR0917 -- what of which piece, and as what it is kept
    composed: Composed, name: str, written: str, home: str, findings: Findings, now: datetime
) -> Composed:
    block = composed.named(name).block
    if isinstance(block, FindingBlock) and not written:
        finding = findings.get(block.source.key)
        return composed.changed(name, replace(block, kept=kept(finding))) if finding else composed
    if not isinstance(block, TextBlock) or not isinstance(block.words, Text):
        raise NotFound
    value = next(
        (figure(each, findings) for each in references(written, home) if each.written == written),
        None,
    )
    if value is None:
        return composed
    said = replace(
        block,
        frozen={**block.frozen, written: value.number},
        moments={**block.moments, written: local(now).isoformat()},
    )
    return composed.changed(name, said)


def _following(block: Block, written: str) -> Block:
    if isinstance(block, FindingBlock):
        return replace(block, kept=None)
    if isinstance(block, TextBlock):
        frozen = {name: number for name, number in block.frozen.items() if name != written}
        moments = {name: moment for name, moment in block.moments.items() if name != written}
        return replace(block, frozen=frozen, moments=moments)
    return block


def delete(report: Report, *, actor: Actor) -> None:
    """Delete a report, the public one too."""
    record(actor, "report.delete", f"report:{report.public_id}", process_id=report.process_id)
    db.session.delete(report)
    db.session.flush()
