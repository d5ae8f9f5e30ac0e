"""A second coder reads a tenth of the ideas that have a theme, without seeing which.

How well both agree beyond chance is Cohen's kappa; that no theme fits is a choice like another.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import lazyload

from participation.activities.domain.statistics.agreement import Kappa, cohen
from participation.activities.domain.statistics.refusals import Refused
from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.services.board import theme_named
from participation.brainstorming.theme_models import IdeaAssignment, SecondReading
from participation.identity.models import Person
from participation.platform.extensions import db
from participation.platform.refusals import NotFound

ONE_IN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well one second coder agrees with the board."""

    coder: str
    ideas: int
    whole: Kappa | Refused


def sample(activity: Activity, coder_id: int | None = None) -> dict[bytes, bool]:
    """Return the ideas that second coders read, and which of them one has read.

    A tenth, in the order of keys that chance has made.
    """
    mine = sa.and_(SecondReading.idea_id == Idea.id, SecondReading.coder_id == coder_id)
    coded = (
        sa.select(Idea.id, SecondReading.idea_id.is_not(None))
        .join(IdeaAssignment, IdeaAssignment.idea_id == Idea.id)
        .outerjoin(SecondReading, mine)
        .where(Idea.brainstorm_id == activity.id, queries.SHOWN)
        .order_by(Idea.id)
    )
    every = db.session.execute(coded).all()
    return {row[0]: row[1] for row in every[: -(-len(every) // ONE_IN)]}


def next_unread(ideas: Mapping[bytes, bool]) -> Idea | None:
    """Return the next idea of the sample that a coder has not read."""
    left = next((key for key, is_read in ideas.items() if not is_read), None)
    wanted = sa.select(Idea).where(Idea.id == left).options(lazyload(Idea.translations))
    found: Idea | None = None if left is None else db.session.scalar(wanted)
    return found


def read(activity: Activity, public_id: str, theme: str, *, coder_id: int, now: datetime) -> None:
    """Keep which theme a second coder gives to an idea of the sample; none where it is empty."""
    idea = queries.idea_named(activity.id, public_id)
    if idea.id not in sample(activity):
        raise NotFound
    given = theme_named(activity.id, theme).id if theme else None
    kept = db.session.get(SecondReading, (idea.id, coder_id))
    if kept is None:
        kept = SecondReading(idea_id=idea.id, coder_id=coder_id)
        db.session.add(kept)
    kept.theme_id, kept.at = given, now
    db.session.flush()


def agreements(activity: Activity) -> list[Agreement]:
    """Compare each second coder with the board on the ideas of both."""
    rows = db.session.execute(
        sa.select(Person.name, SecondReading.coder_id, SecondReading.theme_id,
                  IdeaAssignment.theme_id)
        .join(Person, Person.id == SecondReading.coder_id)
        .join(Idea, Idea.id == SecondReading.idea_id)
        .join(IdeaAssignment, IdeaAssignment.idea_id == Idea.id)
        .where(Idea.brainstorm_id == activity.id, queries.SHOWN)
        .order_by(SecondReading.coder_id, SecondReading.idea_id)
    )  # fmt: skip
    both: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for name, coder, second, first in rows:
        both[coder, name].append((str(first), str(second)))
    return [
        Agreement(coder=name, ideas=len(pairs), whole=cohen(pairs))
        for (_coder, name), pairs in both.items()
    ]
