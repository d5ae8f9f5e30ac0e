"""Paper ballots: numbered batches, keyed in sheet by sheet as ballots, and their totals."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from budgeting.domain.voting import ballots
from budgeting.models import Budget
from budgeting.refusals import BadBallot, DoesNotAddUp, NotNow
from budgeting.services import voting, voting_log, voting_terms
from budgeting.voting_models import PaperBatch, Slip, VoteChannel
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.refusals import NotFound


def batches(budget_id: int) -> list[PaperBatch]:
    """Return the batches of a budget in order."""
    wanted = sa.select(PaperBatch).where(PaperBatch.budget_id == budget_id)
    return list(db.session.scalars(wanted.order_by(PaperBatch.number)))


def batch_numbered(budget: Budget, number: int) -> PaperBatch:
    """Return a batch, held until the transaction ends, or refuse."""
    wanted = PaperBatch.budget_id == budget.activity_id, PaperBatch.number == number
    found = db.session.scalar(sa.select(PaperBatch).where(*wanted).with_for_update())
    if found is None:
        raise NotFound
    return found


def open_batch(budget: Budget, place: str, sheets: int) -> PaperBatch:
    """Take in a pile whose sheets were counted by hand."""
    _check_uncounted(budget)
    db.session.refresh(budget, with_for_update={"of": Budget})
    number = max((one.number for one in batches(budget.activity_id)), default=0) + 1
    made = PaperBatch(budget_id=budget.activity_id, number=number, place=place, sheets=sheets)
    db.session.add(made)
    db.session.flush()
    return made


def key_in(budget: Budget, batch: PaperBatch, sheet: int, marks: Mapping[str, int]) -> None:
    """Enter one sheet as a ballot; one without marks is blank."""
    _check_uncounted(budget)
    if batch.closed is not None or sheet != batch.entered + 1 or sheet > batch.sheets:
        raise DoesNotAddUp(found=sheet, expected=batch.entered + 1)
    terms = voting_terms.terms_of(budget, voting_terms.listed(budget))
    faults = ballots.faults(terms, marks) if marks else ()
    if faults:
        raise BadBallot(faults=faults)
    areas = {area.code: area.id for area in budget.areas}
    batch.entered += 1
    batch.blank += not marks
    db.session.flush()
    for code, slip in ballots.slips(terms, marks).items():
        voting.put_slip(areas[code], slip, batch_id=batch.id, sheet=sheet)


def close_batch(budget: Budget, batch: PaperBatch, *, now: datetime) -> None:
    """Say that a batch is whole: as many sheets as were counted by hand."""
    if batch.closed is not None:
        return
    if batch.entered != batch.sheets:
        raise DoesNotAddUp(found=batch.entered, expected=batch.sheets)
    batch.closed = local(now).date()
    facts = {"number": batch.number, "place": batch.place, "sheets": batch.sheets}
    voting_log.write(budget, voting_log.BATCH, {**facts, "blank": batch.blank}, batch.closed)


def sheet_of(batch: PaperBatch, sheet: int) -> dict[str, int]:
    """Return what was keyed in of a sheet, to be checked against the paper."""
    wanted = sa.select(Slip.marks).where(Slip.batch_id == batch.id, Slip.sheet == sheet)
    found: dict[str, int] = {}
    for marks in db.session.scalars(wanted):
        found |= marks
    return found


def mark_roll(budget: Budget, marked: bytes, channel: VoteChannel, *, now: datetime) -> None:
    """Write on the roll whoever is handed a paper ballot, before they are."""
    voting.hold_open(budget, now)
    voting.enter(budget, marked, channel, now)


def _check_uncounted(budget: Budget) -> None:
    if voting_log.find(budget.activity_id, voting_log.CLOSED) is not None:
        raise NotNow
