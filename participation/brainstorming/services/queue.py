"""The queue of moderators: ideas and comments that wait, or were decided about, in one order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload

from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.idea_models import Idea, IdeaState
from participation.brainstorming.services.moderating import Case
from participation.platform.extensions import db
from participation.platform.web.site import site

A_PAGE = 50
WAITING, SHOWN, HIDDEN = "waiting", "shown", "hidden"
LISTS = (WAITING, SHOWN, HIDDEN)
MODELS: tuple[type[Case], ...] = (Idea, IdeaComment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One page of a list: what is on it, how many there are in each list, which page it is."""

    cases: Sequence[Case]
    counts: Mapping[str, int]
    page: int
    last: int


def queue(brainstorm_id: int, chosen: str, page: int) -> Queue:
    """Return a page of a list: other languages than the municipality's first, then by day."""
    counts = _counts(brainstorm_id)
    listed = sa.union_all(*(_keys(of, brainstorm_id, chosen) for of in MODELS)).subquery()
    order = listed.c.language == site().main_language, listed.c.day, listed.c.id
    wanted = sa.select(listed.c.is_comment, listed.c.id).order_by(*order)
    rows = db.session.execute(wanted.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    found = _ideas([row.id for row in rows if not row.is_comment])
    found |= _comments([row.id for row in rows if row.is_comment])
    cases = [found[row.id] for row in rows if row.id in found]
    return Queue(cases=cases, counts=counts, page=page, last=-(-counts[chosen] // A_PAGE))


def _keys(of: type[Case], brainstorm_id: int, chosen: str) -> Any:
    is_comment = sa.literal(of is IdeaComment).label("is_comment")
    wanted = sa.select(is_comment, of.id, of.language, of.day)
    return wanted.where(*_in_list(of, brainstorm_id, chosen))


def _in_list(of: type[Case], brainstorm_id: int, chosen: str) -> list[sa.ColumnElement[bool]]:
    kept = [of.brainstorm_id == brainstorm_id, of.is_reviewed.is_(chosen != WAITING)]
    if chosen != WAITING:
        state = IdeaState.PUBLISHED if chosen == SHOWN else IdeaState.HIDDEN
        kept.append(of.state == state)
    if of is Idea:
        kept.append(Idea.is_test.is_(False))
    return kept


def _counts(brainstorm_id: int) -> dict[str, int]:
    numbers = [
        sa.select(sa.func.count()).where(*_in_list(of, brainstorm_id, name)).scalar_subquery()
        for name in LISTS
        for of in MODELS
    ]
    told = db.session.execute(sa.select(*numbers)).one()
    per = len(MODELS)
    return {name: sum(told[at * per : at * per + per]) for at, name in enumerate(LISTS)}


def _ideas(keys: Sequence[bytes]) -> dict[bytes, Case]:
    wanted = sa.select(Idea).where(Idea.id.in_(keys)).options(lazyload(Idea.translations))
    return {one.id: one for one in db.session.scalars(wanted)} if keys else {}


def _comments(keys: Sequence[bytes]) -> dict[bytes, Case]:
    wanted = sa.select(IdeaComment).where(IdeaComment.id.in_(keys))
    wanted = wanted.options(joinedload(IdeaComment.idea).lazyload(Idea.translations))
    return {one.id: one for one in db.session.scalars(wanted)} if keys else {}
