"""Work out opinion groups in the background, and keep what pages tell of them.

While votes are read and groups are sought no transaction is open that anybody would wait for.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.domain.opinions.analysis import Analysis, analyse
from participation.brainstorming.domain.opinions.enough import Missing, missing
from participation.brainstorming.domain.opinions.grouping import Earlier, Smoother
from participation.brainstorming.domain.opinions.telling import told
from participation.brainstorming.domain.opinions.votes import Mask, Numbers, Votes
from participation.brainstorming.group_models import OpinionMember, OpinionRun, Step
from participation.brainstorming.idea_models import Evaluation, Idea
from participation.brainstorming.models import Brainstorm, Scale
from participation.brainstorming.services.voted import not_shown, votes_of
from participation.platform.extensions import db
from participation.platform.transactions import connection, unit_of_work

LONGEST = timedelta(minutes=30)  # after which whoever worked must have been ended
AT_ONCE = 1_000
WEIGHED = sa.func.sum(Idea.agreed + Idea.disagreed + Idea.passed)

log = logging.getLogger("yhes.jobs")


def ask_for(activity: Activity) -> None:
    """Have the worker look for groups, unless it is about to."""
    run = db.session.get(OpinionRun, activity.id)
    if run is None:
        db.session.add(OpinionRun(brainstorm_id=activity.id, found={}))
    elif not run.is_wanted:
        run.is_wanted = True
        run.step = Step.WAITING
    db.session.flush()


def waiting(now: datetime) -> Sequence[int]:
    """Return the brainstorms for which groups are to be sought, those lost half-way included."""
    lost = sa.and_(
        OpinionRun.step.not_in((Step.DONE, Step.FAILED)), OpinionRun.begun < now - LONGEST
    )
    wanted = sa.select(OpinionRun.brainstorm_id).where(sa.or_(OpinionRun.is_wanted, lost))
    return db.session.scalars(wanted.order_by(OpinionRun.brainstorm_id)).all()


def ask_where_changed() -> int:
    """Ask for groups where evaluations or ideas have changed since the last time."""
    state = (
        sa.select(Brainstorm.activity_id, Brainstorm.board_version, WEIGHED.label("n"))
        .join(Idea, Idea.brainstorm_id == Brainstorm.activity_id)
        .where(Brainstorm.scale == Scale.AGREE)
        .group_by(Brainstorm.activity_id, Brainstorm.board_version)
        .having(WEIGHED > 0)
        .subquery()
    )
    changed = sa.or_(
        OpinionRun.brainstorm_id.is_(None),
        OpinionRun.board_version != state.c.board_version,
        OpinionRun.evaluations != state.c.n,
    )
    wanted = sa.select(Activity).join(state, state.c.activity_id == Activity.id)
    runs = wanted.outerjoin(OpinionRun, OpinionRun.brainstorm_id == Activity.id)
    found = db.session.scalars(runs.where(changed)).all()
    for activity in found:
        ask_for(activity)
    return len(found)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Read:
    """What groups are made of, as it was at one moment."""

    board_version: int
    evaluations: int
    votes: Votes
    left_out: Mask
    labels: dict[str, int]
    smoother: Smoother
    least: int

    @property
    def lack(self) -> Missing | None:
        return missing(self.votes, self.left_out)


def work_out(activity_id: int, now: datetime) -> bool:
    """Look for the groups of a brainstorm; tell whether all went well. Opens its transactions."""
    _step(activity_id, Step.READING, begun=now, is_wanted=False)
    try:
        read = _read(activity_id)
        db.session.rollback()
        _step(activity_id, Step.GROUPING)
        found = _found(read)
        _step(activity_id, Step.KEEPING)
        with unit_of_work():
            keep(activity_id, read, found, now)
    except Exception as error:
        db.session.rollback()
        log.exception("opinion groups failed", extra={"kind": type(error).__name__})
        _step(activity_id, Step.FAILED)
        return False
    return True


def work_out_at_once(activity: Activity, now: datetime) -> None:
    """Look for the groups of a brainstorm within the transaction under way."""
    ask_for(activity)
    read = _read(activity.id)
    keep(activity.id, read, _found(read), now)
    run = db.session.get_one(OpinionRun, activity.id)
    run.is_wanted, run.begun = False, now
    db.session.flush()


def _found(read: _Read) -> Analysis | None:
    """Return the groups, where there is enough to find some."""
    if read.lack is not None:
        return None
    earlier = Earlier(read.labels, read.smoother)
    return analyse(read.votes, read.left_out, read.votes.marked(()), earlier)


def _step(activity_id: int, step: Step, **more: object) -> None:
    """Write down how far the work is, for those who look at the page."""
    mine = sa.update(OpinionRun).where(OpinionRun.brainstorm_id == activity_id)
    with unit_of_work():
        db.session.execute(mine.values(step=step, **more))


def _read(activity_id: int) -> _Read:
    activity = db.session.get_one(Activity, activity_id)
    run = db.session.get_one(OpinionRun, activity_id)
    version = db.session.get_one(Brainstorm, activity_id).board_version
    evaluations = db.session.scalar(sa.select(WEIGHED).where(Idea.brainstorm_id == activity_id))
    votes = votes_of(activity)
    members = sa.select(OpinionMember.participant, OpinionMember.number).where(
        OpinionMember.brainstorm_id == activity_id
    )
    labels = {who.hex(): number for who, number in db.session.execute(members)}
    return _Read(
        board_version=version,
        evaluations=evaluations or 0,
        votes=votes,
        left_out=not_shown(activity, votes),
        labels=labels,
        smoother=_smoother(run, (version, evaluations or 0)),
        least=activity.least_people,
    )


def _smoother(run: OpinionRun, state: tuple[int, int]) -> Smoother:
    """Return how the number of groups came about.

    Where nothing has changed since, asking again is no further proof for another number.
    """
    is_same = (run.board_version, run.evaluations) == state and run.running > 0
    return Smoother(run.in_use, run.best, run.running - is_same)


def keep(activity_id: int, read: _Read, found: Analysis | None, now: datetime) -> None:
    """Put what was found in the place of what was known."""
    run = db.session.get_one(OpinionRun, activity_id, populate_existing=True)
    lack = read.lack
    run.lack = lack.lack if lack else ""
    run.needed, run.there = (lack.needed, lack.there) if lack else (0, 0)
    run.made, run.board_version = now, read.board_version
    run.evaluations = read.evaluations
    run.step = Step.DONE
    run.found = told(found, read.least) if found else {}
    if found is None or found.grouping is None:
        return
    smoother = found.grouping.smoother
    run.in_use, run.best, run.running = smoother.in_use, smoother.best, smoother.running
    _keep_members(activity_id, found)
    _keep_extremity(read.votes.statements, found.map.extremity)
    db.session.flush()


def _keep_members(activity_id: int, found: Analysis) -> None:
    """Keep who is in which group; of those who erased their evaluations meanwhile, nothing."""
    mine = OpinionMember.brainstorm_id == activity_id
    db.session.execute(sa.delete(OpinionMember).where(mine))
    there = sa.select(Evaluation.participant).where(Evaluation.brainstorm_id == activity_id)
    still = set(db.session.scalars(there.distinct()))
    rows = [
        {"participant": key, "brainstorm_id": activity_id, "number": number}
        for who, number in zip(found.votes.participants, found.labels.tolist(), strict=True)
        if number >= 0 and (key := bytes.fromhex(who)) in still
    ]
    for start in range(0, len(rows), AT_ONCE):
        connection().execute(sa.insert(OpinionMember), rows[start : start + AT_ONCE])


def _keep_extremity(statements: Sequence[str], extremity: Numbers) -> None:
    """Write on each idea how far out it lies, in the order in which others hold ideas."""
    wanted = sa.update(Idea).where(Idea.id == sa.bindparam("key"))
    rows = sorted(
        (bytes.fromhex(key), float(far)) for key, far in zip(statements, extremity, strict=True)
    )
    changed = wanted.values(extremity=sa.bindparam("far"))
    connection().execute(changed, [{"key": key, "far": far} for key, far in rows])
