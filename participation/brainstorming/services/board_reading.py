"""What the pages of the board show."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload

from participation.activities.models import Activity
from participation.brainstorming import queries, theme_queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import Brainstorm
from participation.brainstorming.services.board import STRONG, is_strong
from participation.brainstorming.theme_models import (
    BoardAction,
    IdeaAssignment,
    IdeaTheme,
    ThemeBoard,
    ThemeState,
    ThemeSuggestion,
)
from participation.platform.extensions import db
from participation.platform.i18n.text import Text

A_PAGE, A_PAGE_OF_LOG = 30, 50
EXAMPLES = 3
ALONE = lazyload(Idea.translations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A theme that a machine would put an idea into, and how sure it is."""

    theme: IdeaTheme
    score: float
    is_strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A page of ideas that stand in one theme, or in none."""

    ideas: Sequence[Idea]
    number: int
    page: int
    suggestions: Mapping[bytes, Sequence[Suggested]]
    areas: Mapping[bytes, Text]

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.number // A_PAGE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a board stands: whether everybody sees it, what was asked, what was done last."""

    shows_themes: bool
    asked: ThemeBoard | None
    newest: BoardAction | None


def standing(activity: Activity) -> Standing:
    """Return how a board stands, in one query."""
    last = (
        sa.select(sa.func.max(BoardAction.id))
        .where(BoardAction.brainstorm_id == activity.id, BoardAction.undone.is_(None))
        .scalar_subquery()
    )
    wanted = (
        sa.select(Brainstorm.shows_themes, ThemeBoard, BoardAction)
        .outerjoin(ThemeBoard, ThemeBoard.brainstorm_id == Brainstorm.activity_id)
        .outerjoin(BoardAction, BoardAction.id == last)
        .options(joinedload(BoardAction.person))
        .where(Brainstorm.activity_id == activity.id)
    )
    shows, asked, newest = db.session.execute(wanted).one()
    return Standing(shows_themes=shows, asked=asked, newest=newest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """The themes there are, those suggested, how large each is, what could be accepted at once."""

    kept: Sequence[IdeaTheme]
    suggested: Sequence[IdeaTheme]
    sizes: Mapping[int, int]
    strong: int


def all_themes(activity: Activity) -> Themes:
    """Return the themes of a board in their order, in one query."""
    sizes = (
        sa.select(IdeaAssignment.theme_id, sa.func.count().label("ideas"))
        .join(Idea, Idea.id == IdeaAssignment.idea_id)
        .where(Idea.brainstorm_id == activity.id, queries.SHOWN)
        .group_by(IdeaAssignment.theme_id)
        .subquery()
    )
    wanted = (
        sa.select(IdeaTheme, sizes.c.ideas, _number_strong(activity).label("strong"))
        .outerjoin(sizes, sizes.c.theme_id == IdeaTheme.id)
        .where(IdeaTheme.brainstorm_id == activity.id, IdeaTheme.state != ThemeState.REMOVED)
        .order_by(IdeaTheme.position, IdeaTheme.id)
    )
    rows = db.session.execute(wanted).all()
    return Themes(
        kept=[row[0] for row in rows if row[0].state is ThemeState.KEPT],
        suggested=[row[0] for row in rows if row[0].state is ThemeState.SUGGESTED],
        sizes={row[0].id: row[1] or 0 for row in rows},
        strong=rows[0][2] if rows else 0,
    )


def _number_strong(activity: Activity) -> sa.ScalarSelect[int]:
    """Count the ideas without a theme for which one is strongly suggested."""
    return (
        sa.select(sa.func.count(ThemeSuggestion.idea_id.distinct()))
        .join(Idea, Idea.id == ThemeSuggestion.idea_id)
        .where(
            theme_queries.without_theme(activity.id),
            queries.SHOWN,
            is_strong(),
            ThemeSuggestion.theme_id.in_(
                theme_queries.kept_themes(activity.id)
                .with_only_columns(IdeaTheme.id)
                .order_by(None)
            ),
        )
        .scalar_subquery()
    )


def column(
    activity: Activity, themes: Sequence[IdeaTheme], chosen: IdeaTheme | None, page: int, part: str
) -> Column:
    """Return a page of the ideas of a theme, or of those without one, best supported first."""
    where = (
        theme_queries.in_theme(chosen.id) if chosen else theme_queries.without_theme(activity.id)
    )
    wanted = queries.shown_ideas(activity.id).where(where)
    if part:
        wanted = wanted.where(Idea.words.icontains(part, autoescape=True))
    order = (Idea.support.desc(), Idea.day, Idea.id)
    counted = queries.with_areas(wanted.add_columns(sa.func.count().over()))
    counted = counted.order_by(*order).options(ALONE)
    rows = db.session.execute(counted.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    ideas = [row[0] for row in rows]
    offered = {} if chosen else _suggestions([idea.id for idea in ideas], themes)
    return Column(
        ideas=ideas,
        number=rows[0][1] if rows else 0,
        page=page,
        suggestions=offered,
        areas={row[0].id: queries.told_area(row[0], row[2]) for row in rows},
    )


def _suggestions(
    keys: Sequence[bytes], themes: Sequence[IdeaTheme]
) -> dict[bytes, list[Suggested]]:
    known = {theme.id: theme for theme in themes}
    wanted = sa.select(ThemeSuggestion).where(
        ThemeSuggestion.idea_id.in_(keys), ThemeSuggestion.theme_id.in_(known)
    )
    found: dict[bytes, list[Suggested]] = defaultdict(list)
    order = (ThemeSuggestion.score.desc(), ThemeSuggestion.theme_id)
    for one in db.session.scalars(wanted.order_by(*order)):
        sure = one.score >= STRONG.get(one.method, 1.0)
        found[one.idea_id].append(
            Suggested(theme=known[one.theme_id], score=one.score, is_strong=sure)
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A suggested theme: how many free ideas it has, how many strongly, and some of them."""

    ideas: int
    strong: int
    examples: Sequence[Idea]


def offers(activity: Activity) -> dict[int, Offer]:
    """Return what each suggested theme offers, by its id, in one query."""
    place = sa.func.row_number().over(
        partition_by=ThemeSuggestion.theme_id,
        order_by=(ThemeSuggestion.score.desc(), ThemeSuggestion.idea_id),
    )
    strong = sa.case((is_strong(), 1), else_=0)
    free = (
        sa.select(
            ThemeSuggestion.theme_id,
            ThemeSuggestion.idea_id,
            place.label("place"),
            sa.func.count().over(partition_by=ThemeSuggestion.theme_id).label("ideas"),
            sa.func.sum(strong).over(partition_by=ThemeSuggestion.theme_id).label("sure"),
        )
        .join(IdeaTheme, IdeaTheme.id == ThemeSuggestion.theme_id)
        .join(Idea, Idea.id == ThemeSuggestion.idea_id)
        .where(
            theme_queries.without_theme(activity.id),
            queries.SHOWN,
            IdeaTheme.state == ThemeState.SUGGESTED,
        )
        .subquery()
    )
    rows = db.session.execute(
        sa.select(free.c.theme_id, free.c.ideas, free.c.sure, Idea)
        .join(Idea, Idea.id == free.c.idea_id)
        .where(free.c.place <= EXAMPLES)
        .order_by(free.c.theme_id, free.c.place)
        .options(ALONE)
    )
    found: dict[int, Offer] = {}
    for theme, ideas, sure, idea in rows:
        before = found[theme].examples if theme in found else ()
        found[theme] = Offer(ideas=ideas, strong=int(sure), examples=[*before, idea])
    return found


def log(activity: Activity, page: int) -> tuple[list[BoardAction], int]:
    """Return a page of what was done on the board, the newest first, and how many pages."""
    wanted = sa.select(BoardAction).where(BoardAction.brainstorm_id == activity.id)
    number = db.session.scalar(sa.select(sa.func.count()).select_from(wanted.subquery())) or 0
    some = wanted.order_by(BoardAction.id.desc()).limit(A_PAGE_OF_LOG)
    found = db.session.scalars(some.offset((page - 1) * A_PAGE_OF_LOG))
    return list(found), max(1, -(-number // A_PAGE_OF_LOG))
