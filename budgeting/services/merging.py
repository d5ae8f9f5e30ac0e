"""Merge ideas that say the same: every proposer is kept, and told behind their code."""

from datetime import datetime

import sqlalchemy as sa

from budgeting import queries
from budgeting.models import Budget
from budgeting.proposal_models import Proposal, ProposalMerge
from budgeting.refusals import NotAlike
from budgeting.services import proposing
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db


def merge(
    budget: Budget, public_id: str, into: str, *, actor: Actor, now: datetime
) -> ProposalMerge:
    """Merge an idea, with what was merged into it before, into another.

    Supports are not added up: who supported both cannot be told from two people.
    """
    proposal, head = _both(budget, public_id, into)
    if proposal is head or head.merged_into_id or proposal.merged_into_id:
        raise NotAlike
    for one in db.session.scalars(queries.family(proposal)).all():
        one.merged_into_id = head.id
    head.joined += proposal.joined + 1
    proposal.joined = 0
    made = ProposalMerge(
        proposal_id=proposal.id, into_id=head.id, person_id=actor.person_id, made=now
    )
    db.session.add(made)
    proposing.bump(budget)
    db.session.flush()
    _record(budget, "budget.merge", proposal, head, actor)
    return made


def _both(budget: Budget, one: str, other: str) -> tuple[Proposal, Proposal]:
    """Hold two ideas in one order always, so that two colleagues never wait for each other."""
    held = {name: queries.held(budget, name) for name in sorted({one, other})}
    return held[one], held[other]


def part(budget: Budget, public_id: str, *, actor: Actor, now: datetime) -> Proposal:
    """Let a merged idea stand by itself again."""
    proposal = queries.held(budget, public_id)
    if proposal.merged_into_id is None:
        raise NotAlike
    head = db.session.get_one(Proposal, proposal.merged_into_id, with_for_update={"of": Proposal})
    proposal.merged_into_id = None
    head.joined -= 1
    of = ProposalMerge.proposal_id == proposal.id, ProposalMerge.undone.is_(None)
    db.session.execute(sa.update(ProposalMerge).where(*of).values(undone=now))
    proposing.bump(budget)
    db.session.flush()
    _record(budget, "budget.part", proposal, head, actor)
    return proposal


def _record(budget: Budget, deed: str, proposal: Proposal, head: Proposal, actor: Actor) -> None:
    record(
        actor,
        deed,
        budget.activity.public_id,
        process_id=budget.activity.process_id,
        after={"idea": proposal.public_id, "into": head.public_id},
    )
