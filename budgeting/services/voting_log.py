"""The log of a vote: what happened, day by day, each entry hashed together with those before."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from budgeting.domain.voting.chain import START, Entry, first_broken
from budgeting.models import Budget
from budgeting.services import voting_terms
from budgeting.voting_models import RollEntry, Turnout, VoteEvent
from participation.platform.clock import local
from participation.platform.extensions import db

OPENED, CODES, VOTES, BATCH, CLOSED, COUNTED, OVERRIDDEN, PUBLISHED = (
    "opened", "codes", "votes", "batch", "closed", "counted", "overridden", "published",
)  # fmt: skip


def events(budget_id: int) -> list[VoteEvent]:
    """Return the entries in order."""
    of = VoteEvent.budget_id == budget_id
    return list(db.session.scalars(sa.select(VoteEvent).where(of).order_by(VoteEvent.number)))


def write(budget: Budget, kind: str, facts: dict[str, Any], day: date) -> VoteEvent:
    """Add an entry; the budget is held meanwhile, so that entries come one after another."""
    db.session.refresh(budget, with_for_update={"of": Budget})
    of = VoteEvent.budget_id == budget.activity_id
    last = db.session.scalar(
        sa.select(VoteEvent).where(of).order_by(VoteEvent.number.desc()).limit(1)
    )
    number, before = (last.number + 1, last.digest) if last else (1, START)
    made = VoteEvent(
        budget_id=budget.activity_id,
        number=number,
        day=day,
        kind=kind,
        facts=facts,
        digest=Entry(number, day, kind, facts).digest(before),
    )
    db.session.add(made)
    db.session.flush()
    return made


def broken_at(budget_id: int) -> int | None:
    """Return the number of the first entry that is not as it was written, if any is."""
    return first_broken(
        (Entry(one.number, one.day, one.kind, one.facts), one.digest) for one in events(budget_id)
    )


def find(budget_id: int, kind: str) -> VoteEvent | None:
    """Return the first entry of a kind."""
    wanted = VoteEvent.budget_id == budget_id, VoteEvent.kind == kind
    found: VoteEvent | None = db.session.scalar(
        sa.select(VoteEvent).where(*wanted).order_by(VoteEvent.number).limit(1)
    )
    return found


def on_roll(budget_id: int) -> int:
    """Count who is on the roll."""
    of = RollEntry.budget_id == budget_id
    return db.session.scalar(sa.select(sa.func.count()).select_from(RollEntry).where(of)) or 0


def turnout(budget_id: int) -> list[Turnout]:
    """Return how many voted, by day and way."""
    of = Turnout.budget_id == budget_id
    wanted = sa.select(Turnout).where(of).order_by(Turnout.day, Turnout.channel)
    return list(db.session.scalars(wanted))


def write_day(budget: Budget, now: datetime) -> bool:
    """Write down how many have voted until now, once a day; tell whether that was new."""
    day = local(now).date()
    of = VoteEvent.budget_id == budget.activity_id, VoteEvent.kind == VOTES, VoteEvent.day == day
    if db.session.scalar(sa.select(sa.exists().where(*of))):
        return False
    if find(budget.activity_id, OPENED) is None:
        write(budget, OPENED, {"projects": len(_codes(budget)), "listed": _codes(budget)}, day)
    write(budget, VOTES, {"on_roll": on_roll(budget.activity_id)}, day)
    return True


def _codes(budget: Budget) -> list[str]:
    return [one.code for one in voting_terms.listed(budget)]
