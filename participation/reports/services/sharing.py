"""Make a report public: as it is now, with figures of releases only, and checked quotes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from participation.activities.policy import may_read_activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.reports.domain.blocks import FindingBlock, PickedBlock
from participation.reports.domain.composed import (
    Composed,
    Piece,
    mark_of,
    spoken_of,
    unfinished,
    unkept,
)
from participation.reports.domain.document import Document
from participation.reports.domain.live import figure
from participation.reports.models import Report
from participation.reports.refusals import NotForEverybody, Outdated
from participation.reports.services.composing import composed_of
from participation.reports.services.gathering import (
    Gathered,
    document_of,
    gathered_released,
    home_of,
)


class Lack(StrEnum):
    """What keeps a report from everybody."""

    EMPTY = "empty"
    LANGUAGES = "languages"
    RELEASE = "release"
    FINDING = "finding"
    FIGURE = "figure"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """One thing to mend, in which piece, and what of it."""

    lack: Lack
    piece: str = ""
    of: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A report as everybody reads it."""

    report: Report
    title: Text
    composed: Composed
    gathered: Gathered

    def document(self, language: str) -> Document:
        """Return it as a document."""
        return document_of(self.report, self.title, self.composed, self.gathered, language)

    @property
    def releases(self) -> dict[str, int]:
        """The releases that its figures are from, by activity."""
        names, found = self.composed.activities(home_of(self.report)), self.gathered.releases
        return {name: found[name].number for name in names if name in found}

    @property
    def mark(self) -> str:
        """The mark of all that everybody would read."""
        return mark_of([self.title.to_json(), self.composed.to_json(), self.releases])


def drafted(report: Report, now: datetime) -> Edition:
    """Return what everybody would read if the report were published now."""
    composed = composed_of(report)
    told = Composed(pieces=unkept(composed.pieces), aside=composed.aside, last=composed.last)
    gathered = gathered_released(report, now)
    return Edition(report=report, title=report.title, composed=told, gathered=gathered)


def lacking(edition: Edition, languages: tuple[str, ...]) -> list[Lacking]:
    """Say what keeps a report from everybody; `languages` it must be complete in."""
    if not edition.composed.pieces:
        return [Lacking(lack=Lack.EMPTY)]
    report, pieces = edition.report, edition.composed.pieces
    found = [
        Lacking(lack=Lack.LANGUAGES, of=code)
        for code, number in unfinished(edition.title, pieces, languages).items()
        if number or code not in edition.title.translations
    ]
    known = edition.gathered.activities
    for name in edition.composed.activities(home_of(report)):
        if name not in edition.gathered.releases:
            of = known[name].title if name in known else Text()
            found.append(Lacking(lack=Lack.RELEASE, of=of))
    findings = edition.gathered.by_source
    for piece in pieces:
        found += _of_piece(piece, edition, findings)
    return found


def _of_piece(piece: Piece, edition: Edition, findings: Mapping[str, Any]) -> Iterator[Lacking]:
    block = piece.block
    if isinstance(block, FindingBlock) and block.source.key not in findings:
        if block.source.activity in edition.gathered.releases:
            yield Lacking(lack=Lack.FINDING, piece=piece.name, of=block.source.subject)
    elif isinstance(block, PickedBlock) and edition.gathered.quote(block) is None:
        yield Lacking(lack=Lack.QUOTE, piece=piece.name)
    for each in spoken_of(block, home_of(edition.report)):
        if figure(each, findings) is None:
            yield Lacking(lack=Lack.FIGURE, piece=piece.name, of=each.written)


def publish(
    report: Report, languages: tuple[str, ...], *, actor: Actor, now: datetime, seen: str = ""
) -> None:
    """Show the report to everybody, as it is at this moment; later changes wait.

    `seen` is the mark of what somebody looked at: what has changed since must be looked at too.
    """
    db.session.refresh(report, with_for_update={"of": Report})
    edition = drafted(report, now)
    if seen and seen != edition.mark:
        raise Outdated
    if lacks := lacking(edition, languages):
        raise NotForEverybody(lacks=lacks)
    report.edition = {
        "format": 1,
        "title": report.title.to_json(),
        "document": edition.composed.to_json(),
        "releases": edition.releases,
        "revision": report.revision,
    }
    report.published = now
    db.session.flush()
    record(
        actor,
        "report.publish",
        f"report:{report.public_id}",
        process_id=report.process_id,
        after={"releases": edition.releases},
    )


def withdraw(report: Report, *, actor: Actor) -> None:
    """Take the report back from everybody."""
    report.edition, report.published = None, None
    db.session.flush()
    record(actor, "report.withdraw", f"report:{report.public_id}", process_id=report.process_id)


def is_open(report: Report, actor: Actor, now: datetime) -> bool:
    """Tell whether somebody may read a report, as far as its activity or process tells."""
    if report.published is None or report.edition is None:
        return False
    if report.activity is None:
        return report.process.published is not None
    shows = report.activity.shows_results(now)
    return shows and may_read_activity(actor, report.activity, now)


def edition_of(report: Report, actor: Actor, now: datetime) -> Edition:
    """Return the report as everybody reads it, or refuse.

    Nobody reads a report once the results of an activity in it are hidden again.
    """
    if not is_open(report, actor, now) or report.edition is None:
        raise NotFound
    numbers = dict(report.edition["releases"])
    gathered = gathered_released(report, now, numbers)
    if set(gathered.releases) != set(numbers):
        raise NotFound
    return Edition(
        report=report,
        title=Text.from_json(report.edition["title"]),
        composed=Composed.from_json(report.edition["document"]),
        gathered=gathered,
    )
