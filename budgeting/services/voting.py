"""Vote: who stands on the roll, and the one deed that casts a ballot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.exc import IntegrityError

from budgeting.domain.voting import ballots
from budgeting.models import Budget, Phase
from budgeting.refusals import BadBallot, HasVoted, NotNow
from budgeting.services import voting_log, voting_terms
from budgeting.voting_models import Box, RollEntry, Slip, Tracker, Turnout, VoteChannel
from participation.activities import receipts
from participation.platform.clock import local
from participation.platform.database import random_key
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.platform.transactions import connection

TRACKER_BYTES = receipts.WORDS * receipts.BITS // 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """A ballot on its way: the browser's token, who stands on the roll, and the marks."""

    token: bytes
    marker: bytes
    marks: Mapping[str, int]
    home: str = ""
    channel: VoteChannel = VoteChannel.ONLINE


def marker(budget: Budget, who: bytes) -> bytes:
    """Return what stands for a device, code, address or person on the roll of one budget."""
    return keyed("budget roll", budget.activity.public_id.encode() + b":" + who)


def has_voted(budget: Budget, marked: bytes) -> bool:
    """Tell whether somebody is on the roll."""
    of = RollEntry.budget_id == budget.activity_id, RollEntry.marker == marked
    return bool(db.session.scalar(sa.select(sa.exists().where(*of))))


def tracker_of(token: bytes) -> bytes:
    """Return the tracker of the ballot that a browser casts with a token."""
    return keyed("ballot tracker", token)[:TRACKER_BYTES]


def indexes(tracker: bytes) -> tuple[int, ...]:
    """Return the numbers of a tracker's words."""
    number, places = int.from_bytes(tracker), reversed(range(receipts.WORDS))
    return tuple(number >> receipts.BITS * place & 2**receipts.BITS - 1 for place in places)


def words_of(tracker: bytes, language: str) -> str:
    """Return a tracker as its four words."""
    words = receipts.word_list(language)
    return " ".join(words[index] for index in indexes(tracker))


def read_tracker(typed: str) -> bytes | None:
    """Return the tracker that somebody typed in any language, or nothing if it is none."""
    found = receipts.read_indexes(typed)
    if found is None:
        return None
    number = 0
    for index in found:
        number = number << receipts.BITS | index
    return number.to_bytes(TRACKER_BYTES)


def is_in(budget_id: int, tracker: bytes) -> bool:
    """Tell whether the ballot with a tracker was taken in."""
    found = db.session.get(Tracker, tracker)
    return found is not None and found.budget_id == budget_id


def cast(budget: Budget, given: Cast, *, now: datetime) -> bytes:
    """Take a ballot in, for good, and return its tracker; the same form twice is one ballot.

    The roll's unique constraint decides between two at the same moment. After a refusal the
    transaction can only be rolled back.
    """
    tracker = tracker_of(given.token)
    if is_in(budget.activity_id, tracker):
        return tracker
    hold_open(budget, now)
    terms = voting_terms.terms_of(budget, voting_terms.listed(budget), given.home)
    if faults := ballots.faults(terms, given.marks):
        raise BadBallot(faults=faults)
    enter(budget, given.marker, given.channel, now)
    _put_in(budget, ballots.slips(terms, given.marks))
    _add({"code": tracker, "budget_id": budget.activity_id})
    return tracker


def hold_open(budget: Budget, now: datetime) -> None:
    """Refuse before and after the vote; nobody closes it until this transaction has ended."""
    db.session.refresh(budget, with_for_update={"of": Budget, "read": True})
    is_closed = voting_log.find(budget.activity_id, voting_log.CLOSED) is not None
    if is_closed or not budget.is_on(Phase.VOTING, now):
        raise NotNow


def enter(budget: Budget, marked: bytes, channel: VoteChannel, now: datetime) -> None:
    """Write somebody on the roll and count them, or refuse a second time."""
    try:
        connection().execute(
            sa.insert(RollEntry),
            {"id": random_key(), "budget_id": budget.activity_id, "marker": marked},
        )
    except IntegrityError as error:
        raise HasVoted from error
    day = local(now).date()
    _count(Turnout, {"budget_id": budget.activity_id, "day": day, "channel": channel}, "voters")


def put_slip(area_id: int, marks: Mapping[str, int], **paper: int) -> None:
    """Put one slip into the box of an area, and count it apart."""
    slip = {"id": random_key(), "area_id": area_id, "marks": dict(marks), **paper}
    connection().execute(sa.insert(Slip), slip)
    _count(Box, {"area_id": area_id}, "slips")


def _put_in(budget: Budget, slips: Mapping[str, Mapping[str, int]]) -> None:
    areas = {area.code: area.id for area in budget.areas}
    for code, marks in slips.items():
        put_slip(areas[code], marks)


def _add(values: dict[str, Any]) -> None:
    connection().execute(sa.insert(Tracker), values)


def _count(table: Any, key: dict[str, Any], column: str) -> None:
    """Raise a counter by one; whoever comes first makes it."""
    here = connection()
    insert: Any = insert_sqlite if here.dialect.name == "sqlite" else insert_postgresql
    made = insert(table).values({**key, column: 1})
    raised = {column: getattr(table, column) + 1}
    here.execute(made.on_conflict_do_update(index_elements=list(key), set_=raised))
