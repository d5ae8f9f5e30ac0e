"""Reads of themes: how large they are, and which ideas tell best what they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from participation.brainstorming.idea_models import Idea
from participation.brainstorming.queries import SHOWN
from participation.brainstorming.theme_models import (
    IdeaAssignment,
    IdeaTheme,
    ThemeState,
)
from participation.platform.extensions import db
from participation.platform.i18n.text import Text

TYPICAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """A theme, how many shown ideas stand in it (joined ones apart), and typical ones."""

    theme: IdeaTheme
    ideas: int
    joined: int
    typical: Sequence[Idea]


def kept_themes(brainstorm_id: int) -> sa.Select[IdeaTheme]:
    """Select the themes that people took up, in their order."""
    kept = IdeaTheme.brainstorm_id == brainstorm_id, IdeaTheme.state == ThemeState.KEPT
    return sa.select(IdeaTheme).where(*kept).order_by(IdeaTheme.position, IdeaTheme.id)


def in_theme(theme_id: int) -> sa.ColumnElement[bool]:
    """Say in SQL that an idea stands in a theme."""
    return Idea.id.in_(sa.select(IdeaAssignment.idea_id).where(IdeaAssignment.theme_id == theme_id))


def sizes(brainstorm_id: int) -> Mapping[int, tuple[int, int]]:
    """Return by theme how many shown ideas stand in it, and how many are joined to those."""
    wanted = (
        sa.select(IdeaAssignment.theme_id, sa.func.count(), sa.func.sum(Idea.joined))
        .join(Idea, Idea.id == IdeaAssignment.idea_id)
        .where(Idea.brainstorm_id == brainstorm_id, SHOWN)
        .group_by(IdeaAssignment.theme_id)
    )
    return {theme: (ideas, int(joined)) for theme, ideas, joined in db.session.execute(wanted)}


def numbered_themes(brainstorm_id: int) -> list[tuple[Text, int]]:
    """Return the words of themes with how many ideas stand in each, joined ones too; one query."""
    of = (
        sa.select(IdeaAssignment.theme_id, sa.func.sum(Idea.joined + 1).label("number"))
        .join(Idea, Idea.id == IdeaAssignment.idea_id)
        .where(Idea.brainstorm_id == brainstorm_id, SHOWN)
        .group_by(IdeaAssignment.theme_id)
        .subquery()
    )
    number = sa.func.coalesce(of.c.number, 0)
    kept = kept_themes(brainstorm_id).outerjoin(of, of.c.theme_id == IdeaTheme.id)
    found = db.session.execute(kept.with_only_columns(IdeaTheme.words, number))
    return [(words, int(ideas)) for words, ideas in found]


def typical(brainstorm_id: int, number: int = TYPICAL) -> Mapping[int, Sequence[Idea]]:
    """Return by theme the best supported of its shown ideas, then those with most joined."""
    place = sa.func.row_number().over(
        partition_by=IdeaAssignment.theme_id,
        order_by=(Idea.support.desc(), Idea.joined.desc(), Idea.id),
    )
    ranked = (
        sa.select(IdeaAssignment.theme_id, Idea.id, place.label("place"))
        .join(Idea, Idea.id == IdeaAssignment.idea_id)
        .where(Idea.brainstorm_id == brainstorm_id, SHOWN)
        .subquery()
    )
    wanted = (
        sa.select(ranked.c.theme_id, Idea)
        .join(Idea, Idea.id == ranked.c.id)
        .where(ranked.c.place <= number)
        .order_by(ranked.c.theme_id, ranked.c.place)
    )
    found: dict[int, list[Idea]] = {}
    for theme, idea in db.session.execute(wanted):
        found.setdefault(theme, []).append(idea)
    return found


def sized_themes(brainstorm_id: int, number: int = TYPICAL) -> list[Sized]:
    """Return themes with sizes and typical ideas, in the order of the board, in three queries."""
    of, examples = sizes(brainstorm_id), typical(brainstorm_id, number)
    found = []
    for theme in db.session.scalars(kept_themes(brainstorm_id)):
        ideas, joined = of.get(theme.id, (0, 0))
        examples_here = examples.get(theme.id, ())
        found.append(Sized(theme=theme, ideas=ideas, joined=joined, typical=examples_here))
    return found


def without_theme(brainstorm_id: int) -> sa.ColumnElement[bool]:
    """Say in SQL that an idea of a brainstorm stands in no theme."""
    return sa.and_(
        Idea.brainstorm_id == brainstorm_id,
        Idea.id.not_in(sa.select(IdeaAssignment.idea_id)),
    )
