"""Steps on the board of themes: what each changed is kept, so that it can be taken back exactly."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from participation.brainstorming.refusals import NothingToUndo, Outdated
from participation.brainstorming.services import building
from participation.brainstorming.theme_models import (
    BoardAction,
    BoardMove,
    Deed,
    IdeaAssignment,
    IdeaTheme,
    SuggestedBy,
    ThemeState,
)
from participation.identity.models import Person
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.transactions import connection

AT_ONCE = 500
T = TypeVar("T")
KEPT_OF_THEME = ("importance", "position")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """On whose suggestion an idea is put into a theme."""

    suggested_by: SuggestedBy = SuggestedBy.PERSON
    method: str = ""
    version: str = ""
    score: float | None = None


PERSON = By()


def batches(every: Iterable[T]) -> Iterator[list[T]]:
    """Yield some at a time, as many as one statement can name."""
    waiting = iter(every)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


@dataclass
class Step:
    """What one person does on one board at one moment."""

    brainstorm_id: int
    deed: Deed
    actor: Actor
    now: datetime
    themes: dict[str, IdeaTheme] = field(default_factory=dict)
    before: dict[str, Row | None] = field(default_factory=dict)
    moves: dict[bytes, Row | None] = field(default_factory=dict)

    def touch(self, theme: IdeaTheme, *, is_new: bool = False) -> IdeaTheme:
        """Remember a theme as it is before it is changed."""
        if theme.public_id not in self.before:
            self.before[theme.public_id] = None if is_new else state_of(theme)
            self.themes[theme.public_id] = theme
        return theme

    def put(self, key: bytes, theme: IdeaTheme | None, by: By = PERSON) -> None:
        """Put an idea into a theme, or into none."""
        self.moves[key] = (
            None
            if theme is None
            else {
                "theme": theme.id,
                "suggested_by": by.suggested_by.value,
                "method": by.method,
                "version": by.version,
                "score": by.score,
                "accepted_by": self.actor.person_id,
                "at": self.now.isoformat(),
            }
        )

    def keep(self) -> BoardAction:
        """Do the moves, and write down what was changed."""
        db.session.flush()
        before = standing(self.moves)
        action = BoardAction(
            brainstorm_id=self.brainstorm_id,
            person_id=self.actor.person_id,
            made=self.now,
            deed=self.deed,
            themes={
                name: {"before": self.before[name], "after": state_of(theme)}
                for name, theme in self.themes.items()
            },
            ideas=len(self.moves),
        )
        db.session.add(action)
        db.session.flush()
        _write(self.moves)
        insert_rows(
            BoardMove,
            (
                {"action_id": action.id, "idea_id": key, "before": before.get(key), "after": after}
                for key, after in self.moves.items()
            ),
        )
        building.bump(self.brainstorm_id)
        db.session.expire_all()
        return action


def state_of(theme: IdeaTheme) -> Row:
    """Return what can be changed of a theme, as it is kept in the log."""
    plain = {name: getattr(theme, name) for name in KEPT_OF_THEME}
    texts = {"words": theme.words.to_json(), "note": theme.note.to_json()}
    return plain | texts | {"state": theme.state.value}


def standing(keys: Iterable[bytes]) -> dict[bytes, Row]:
    """Return where ideas stand, as it is kept in the log."""
    found = {}
    for some in batches(keys):
        wanted = sa.select(IdeaAssignment).where(IdeaAssignment.idea_id.in_(some))
        for one in db.session.scalars(wanted.execution_options(populate_existing=True)):
            found[one.idea_id] = {
                "theme": one.theme_id,
                "suggested_by": one.suggested_by.value,
                "method": one.method,
                "version": one.version,
                "score": one.score,
                "accepted_by": one.accepted_by,
                "at": one.at.isoformat(),
            }
    return found


def _write(moves: Mapping[bytes, Row | None]) -> None:
    """Let ideas stand where they are to stand, whatever was before."""
    for some in batches(moves):
        gone = sa.delete(IdeaAssignment).where(IdeaAssignment.idea_id.in_(some))
        db.session.execute(gone.execution_options(synchronize_session=False))
    insert_rows(
        IdeaAssignment,
        (
            {
                "idea_id": key,
                "theme_id": row["theme"],
                "suggested_by": SuggestedBy(row["suggested_by"]),
                "at": datetime.fromisoformat(row["at"]),
                **{name: row[name] for name in ("method", "version", "score", "accepted_by")},
            }
            for key, row in moves.items()
            if row is not None
        ),
    )


def insert_rows(model: type[Any], rows: Iterable[Row]) -> None:
    """Insert rows, some at a time."""
    for some in batches(rows):
        connection().execute(sa.insert(model), list(some))


def newest(brainstorm_id: int) -> BoardAction | None:
    """Return the newest step that has not been taken back."""
    wanted = sa.select(BoardAction).where(
        BoardAction.brainstorm_id == brainstorm_id, BoardAction.undone.is_(None)
    )
    found: BoardAction | None = db.session.scalar(wanted.order_by(BoardAction.id.desc()).limit(1))
    return found


def undo(brainstorm_id: int, seen: int, *, actor: Actor, now: datetime) -> BoardAction:
    """Take the newest step back, if it is the one that was seen."""
    building.locked(brainstorm_id)
    action = newest(brainstorm_id)
    if action is None:
        raise NothingToUndo
    if action.id != seen:
        raise Outdated
    themes = sa.select(IdeaTheme).where(IdeaTheme.public_id.in_(action.themes))
    for theme in db.session.scalars(themes):
        _bring_back(theme, action.themes[theme.public_id]["before"])
    db.session.flush()
    moved = db.session.execute(
        sa.select(BoardMove.idea_id, BoardMove.before).where(BoardMove.action_id == action.id)
    )
    _write(_with_people_there({row[0]: row[1] for row in moved}))
    action.undone, action.undone_by = now, actor.person_id
    building.bump(brainstorm_id)
    db.session.flush()
    db.session.expire_all()
    return action


def _with_people_there(moves: dict[bytes, Row | None]) -> dict[bytes, Row | None]:
    """Leave out who is no longer known here."""
    named = {row["accepted_by"] for row in moves.values() if row and row["accepted_by"]}
    there = set(db.session.scalars(sa.select(Person.id).where(Person.id.in_(named))))
    return {
        key: row
        and {**row, "accepted_by": row["accepted_by"] if row["accepted_by"] in there else None}
        for key, row in moves.items()
    }


def _bring_back(theme: IdeaTheme, before: Row | None) -> None:
    if before is None:
        theme.state = ThemeState.REMOVED
        return
    for name in KEPT_OF_THEME:
        setattr(theme, name, before[name])
    theme.words, theme.note = Text(before["words"]), Text(before["note"])
    theme.state = ThemeState(before["state"])
