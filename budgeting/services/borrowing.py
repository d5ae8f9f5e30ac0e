"""Ideas for a budget from what other activities found: themes, ideas, answers."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from budgeting.idea_limits import LONGEST_TITLE
from budgeting.models import Budget
from budgeting.proposal_models import Proposal, Showing
from budgeting.services.proposing import KEY_BYTES
from participation.activities.domain.items import Item
from participation.activities.services.lending import Lender
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed


def take(  # noqa: PLR0913 -- what, from where, and by whom
    budget: Budget, lender: Lender, keys: Collection[str], *, language: str, day: date, actor: Actor
) -> int:
    """Keep chosen items as ideas for a moderator to look at; count those that are new."""
    items = {_key(budget, lender, one): one for one in lender.items if one.key in keys}
    wanted = sa.select(Proposal.id).where(Proposal.id.in_(items))
    known = set(db.session.scalars(wanted))
    made = [
        _made(budget, key, one, f"{lender.activity.public_id}.{one.key}", language, day)
        for key, one in items.items()
        if key not in known
    ]
    db.session.add_all(made)
    db.session.flush()
    if made:
        record(
            actor,
            "budget.borrow",
            budget.activity.public_id,
            process_id=budget.activity.process_id,
            after={"ideas": len(made), "from": lender.activity.public_id},
        )
    return len(made)


def _key(budget: Budget, lender: Lender, item: Item) -> bytes:
    """Return the key of an item: taken twice, it is one idea."""
    said = f"{budget.activity.public_id}.{lender.activity.public_id}.{item.key}"
    return keyed("borrowed proposal", said.encode())[:KEY_BYTES]


def _made(  # noqa: PLR0913, PLR0917 -- all that an idea has
    budget: Budget, key: bytes, item: Item, origin: str, language: str, day: date
) -> Proposal:
    known = item.label.translations
    spoken = language if language in known else next(iter(known), language)
    words = known.get(spoken, "")
    return Proposal(
        id=key,
        budget_id=budget.activity_id,
        language=spoken,
        title=words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…",
        words=words,
        day=day,
        showing=Showing.WAITING,
        origin=origin,
    )
