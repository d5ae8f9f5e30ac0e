"""Take ideas in from files: without a code, since nobody here has one for them."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from budgeting.interchange.idea_rows import IdeaRow
from budgeting.models import Budget
from budgeting.proposal_models import Proposal, Showing
from budgeting.services import proposing
from participation.activities.models import Source
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.texts.languages import language_of
from participation.texts.words import plain


def take(budget: Budget, rows: Sequence[IdeaRow], *, language: str, day: date, actor: Actor) -> int:
    """Keep the ideas of a file that are not there yet, for a moderator to look at; count them."""
    areas = {area.code: area.id for area in budget.areas}
    categories = {category.code: category.id for category in budget.categories}
    keyed_rows = {_key(budget, row): row for row in rows}
    wanted = sa.select(Proposal.id).where(Proposal.id.in_(keyed_rows))
    known = set(db.session.scalars(wanted))
    made = [
        Proposal(
            id=key,
            budget_id=budget.activity_id,
            language=row.language or language_of(f"{row.title}. {row.words}", language),
            title=row.title,
            words=row.words,
            place=row.place,
            area_id=areas.get(row.area),
            category_id=categories.get(row.category),
            cost_guess_cents=row.cost_cents,
            day=day,
            showing=Showing.WAITING,
            source=Source.FILE,
            origin="file",
        )
        for key, row in keyed_rows.items()
        if key not in known
    ]
    db.session.add_all(made)
    db.session.flush()
    if made:
        record(
            actor,
            "budget.import",
            budget.activity.public_id,
            process_id=budget.activity.process_id,
            after={"ideas": len(made)},
        )
    return len(made)


def _key(budget: Budget, row: IdeaRow) -> bytes:
    """Return the key of a row: the same file taken in twice adds nothing."""
    said = f"{budget.activity.public_id}.{plain(row.title)}.{plain(row.words)}"
    return keyed("imported proposal", said.encode())[: proposing.KEY_BYTES]
