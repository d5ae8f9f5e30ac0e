"""Codes by letter: made once, printed once, kept as hashes."""

import secrets
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from budgeting.models import Budget, BudgetArea
from budgeting.refusals import NotACode
from budgeting.services import voting_log
from budgeting.voting_models import VotingCode
from participation.platform.clock import local
from participation.platform.database import ALPHABET, random_key
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed

LETTERS, GROUP = 12, 4
MOST_AT_ONCE = 50_000


def plain(typed: str) -> str:
    """Return a code without what people add while typing it."""
    return "".join(letter for letter in typed.casefold() if letter in ALPHABET)


def key_of(budget: Budget, code: str) -> bytes:
    """Return what the database keeps of a code."""
    return keyed("voting code", f"{budget.activity.public_id}:{plain(code)}".encode())


def make(budget: Budget, count: int, area: BudgetArea | None, *, now: datetime) -> Sequence[str]:
    """Make codes and return them, for the only time."""
    of = VotingCode.budget_id == budget.activity_id
    last = db.session.scalar(sa.select(sa.func.max(VotingCode.series)).where(of)) or 0
    made: set[str] = set()
    while len(made) < min(count, MOST_AT_ONCE):
        made.add("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)))
    rows = [
        {
            "id": random_key(),
            "budget_id": budget.activity_id,
            "marker": key_of(budget, code),
            "series": last + 1,
            "area_id": area.id if area else None,
            "is_cancelled": False,
        }
        for code in made
    ]
    if rows:
        db.session.execute(sa.insert(VotingCode), rows)
    facts = {"series": last + 1, "made": len(rows), "area": area.code if area else ""}
    voting_log.write(budget, voting_log.CODES, facts, local(now).date())
    return sorted("-".join(_groups(code)) for code in made)


def _groups(code: str) -> list[str]:
    return [code[start : start + GROUP] for start in range(0, LETTERS, GROUP)]


def find(budget: Budget, typed: str) -> VotingCode:
    """Return the code that somebody typed, or refuse."""
    wanted = VotingCode.budget_id == budget.activity_id, VotingCode.marker == key_of(budget, typed)
    found: VotingCode | None = db.session.scalar(sa.select(VotingCode).where(*wanted))
    if found is None or found.is_cancelled:
        raise NotACode
    return found


def cancel_series(budget: Budget, series: int) -> int:
    """Cancel the codes of a series that got lost; return how many there were."""
    of = VotingCode.budget_id == budget.activity_id, VotingCode.series == series
    changed = db.session.execute(sa.update(VotingCode).where(*of).values(is_cancelled=True))
    return int(changed.rowcount)  # type: ignore[attr-defined]


def counted(budget_id: int) -> Sequence[sa.Row[tuple[int, int, int]]]:
    """Return for each series how many codes were made, and how many of them are cancelled."""
    cancelled = sa.func.sum(sa.case((VotingCode.is_cancelled.is_(True), 1), else_=0))
    wanted = sa.select(VotingCode.series, sa.func.count(), cancelled)
    of = wanted.where(VotingCode.budget_id == budget_id).group_by(VotingCode.series)
    return db.session.execute(of.order_by(VotingCode.series)).all()
