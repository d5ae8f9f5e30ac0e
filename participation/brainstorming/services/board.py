"""The board on which staff put ideas into themes: each deed is a step that can be taken back.

Whoever does something says what they saw: from which theme the ideas come, how a theme read. If a
colleague has changed that meanwhile nothing is done, and the page shows how it is now.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from json import dumps

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries, theme_queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.refusals import Outdated
from participation.brainstorming.services import building
from participation.brainstorming.services.board_steps import By, Step, standing, state_of
from participation.brainstorming.theme_models import (
    Deed,
    IdeaAssignment,
    IdeaTheme,
    SuggestedBy,
    ThemeState,
    ThemeSuggestion,
)
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.texts import learning, themes

STRONG = {themes.NAME: themes.STRONG, learning.METHOD: learning.STRONG}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What people write about a theme."""

    words: Text
    note: Text = field(default_factory=Text)
    importance: int | None = None


def theme_named(brainstorm_id: int, public_id: str, *states: ThemeState) -> IdeaTheme:
    """Return a theme of a brainstorm, or refuse."""
    of = IdeaTheme.brainstorm_id == brainstorm_id, IdeaTheme.public_id == public_id
    allowed = IdeaTheme.state.in_(states or (ThemeState.KEPT,))
    found: IdeaTheme | None = db.session.scalar(sa.select(IdeaTheme).where(*of, allowed))
    if found is None:
        raise NotFound
    return found


