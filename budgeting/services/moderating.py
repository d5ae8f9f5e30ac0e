"""Look at ideas: show them, or hide them with a reason. Every decision is kept."""

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from budgeting import queries
from budgeting.models import Budget
from budgeting.proposal_models import HiddenFor, Proposal, ProposalDecision, Showing
from budgeting.refusals import NotFinished, Outdated
from budgeting.services import proposing
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Whether others see an idea; if not, why, and what else its author is told."""

    showing: Showing
    hidden_for: HiddenFor | None = None
    note: Text = field(default_factory=Text)

    @property
    def is_whole(self) -> bool:
        """Tell whether what is hidden has a reason, told in words where there is no other."""
        if self.showing is not Showing.HIDDEN:
            return self.showing is Showing.PUBLISHED and self.hidden_for is None
        has_words = self.hidden_for is not HiddenFor.OTHER or bool(self.note)
        return self.hidden_for is not None and has_words


def history(proposal: Proposal) -> list[ProposalDecision]:
    """Return what was decided about an idea, the newest first."""
    of = ProposalDecision.proposal_id == proposal.id
    wanted = sa.select(ProposalDecision).where(of).order_by(ProposalDecision.id.desc())
    return list(db.session.scalars(wanted))


def seen_mark(decided: list[ProposalDecision]) -> str:
    """Return what tells whether a colleague decided since somebody looked."""
    return str(decided[0].id) if decided else "new"


def judge(  # noqa: PLR0913 -- which, how, what was seen, who and when
    budget: Budget, public_id: str, judged: Judged, *, seen: str, actor: Actor, now: datetime
) -> Proposal:
    """Decide about an idea, unless a colleague has meanwhile."""
    if not judged.is_whole:
        raise NotFinished
    proposal = queries.held(budget, public_id)
    if seen != seen_mark(history(proposal)):
        raise Outdated
    kept = ProposalDecision(
        proposal_id=proposal.id,
        person_id=actor.person_id,
        made=now,
        before=proposal.showing,
        after=judged.showing,
        hidden_for=judged.hidden_for,
        note=judged.note,
    )
    db.session.add(kept)
    proposal.showing, proposal.is_reviewed = judged.showing, True
    proposal.hidden_for, proposal.note = judged.hidden_for, judged.note
    proposing.bump(budget)
    db.session.flush()
    _record(budget, proposal, actor)
    return proposal


def sort(budget: Budget, public_id: str, language: str, area: str, category: str) -> None:
    """Say in which language an idea is, and where it belongs; codes that are unknown mean none."""
    proposal = queries.held(budget, public_id)
    proposal.language = language
    proposal.area = next((one for one in budget.areas if one.code == area), None)
    proposal.category = next((one for one in budget.categories if one.code == category), None)
    proposing.bump(budget)
    db.session.flush()


def _record(budget: Budget, proposal: Proposal, actor: Actor) -> None:
    record(
        actor,
        "budget.moderate",
        budget.activity.public_id,
        process_id=budget.activity.process_id,
        after={"idea": proposal.public_id, "showing": proposal.showing.value},
    )
