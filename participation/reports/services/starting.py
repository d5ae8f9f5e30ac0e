"""Begin a report from the automatic one: of an activity, or of a whole process."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from participation.activities.kinds import Picked, kind_of
from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.processes.models import Process
from participation.reports.domain.automatic import belongs
from participation.reports.domain.blocks import (
    Block,
    BreakBlock,
    FindingBlock,
    HeadingBlock,
    Passage,
    PassageBlock,
    PickedBlock,
    Source,
)
from participation.reports.domain.composed import Composed
from participation.reports.models import Report
from participation.reports.services.gathering import Gathered, gathered_now
from participation.reports.wording import words_in

HEADED = (
    (Passage.SHORT, "chapter_short"),
    (Passage.ASKED, "chapter_asked"),
    (Passage.METHOD, "chapter_method"),
    (Passage.NEXT, "chapter_next"),
)


def begin(  # noqa: PLR0913 -- of what, called what, by whom and when
    process: Process,
    activity: Activity | None,
    title: Text,
    languages: Sequence[str],
    *,
    actor: Actor,
    now: datetime,
) -> Report:
    """Begin a report with everything there is to tell, in an order that can be read as it is."""
    report = Report(
        process_id=process.id,
        activity_id=activity.id if activity else None,
        process=process,
        activity=activity,
        title=title,
        document=Composed().to_json(),
        created=now,
        changed=now,
    )
    gathered = gathered_now(report, Composed(), now)
    make = _of_activity(activity, gathered, languages) if activity else _of_all(gathered, languages)
    composed = Composed(aside={name: _aside(each) for name, each in gathered.activities.items()})
    for block in make:
        composed = composed.added(block)
    report.document = composed.to_json()
    db.session.add(report)
    db.session.flush()
    record(actor, "report.create", f"report:{report.public_id}", process_id=process.id)
    return report


def _aside(activity: Activity) -> tuple[str, ...]:
    return tuple(sorted(kind_of(activity).background(activity)))


def _of_activity(
    activity: Activity, gathered: Gathered, languages: Sequence[str]
) -> Iterator[Block]:
    name = activity.public_id
    for passage, heading in HEADED[:2]:
        yield _heading(heading, languages)
        yield PassageBlock(activity=name, passage=passage)
    yield BreakBlock()
    yield _heading("chapter_results", languages)
    yield from _results(name, gathered)
    for passage, heading in HEADED[2:]:
        yield _heading(heading, languages)
        yield PassageBlock(activity=name, passage=passage)


def _of_all(gathered: Gathered, languages: Sequence[str]) -> Iterator[Block]:
    """Yield a chapter for each activity that people have answered, and how to read all of it."""
    told = [name for name in gathered.activities if gathered.people(name)]
    for name in told:
        yield HeadingBlock(words=gathered.activities[name].title)
        yield PassageBlock(activity=name, passage=Passage.ASKED)
        yield PassageBlock(activity=name, passage=Passage.SHORT)
        yield from _results(name, gathered)
        yield BreakBlock()
    for passage, heading in HEADED[2:] if told else ():
        yield _heading(heading, languages)
        yield PassageBlock(activity=told[0], passage=passage)


def _results(activity: str, gathered: Gathered) -> Iterator[Block]:
    """Yield every finding that says something, each with the quotes picked from its answers."""
    findings, quotes = gathered.findings.get(activity, ()), gathered.quotes.get(activity, ())
    places = belongs(findings, [quote.subject for quote in quotes])
    for finding in findings:
        source = Source.of(finding)
        yield FindingBlock(source=source)
        yield from _picked(activity, (q for q in quotes if places.get(q.subject) == source.key))


def _picked(activity: str, quotes: Iterable[Picked]) -> Iterator[Block]:
    yield from (PickedBlock(activity=activity, quote=quote.name) for quote in quotes)


def _heading(key: str, languages: Sequence[str]) -> HeadingBlock:
    """Return a heading of ours in every language, so that staff can change it."""
    found = {}
    for code in languages:
        with words_in(code, languages[0]) as words:
            found[code] = words.phrase(key, {})
    return HeadingBlock(words=Text(found))
