"""Keep and read the figures of a survey.

Truth is the responses. `stored_count` holds their count but for what `count_pending` notes; a
refresh drains the notes under a lock. Readers never write: they take both in one statement, hence
from one moment, and add the notes in memory, so every worker shows the same figures.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys import queries
from surveys.domain.counting.count import count
from surveys.domain.counting.figures import figures
from surveys.domain.counting.history import told
from surveys.domain.counting.splits import cut_figures
from surveys.domain.counting.tally import Counts, UnknownFormat
from surveys.domain.counting.union import Joined, join
from surveys.models import Response, StoredCount
from surveys.queries import Versions
from surveys.services import cuts, pending, snapshots
from surveys.services.decoding import every_one
from surveys.services.reading import added, encoded


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts as they were at a moment, and the versions they join, by id."""

    counts: Counts
    moment: datetime
    versions: Versions = field(default_factory=dict)
    is_behind: bool = False

    @property
    def questions(self) -> tuple[Joined, ...]:
        """The questions of all versions."""
        return join(dict(self.versions.values()))


def refresh(activity_id: int, now: datetime) -> int:
    """Count at most 5 000 waiting notes into the stored figures; return how many there were."""
    stored = pending.locked(activity_id, now)
    if stored is None:
        return 0
    notes = pending.drain(activity_id)
    if notes or snapshots.has_gone(stored):
        known = queries.published(activity_id)
        new = list(encoded(added(notes), known))
        try:
            total = Counts.from_json(stored.counts) + _sum(known, notes)
        except UnknownFormat:
            rebuild(activity_id, now)
        else:
            _store(stored, total, now)
            snapshots.extended(stored, new)
            db.session.flush()
    return len(notes)


def rebuild(activity_id: int, now: datetime) -> Counts:
    """Count every response anew, in batches, and store the figures and the columns.

    Answers come in meanwhile, so those that a note waits for are counted by their note alone.
    """
    stored = pending.locked(activity_id, now)
    if stored is None:
        raise NotFound
    pending.drop_all(activity_id)
    known, writer, gone = queries.published(activity_id), snapshots.Writer(activity_id), Counts()
    for block in every_one(activity_id, known, where=(pending.WITHOUT_NOTE,)):
        writer.add(*block)
    while notes := pending.drain(activity_id):
        known = queries.published(activity_id)
        for block in encoded(added(notes), known):
            writer.add(*block)
        gone += _sum(known, [note for note in notes if note.sign < 0])
    snapshots.replaced(stored, writer.done())
    total = writer.counts + gone
    _store(stored, total, now)
    return total


def uncount(response: Response, now: datetime) -> None:
    """Take a response that is being erased out of the figures, so that nothing of it waits."""
    if pending.forgotten(response):
        return
    stored = pending.locked(response.survey_id, now)
    if stored is None:
        return
    snapshots.drop(stored, response.id)
    note = pending.Note(-1, response.version_id, response.answers)
    with suppress(UnknownFormat):  # which is counted anew from the responses, not read
        before = Counts.from_json(stored.counts)
        _store(stored, before + _sum(queries.published(response.survey_id), [note]), now)


def read(activity_id: int, now: datetime) -> Counted:
    """Return the figures at this moment, without writing.

    With more than 5 000 notes waiting the figures are those of the last refresh, and say so.
    """
    return read_each([activity_id], now)[activity_id]


def read_each(activity_ids: Sequence[int], now: datetime) -> dict[int, Counted]:
    """Return the figures of several surveys in two statements, however many they are."""
    peeked, known = pending.peek_each(activity_ids), queries.published_each(activity_ids)
    most = pending.BATCH * len(activity_ids)
    is_cut = sum(len(notes) for _stored, notes in peeked.values()) > most
    return {
        each: _read(each, *found, known[each], now, is_cut=is_cut) for each, found in peeked.items()
    }


