"""What a composed report is made from: figures of this moment, or of releases; picked quotes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from participation.activities.domain.disclosure import key
from participation.activities.domain.findings import Finding
from participation.activities.domain.state import State
from participation.activities.kinds import Picked, kind_of, kinds
from participation.activities.models import AccessLevel, Activity, Release
from participation.activities.queries import activities_of
from participation.activities.services.releasing import findings_of
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.mail.links import address_of
from participation.reports.domain.automatic import BRAINSTORM, About, front, passage
from participation.reports.domain.blocks import (
    Block,
    PassageBlock,
    PickedBlock,
    QuoteBlock,
    Source,
    TextBlock,
)
from participation.reports.domain.composed import Composed, Piece, written_in_full
from participation.reports.domain.document import Document
from participation.reports.domain.said import Said, Unit, Value, phrase
from participation.reports.models import Report
from participation.reports.queries import newest_releases, releases_numbered

SELF_SELECTED = (AccessLevel.OPEN, AccessLevel.DEVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Figures and quotes by activity (its public id). `releases` are those figures are from."""

    activities: Mapping[str, Activity]
    findings: Mapping[str, Sequence[Finding]]
    quotes: Mapping[str, Sequence[Picked]]
    moment: datetime
    cuts: Sequence[Finding] = ()
    releases: Mapping[str, Release] = field(default_factory=dict)
    is_public: bool = False

    @property
    def by_source(self) -> dict[str, Finding]:
        """Every finding by the name that blocks and texts know it by."""
        every = [each for findings in self.findings.values() for each in findings]
        return {Source.of(each).key: each for each in (*every, *self.cuts)}

    def people(self, activity: str) -> int:
        """Return how many have taken part in an activity."""
        if activity in self.releases:
            return self.releases[activity].responses
        found = (each.figures.get("respondents", 0) for each in self.findings.get(activity, ()))
        return int(max(found, default=0))

    def quote(self, block: PickedBlock) -> Picked | None:
        """Return a quote, if it is still picked."""
        every = self.quotes.get(block.activity, ())
        return next((each for each in every if each.name == block.quote), None)


def home_of(report: Report) -> str:
    """Return the activity that figures are of when a text names none."""
    return report.activity.public_id if report.activity else ""


def activities_behind(report: Report) -> dict[str, Activity]:
    """Return the activities that a report may speak of."""
    if report.activity:
        return {report.activity.public_id: report.activity}
    found = db.session.scalars(activities_of(report.process_id)).all()
    return {each.public_id: each for each in found}


def gathered_now(
    report: Report, composed: Composed, now: datetime, *, has_quotes: bool = True
) -> Gathered:
    """Gather the figures as staff see them at this moment."""
    activities = activities_behind(report)
    findings: dict[str, Sequence[Finding]] = {}
    for kind, alike in _by_kind(activities.values()):
        findings |= kinds()[kind].findings_each(alike, now)
    return Gathered(
        activities=activities,
        findings=findings,
        quotes=_quotes(activities.values()) if has_quotes else {},
        moment=now,
        cuts=tuple(_cuts(composed.sources(home_of(report)), activities, now)),
    )


def gathered_released(
    report: Report, now: datetime, numbers: Mapping[str, int] | None = None
) -> Gathered:
    """Gather what everybody may know: the newest releases, or those numbered; checked quotes."""
    activities = activities_behind(report)
    shown = {name: each for name, each in activities.items() if each.shows_results(now)}
    wanted = (
        newest_releases([each.id for each in shown.values()])
        if numbers is None
        else releases_numbered({name: numbers[name] for name in numbers if name in shown})
    )
    rows = db.session.scalars(wanted).unique().all()
    releases = {each.activity.public_id: each for each in rows}
    told = {name: list(_told(each)) for name, each in releases.items()}
    quotes = _quotes([shown[name] for name in releases])
    return Gathered(
        activities=activities,
        findings={name: [each for each in found if not each.by] for name, found in told.items()},
        quotes={name: _open(quotes.get(name, ()), found) for name, found in told.items()},
        moment=max((each.published for each in rows), default=now),
        cuts=[each for found in told.values() for each in found if each.by],
        releases=releases,
        is_public=True,
    )


def _told(found: Release) -> Iterator[Finding]:
    """Yield what a release tells, but for what was taken back."""
    gone = {each.subject for each in found.corrections if each.is_withdrawal}
    yield from (each for each in findings_of(found) if key(each) not in gone)


