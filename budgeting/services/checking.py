"""Check ideas: assign to an expert, write down what was found, decide, take the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from budgeting import queries
from budgeting.models import Budget
from budgeting.proposal_models import Check, Outcome, Proposal, ProposalStatus, Verdict
from budgeting.refusals import NotDecided, NotFinished, NotNow, NotShown, Outdated
from budgeting.services.arranging import has_begun
from participation.identity.models import Person
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.privacy.hashing import keyed
from participation.platform.refusals import Forbidden

STATUS = {
    Outcome.TO_VOTE: ProposalStatus.ACCEPTED,
    Outcome.COMBINED: ProposalStatus.ACCEPTED,
    Outcome.DECLINED: ProposalStatus.DECLINED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an expert found of an idea."""

    feasibility: Verdict
    legality: Verdict
    owner: str = ""
    cost_from_cents: int | None = None
    cost_to_cents: int | None = None
    running_cents: int | None = None
    conditions: str = ""


def mark(check: Check | None) -> str:
    """Return what tells whether anything was written or decided since somebody looked."""
    if check is None:
        return ""
    names = (*Found.__dataclass_fields__, "person_id", "outcome", "reason")
    said = "|".join(repr(getattr(check, name)) for name in names)
    return keyed("check", said.encode()).hex()[:16]


def unchanged(budget: Budget, public_id: str, seen: str) -> None:
    """Refuse unless the check, held from now on, is as somebody saw it."""
    if mark(queries.held(budget, public_id).check) != seen:
        raise Outdated


def assign(
    budget: Budget, public_id: str, person: Person, deadline: date | None, *, actor: Actor
) -> Check:
    """Ask an expert to check an idea by a day; a later one takes the place of the first."""
    proposal = queries.held(budget, public_id)
    if proposal.merged_into_id is not None:
        raise NotShown
    check = proposal.check
    if check is None:
        check = Check()
        proposal.check = check
        proposal.status = ProposalStatus.CHECKING
    check.person, check.deadline = person, deadline
    db.session.flush()
    _record(budget, "budget.assign", proposal, actor, {"expert": person.public_id})
    return check


def write_down(
    budget: Budget, public_id: str, found: Found, *, actor: Actor, now: datetime
) -> Check:
    """Keep what the expert found; only the one who was asked writes it."""
    check = _check(queries.held(budget, public_id))
    if check.person_id != actor.person_id:
        raise Forbidden
    for name in Found.__dataclass_fields__:
        setattr(check, name, getattr(found, name))
    check.found = local(now).date()
    db.session.flush()
    return check


def decide(  # noqa: PLR0913 -- of what, how, why, who and when
    budget: Budget, public_id: str, outcome: Outcome, reason: Text, *, actor: Actor, now: datetime
) -> Check:
    """Decide about an idea that was checked, with a reason that everybody may read."""
    proposal = queries.held(budget, public_id)
    check = _check(proposal)
    if check.found is None or not reason:
        raise NotFinished
    if has_begun(budget):
        raise NotNow
    check.outcome, check.reason = outcome, reason
    check.decided, check.decided_by_id = local(now).date(), actor.person_id
    proposal.status = STATUS[outcome]
    db.session.flush()
    _record(budget, "budget.decide", proposal, actor, {"outcome": outcome.value})
    return check


def answer(proposal: Proposal, receipt_hash: bytes, words: str, *, now: datetime) -> None:
    """Keep what whoever proposed an idea says to the decision; the code proves who they are."""
    if proposal.receipt_hash is None or proposal.receipt_hash != receipt_hash:
        raise Forbidden
    check = proposal.check
    if check is None or check.outcome is None:
        raise NotDecided
    check.answer, check.answered = words, local(now).date()
    db.session.flush()


def late(budget: Budget, day: date) -> Sequence[Check]:
    """Return the checks that should have been ready, the oldest first."""
    return db.session.scalars(queries.late_checks(budget.activity_id, day)).all()


def _check(proposal: Proposal) -> Check:
    if proposal.check is None:
        raise NotFinished
    return proposal.check


def _record(
    budget: Budget, deed: str, proposal: Proposal, actor: Actor, after: dict[str, str]
) -> None:
    record(
        actor,
        deed,
        budget.activity.public_id,
        process_id=budget.activity.process_id,
        after={"idea": proposal.public_id} | after,
    )