def _read(  # noqa: PLR0913 -- what was read, of what, and when
    activity_id: int,
    stored: Any,
    notes: Sequence[pending.Note],
    known: Versions,
    now: datetime,
    *,
    is_cut: bool,
) -> Counted:
    try:
        counts = Counts.from_json(stored.document) if stored else Counts()
    except UnknownFormat:
        return Counted(_all(activity_id), now, known)
    if is_cut or len(notes) > pending.BATCH:
        return Counted(counts, stored.counted if stored else now, known, is_behind=True)
    return Counted(counts + _sum(known, notes), now, known)


def findings(activity: Activity, now: datetime, cut: Cut = WHOLE) -> tuple[Finding, ...]:
    """Make a finding of every question, whether of the newest version or an older one."""
    if cut:
        return cut_findings(activity, cuts.read(activity, now, cut))
    return all_of(activity, read(activity.id, now))


def all_of(activity: Activity, counted: Counted) -> tuple[Finding, ...]:
    """Make a finding of every question from counts."""
    return tuple(finding(activity, joined, counted) for joined in counted.questions)


def find(activity: Activity, subject: str, now: datetime, cut: Cut = WHOLE) -> Finding:
    """Make the finding of one question; of two with one code, the newer."""
    if cut:
        found = cuts.read(activity, now, cut)
        return cut_finding(activity, _named(subject, found.known.questions), found)
    counted = read(activity.id, now)
    return finding(activity, _named(subject, counted.questions), counted)


def _named(subject: str, questions: Iterable[Joined]) -> Joined:
    for joined in questions:
        if joined.question.code == subject:
            return joined
    raise NotFound


def finding(activity: Activity, joined: Joined, counted: Counted) -> Finding:
    """Make the finding of a question from counts."""
    tally = counted.counts[joined.key]
    return Finding(
        kind=activity.kind,
        activity=activity.public_id,
        subject=joined.question.code,
        label=joined.question.label,
        asked=tally.asked,
        answered=tally.answered,
        missing=tally.missing,
        figures=figures(joined, counted.counts) | told(joined),
        moment=counted.moment,
        versions=joined.versions,
    )


def cut_findings(activity: Activity, counted: cuts.Counted) -> tuple[Finding, ...]:
    """Make the findings of a cut."""
    return tuple(cut_finding(activity, joined, counted) for joined in counted.known.questions)


def cut_finding(activity: Activity, joined: Joined, counted: cuts.Counted) -> Finding:
    """Make the finding of a question from what a cut comes to."""
    tally = counted.parts.whole.counts[joined.key]
    return Finding(
        kind=activity.kind,
        activity=activity.public_id,
        subject=joined.question.code,
        label=joined.question.label,
        asked=tally.asked,
        answered=tally.answered,
        missing=tally.missing,
        figures=cut_figures(joined, counted.parts, counted.by) | told(joined),
        moment=counted.moment,
        versions=joined.versions,
        filter=counted.cut.filter,
        by=counted.cut.by,
        weights=counted.weights,
    )


def _sum(known: Versions, notes: Iterable[pending.Note]) -> Counts:
    """Count notes; a response erased since (no answers) is nothing."""
    groups: dict[tuple[int, int], list[Mapping[str, Any]]] = defaultdict(list)
    for note in notes:
        if note.answers is not None:
            groups[note.sign, note.version_id].append(note.answers)
    total = Counts()
    for (sign, version_id), many in groups.items():
        part = count(known[version_id][1], many)
        total = total + part if sign > 0 else total - part
    return total


def _all(activity_id: int) -> Counts:
    known, total = queries.published(activity_id), Counts()
    for batch in queries.batches(activity_id, Response.version_id, Response.answers):
        notes = [pending.Note(1, row.version_id, row.answers) for row in batch]
        total += _sum(known, notes)
    return total


def _store(stored: StoredCount, counts: Counts, now: datetime) -> None:
    stored.counts, stored.counted = counts.to_json(), now
    db.session.flush()


def waiting() -> Sequence[int]:
    """Return the surveys that have notes waiting, or files with something that is gone."""
    noted = db.session.scalars(queries.surveys_with_notes())
    return list(dict.fromkeys((*noted, *snapshots.with_gone())))
