"""Residents' ideas: write, support, follow and erase by code."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from budgeting import queries
from budgeting.models import Budget, BudgetArea, BudgetCategory, IdeaModeration, Phase
from budgeting.proposal_models import Proposal, Showing, Support
from budgeting.refusals import NotNow, NotShown
from budgeting.services import idea_pictures
from participation.activities import receipts
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.texts.languages import language_of
from participation.texts.words import plain

KEY_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An idea as it was typed."""

    title: str
    words: str
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    cost_guess_cents: int | None = None
    area: BudgetArea | None = None
    category: BudgetCategory | None = None
    picture_key: str = ""
    picture_alt: str = ""


def key_of(budget: Budget, token: bytes, written: Written) -> bytes:
    """Return the key of an idea: the same words from the same browser are the same idea."""
    said = f"{budget.activity.public_id}.{plain(written.title)}.{plain(written.words)}"
    return keyed("proposal", token + said.encode())[:KEY_BYTES]


def propose(
    budget: Budget, token: bytes, written: Written, *, language: str, now: datetime
) -> Proposal:
    """Take an idea in, unless it is there already."""
    if not budget.is_on(Phase.IDEAS, now):
        raise NotNow
    key = key_of(budget, token, written)
    known = db.session.get(Proposal, key)
    if known is not None:
        return known
    is_shown = budget.moderation is IdeaModeration.AFTER
    made = Proposal(
        id=key,
        budget_id=budget.activity_id,
        receipt_hash=receipts.hash_for(token),
        language=language_of(f"{written.title}. {written.words}", language),
        day=local(now).date(),
        showing=Showing.PUBLISHED if is_shown else Showing.WAITING,
        **{name: getattr(written, name) for name in Written.__dataclass_fields__},
    )
    db.session.add(made)
    if is_shown:
        bump(budget)
    db.session.flush()
    return made


def bump(budget: Budget) -> None:
    """Raise the version of what others see."""
    changed = sa.update(Budget).where(Budget.activity_id == budget.activity_id)
    raised = changed.values(proposals_version=Budget.proposals_version + 1)
    db.session.execute(raised.execution_options(synchronize_session=False))
    db.session.expire(budget, ["proposals_version"])


def support_key(proposal: Proposal, token: bytes) -> bytes:
    """Return what stands for one browser's support of one idea."""
    return keyed("proposal support", token + proposal.id)


def support(budget: Budget, proposal: Proposal, token: bytes, *, now: datetime) -> bool:
    """Support an idea; tell whether that is new."""
    if not budget.is_on(Phase.IDEAS, now):
        raise NotNow
    db.session.refresh(proposal, with_for_update={"of": Proposal})
    if proposal.showing is not Showing.PUBLISHED or proposal.merged_into_id is not None:
        raise NotShown
    key = support_key(proposal, token)
    if db.session.get(Support, key) is not None:
        return False
    db.session.add(Support(id=key, proposal_id=proposal.id))
    proposal.supports += 1
    db.session.flush()
    return True


def supported(proposals: Collection[Proposal], token: bytes) -> set[bytes]:
    """Return the ideas among some that one browser supports."""
    keys = {support_key(one, token): one.id for one in proposals}
    if not keys:
        return set()
    return {
        keys[key] for key in db.session.scalars(sa.select(Support.id).where(Support.id.in_(keys)))
    }


def take_back(proposal: Proposal, token: bytes) -> bool:
    """Take a support back; tell whether there was one."""
    db.session.refresh(proposal, with_for_update={"of": Proposal})
    found = db.session.get(Support, support_key(proposal, token))
    if found is None:
        return False
    db.session.delete(found)
    proposal.supports -= 1
    db.session.flush()
    return True


def behind(receipt_hash: bytes) -> Sequence[Proposal]:
    """Return the ideas to which a code leads."""
    return db.session.scalars(queries.behind(receipt_hash)).all()


def erase(receipt_hash: bytes) -> bool:
    """Erase the ideas to which a code leads; those merged into them stand by themselves again."""
    found = behind(receipt_hash)
    idea_pictures.forget(proposal.picture_key for proposal in found)
    for proposal in found:
        bump(proposal.budget)
        _leave_the_head(proposal)
    keys = [proposal.id for proposal in found]
    if keys:
        db.session.execute(
            sa.update(Proposal)
            .where(Proposal.merged_into_id.in_(keys))
            .values(merged_into_id=None)
            .execution_options(synchronize_session=False)
        )
        db.session.execute(sa.delete(Proposal).where(Proposal.id.in_(keys)))
        db.session.expire_all()
    return bool(keys)


def _leave_the_head(proposal: Proposal) -> None:
    if proposal.merged_into_id is not None:
        head = db.session.get_one(Proposal, proposal.merged_into_id)
        head.joined -= 1
        db.session.flush()