def _open(quotes: Iterable[Picked], told: Sequence[Finding]) -> list[Picked]:
    """Return the quotes of those questions that are told: never from a handful of answers."""
    names = {key(each) for each in told if "hidden" not in each.figures}
    return [each for each in quotes if each.subject.removesuffix("~other") in names]


def _by_kind(activities: Iterable[Activity]) -> Iterator[tuple[str, list[Activity]]]:
    alike: dict[str, list[Activity]] = defaultdict(list)
    for activity in activities:
        alike[activity.kind].append(activity)
    yield from alike.items()


def _quotes(activities: Iterable[Activity]) -> dict[str, Sequence[Picked]]:
    found: dict[str, Sequence[Picked]] = {}
    for kind, alike in _by_kind(activities):
        found |= kinds()[kind].quotes_each(alike)
    return found


def _cuts(
    sources: Iterable[str], activities: Mapping[str, Activity], now: datetime
) -> Iterator[Finding]:
    """Read the findings of groups that a report shows, each grouping once."""
    wanted = dict.fromkeys(
        (source.activity, source.cut) for source in map(Source.from_key, sources) if source.cut
    )
    for name, cut in wanted:
        if name in activities:
            yield from kind_of(activities[name]).findings(activities[name], now, cut)


def document_of(
    report: Report, title: Text, composed: Composed, gathered: Gathered, language: str
) -> Document:
    """Return the report as a document: with its front page, its quotes and our own passages.

    Words of ours are in any language; addresses are of pages in one.
    """
    home, now = home_of(report), gathered.moment
    abouts = {
        name: _about(activity, gathered, composed, now, language)
        for name, activity in gathered.activities.items()
        if name in composed.activities(home) or name == home
    }
    blocks = [
        block for piece in composed.pieces for block in _blocks(piece, home, gathered, abouts)
    ]
    return Document(
        title=title,
        subtitle=phrase(_subtitle(report)),
        about=tuple(_front(report, abouts, gathered)),
        moment=phrase("figures_of", day=local(now).date().isoformat()),
        blocks=tuple(blocks),
        findings=gathered.by_source,
    )


def _subtitle(report: Report) -> str:
    if report.activity is None:
        return "process_subtitle"
    return "report_subtitle_ideas" if report.activity.kind == BRAINSTORM else "report_subtitle"


def _blocks(
    piece: Piece, home: str, gathered: Gathered, abouts: Mapping[str, About]
) -> Iterator[Block]:
    block = piece.block
    if isinstance(block, TextBlock):
        yield written_in_full(block, home)
    elif isinstance(block, PickedBlock):
        if quote := gathered.quote(block):
            yield QuoteBlock(words=quote.words)
    elif isinstance(block, PassageBlock):
        if block.activity in abouts:
            findings = gathered.findings.get(block.activity, ())
            yield from passage(block.passage, abouts[block.activity], findings)
    else:
        yield block


def _front(report: Report, abouts: Mapping[str, About], gathered: Gathered) -> Iterator[Said]:
    if report.activity:
        yield from front(abouts[report.activity.public_id])
        return
    for name, about in abouts.items():
        people = Value(number=gathered.people(name), unit=Unit.PEOPLE)
        said = phrase(about.called("survey_answered"), n=gathered.people(name), people=people)
        yield phrase("named", name=about.title, value=said)
    yield phrase("figures_of", day=local(gathered.moment).date().isoformat())


def _about(
    activity: Activity, gathered: Gathered, composed: Composed, now: datetime, language: str
) -> About:
    name = activity.public_id
    results = kind_of(activity).results_endpoint
    return About(
        title=activity.title,
        municipality=Text(),
        answers=gathered.people(name),
        moment=local(now).date().isoformat(),
        opened=_day(activity.opens),
        closed=_day(activity.closes),
        is_open=activity.state(now) is State.OPEN,
        process=activity.process.name,
        address=address_of(results, activity=name, lang=language),
        aside=frozenset(composed.aside.get(name, ())),
        is_public=gathered.is_public,
        is_self_selected=activity.access in SELF_SELECTED,
        kind=activity.kind,
    )


def _day(moment: datetime | None) -> str:
    return local(moment).date().isoformat() if moment else ""


def kept(finding: Finding) -> Finding:
    """Return a finding to be kept, with the day it is of as people here have it."""
    return replace(finding, moment=local(finding.moment))