def mark_of(theme: IdeaTheme) -> str:
    """Return a short mark of what a theme says, which changes when it does."""
    said = {name: value for name, value in state_of(theme).items() if name != "position"}
    return sha256(dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def _begin(activity: Activity, deed: Deed, actor: Actor, now: datetime) -> Step:
    """Begin a step: whoever else does something on this board waits until it is done."""
    building.locked(activity.id)
    return Step(brainstorm_id=activity.id, deed=deed, actor=actor, now=now)


def _still(activity: Activity, public_id: str, *states: ThemeState) -> IdeaTheme:
    """Return a theme that somebody saw; if a colleague has taken it away meanwhile, say so."""
    try:
        return theme_named(activity.id, public_id, *states)
    except NotFound:
        raise Outdated from None


def _last_position(activity: Activity) -> int:
    of = IdeaTheme.brainstorm_id == activity.id, IdeaTheme.state == ThemeState.KEPT
    return db.session.scalar(sa.select(sa.func.max(IdeaTheme.position)).where(*of)) or 0


def _new(step: Step, activity: Activity, wanted: Described) -> IdeaTheme:
    made = IdeaTheme(brainstorm_id=activity.id, position=_last_position(activity) + 1)
    made.words, made.note, made.importance = wanted.words, wanted.note, wanted.importance
    made.state = ThemeState.KEPT
    db.session.add(made)
    db.session.flush()
    return step.touch(made, is_new=True)


def _chosen(
    activity: Activity, public_ids: Collection[str], source: IdeaTheme | None
) -> list[bytes]:
    """Return the keys of ideas that stand where somebody saw them, or refuse."""
    wanted = sa.select(Idea.id).where(
        Idea.brainstorm_id == activity.id, Idea.public_id.in_(public_ids), queries.SHOWN
    )
    keys = list(db.session.scalars(wanted.order_by(Idea.id)))
    where = standing(keys)
    seen = source.id if source else None
    if len(keys) < len(public_ids) or any(
        where.get(key, {"theme": None})["theme"] != seen for key in keys
    ):
        raise Outdated
    return keys


def place(  # noqa: PLR0913 -- which ideas, from where, to where, who and when
    activity: Activity,
    public_ids: Collection[str],
    source: str,
    target: str,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Put ideas from one theme (or none, empty) into another (or none); return how many."""
    step = _begin(activity, Deed.PLACE, actor, now)
    origin = _still(activity, source) if source else None
    into = _still(activity, target) if target else None
    suggested = _suggested(activity, into)
    for key in _chosen(activity, set(public_ids), origin):
        step.put(key, into, suggested.get(key, By()))
    if step.moves and origin is not into:
        step.keep()
    return len(step.moves)


def _suggested(activity: Activity, theme: IdeaTheme | None) -> dict[bytes, By]:
    """Return by idea how a machine suggested it for a theme."""
    if theme is None:
        return {}
    wanted = sa.select(ThemeSuggestion).where(ThemeSuggestion.theme_id == theme.id)
    return {one.idea_id: _by(one) for one in db.session.scalars(wanted)}


def _by(one: ThemeSuggestion) -> By:
    return By(
        suggested_by=SuggestedBy.MACHINE, method=one.method, version=one.version, score=one.score
    )


def add(activity: Activity, wanted: Described, *, actor: Actor, now: datetime) -> IdeaTheme:
    """Add a theme at the end."""
    step = _begin(activity, Deed.ADD, actor, now)
    made = _new(step, activity, wanted)
    step.keep()
    return made


def change(  # noqa: PLR0913 -- which, how, what was seen, who and when
    activity: Activity,
    public_id: str,
    wanted: Described,
    *,
    mark: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Rename a theme, and say what belongs to it and how important it is."""
    step = _begin(activity, Deed.CHANGE, actor, now)
    theme = _still(activity, public_id)
    if mark != mark_of(theme):
        raise Outdated
    step.touch(theme)
    theme.words, theme.note, theme.importance = wanted.words, wanted.note, wanted.importance
    step.keep()


def move(activity: Activity, public_id: str, by: int, *, actor: Actor, now: datetime) -> None:
    """Move a theme one place up (-1) or down (1)."""
    step = _begin(activity, Deed.MOVE, actor, now)
    order = list(db.session.scalars(theme_queries.kept_themes(activity.id)))
    at = order.index(_still(activity, public_id))
    to = min(max(at + by, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    for position, theme in enumerate(order, 1):
        if theme.position != position:
            step.touch(theme).position = position
    if step.themes:
        step.keep()


def split(  # noqa: PLR0913 -- which, which ideas, how it is called, who and when
    activity: Activity,
    public_id: str,
    public_ids: Collection[str],
    words: Text,
    *,
    actor: Actor,
    now: datetime,
) -> IdeaTheme:
    """Make a new theme of some ideas of a theme."""
    step = _begin(activity, Deed.SPLIT, actor, now)
    origin = _still(activity, public_id) if public_id else None
    keys = _chosen(activity, set(public_ids), origin)
    made = _new(step, activity, Described(words=words))
    for key in keys:
        step.put(key, made)
    step.keep()
    return made


def merge(activity: Activity, public_id: str, into: str, *, actor: Actor, now: datetime) -> None:
    """Put all ideas of a theme into another, and take the first away."""
    step = _begin(activity, Deed.MERGE, actor, now)
    theme, target = _still(activity, public_id), _still(activity, into)
    if theme is target:
        raise Outdated
    _empty(step, theme, target)
    step.keep()


def remove(activity: Activity, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Take a theme away; its ideas stand in none."""
    step = _begin(activity, Deed.REMOVE, actor, now)
    _empty(step, _still(activity, public_id), None)
    step.keep()


def _empty(step: Step, theme: IdeaTheme, target: IdeaTheme | None) -> None:
    for key in _keys_in(theme):
        step.put(key, target)
    step.touch(theme).state = ThemeState.REMOVED


def _keys_in(theme: IdeaTheme) -> Sequence[bytes]:
    wanted = sa.select(IdeaAssignment.idea_id).where(IdeaAssignment.theme_id == theme.id)
    return db.session.scalars(wanted.order_by(IdeaAssignment.idea_id)).all()


def accept_theme(
    activity: Activity,
    public_id: str,
    words: Text,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Take a suggested theme up, under a name, with the ideas that are strongly about it."""
    step = _begin(activity, Deed.ACCEPT_THEME, actor, now)
    theme = step.touch(_still(activity, public_id, ThemeState.SUGGESTED))
    theme.state, theme.position = ThemeState.KEPT, _last_position(activity) + 1
    theme.words = words or theme.words
    for one in _strong(activity, ThemeSuggestion.theme_id == theme.id):
        step.put(one.idea_id, theme, _by(one))
    step.keep()
    return len(step.moves)


def drop_theme(activity: Activity, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Say no to a suggested theme."""
    step = _begin(activity, Deed.DROP_THEME, actor, now)
    step.touch(_still(activity, public_id, ThemeState.SUGGESTED)).state = ThemeState.REMOVED
    step.keep()


def accept_strong(activity: Activity, *, actor: Actor, now: datetime) -> int:
    """Put every idea that stands in no theme where a strong suggestion would; return how many."""
    step = _begin(activity, Deed.ACCEPT_STRONG, actor, now)
    known = {one.id: one for one in db.session.scalars(theme_queries.kept_themes(activity.id))}
    for one in _strong(activity, ThemeSuggestion.theme_id.in_(known)):
        if one.idea_id not in step.moves:
            step.put(one.idea_id, known[one.theme_id], _by(one))
    if step.moves:
        step.keep()
    return len(step.moves)


def _strong(activity: Activity, wanted: sa.ColumnElement[bool]) -> Sequence[ThemeSuggestion]:
    """Return strong suggestions for ideas that stand in no theme, the strongest first."""
    found = (
        sa.select(ThemeSuggestion)
        .join(Idea, Idea.id == ThemeSuggestion.idea_id)
        .where(wanted, is_strong(), theme_queries.without_theme(activity.id), queries.SHOWN)
        .order_by(ThemeSuggestion.idea_id, ThemeSuggestion.score.desc(), ThemeSuggestion.theme_id)
    )
    return db.session.scalars(found).all()


def is_strong() -> sa.ColumnElement[bool]:
    """Say in SQL that a suggestion is strong, each method by its own measure."""
    return sa.or_(
        *(
            sa.and_(ThemeSuggestion.method == method, ThemeSuggestion.score >= least)
            for method, least in STRONG.items()
        )
    )


def show_to_everybody(activity: Activity, *, is_shown: bool) -> None:
    """Let everybody see the themes, or staff only."""
    found = building.locked(activity.id)
    found.shows_themes = is_shown
    found.board_version += 1
    db.session.flush()
