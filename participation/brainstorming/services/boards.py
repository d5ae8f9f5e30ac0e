"""What a live session shows at this moment, read once a version and kept by each process.

Everybody in a hall asks every few seconds. What answers them is one row, read at most twice a
second, and what was made of the ideas when that row's version was last another. Ideas keep no
order and no time, so each process remembers for itself in which order they came.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import joinedload

from participation.activities.models import FEWEST, LEAST_PEOPLE, AccessLevel, Activity
from participation.activities.occasions import Occasion
from participation.brainstorming import queries, theme_queries
from participation.brainstorming.domain.fairness import Voice, in_turns
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.live_models import LiveSession, Phase, Screen
from participation.brainstorming.models import (
    Brainstorm,
    BrainstormQuestion,
    Moderation,
    Visibility,
)
from participation.platform.extensions import db
from participation.platform.files.pictures import name_of
from participation.platform.i18n.text import Text
from participation.platform.transactions import connection

MOMENT = 0.5
MOST_BOARDS = 16
MOST_SHOWN = 30
MOST_RESULTS = 10
LIVE, QUIET = 3, 15  # seconds between two looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """The state of a session: cheap to ask for."""

    board_version: int
    moderation: Moderation
    visibility: Visibility
    may_write: bool
    may_evaluate: bool
    is_locked: bool
    is_revealed: bool
    shows_themes: bool
    key: str | None
    code: str | None
    is_running: bool | None
    phase: Phase | None
    screen: Screen | None
    ends: datetime | None
    access: AccessLevel
    minimum: int | None

    @property
    def least_people(self) -> int:
        """Return of how many people a number must tell to be shown."""
        return self.minimum or LEAST_PEOPLE.get(self.access, FEWEST)

    @property
    def every(self) -> int:
        """Seconds after which a page asks again."""
        return LIVE if self.is_running else QUIET

    @property
    def takes_ideas(self) -> bool:
        """Tell whether ideas may be written now."""
        return self.may_write and not self.is_locked

    @property
    def takes_evaluations(self) -> bool:
        """Tell whether ideas may be weighed now."""
        some = self.is_revealed and self.visibility is not Visibility.OWN
        return self.may_evaluate and not self.is_locked and some

    @property
    def shows_all(self) -> bool:
        """Tell whether everybody sees all ideas."""
        return self.is_revealed and self.visibility is Visibility.ALL


@dataclass(frozen=True, slots=True)
class Shown:
    """An idea as it is shown, in every language in which people put it."""

    public_id: str
    question_id: int
    language: str
    words: dict[str, str]
    table: str
    area: Text
    agreed: int
    disagreed: int
    seen: int

    def in_(self, language: str) -> tuple[str, str]:
        """Return the words in a language, or as they were written; and which language that is."""
        found = language if language in self.words else self.language
        return self.words[found], found


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What a version shows. `number` counts all ideas that others may see."""

    version: int
    number: int = 0
    ideas: Sequence[Shown] = ()
    brought: Sequence[Shown] = ()
    best: Sequence[Shown] = ()
    themes: Sequence[tuple[Text, int]] = ()


@dataclass(frozen=True, slots=True)
class OnWall:
    """The question on the wall, and its picture if it has one."""

    words: Text = field(default_factory=Text)
    image: str = ""
    alt: Text = field(default_factory=Text)


@dataclass(slots=True)
class Memory:
    """What one process knows of one session."""

    until: float = 0.0
    pulse: Pulse | None = None
    board: Board | None = None
    asked: tuple[int, OnWall] = (-1, OnWall())
    order: dict[str, int] = field(default_factory=dict)
    written: dict[Any, tuple[int, str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


def memory_of(activity: Occasion) -> Memory:
    """Return what this process knows of a session."""
    every: dict[str, Memory] = current_app.extensions.setdefault("live boards", {})
    if len(every) > MOST_BOARDS:
        every.clear()
    return every.setdefault(activity.public_id, Memory())


def pulse_of(activity: Occasion) -> Pulse:
    """Return the state of a session as it was half a second ago at most."""
    memory = memory_of(activity)
    moment = time.monotonic()
    if memory.pulse is None or moment >= memory.until:
        memory.pulse = _read(activity.id)
        memory.until = moment + min(MOMENT, current_app.config["MOMENT"])
    return memory.pulse


ASKED = (
    *(getattr(Brainstorm, name) for name in list(Pulse.__dataclass_fields__)[:8]),
    *(getattr(LiveSession, name) for name in list(Pulse.__dataclass_fields__)[8:14]),
    Activity.access,
    Activity.minimum,
)


def _read(activity_id: int) -> Pulse:
    both = sa.select(*ASKED).select_from(Brainstorm).join(Activity).outerjoin(LiveSession)
    here = both.where(Brainstorm.activity_id == activity_id)
    return Pulse(**connection().execute(here).one()._asdict())


def board_of(activity: Occasion, pulse: Pulse) -> Board:
    """Return what a version shows, made when it is first asked for."""
    memory = memory_of(activity)
    with memory.lock:
        if memory.board is None or memory.board.version != pulse.board_version:
            memory.board = _made(activity, pulse, memory)
    return memory.board


def question_of(activity: Occasion, pulse: Pulse) -> OnWall:
    """Return the question on the wall: the first."""
    memory = memory_of(activity)
    if memory.asked[0] != pulse.board_version:
        questions = queries.brainstorm_of(activity.id).questions
        memory.asked = pulse.board_version, _on_wall(questions[0]) if questions else OnWall()
    return memory.asked[1]


def _on_wall(question: BrainstormQuestion) -> OnWall:
    image = name_of(question.picture) if question.picture else ""
    return OnWall(question.words, image, question.picture_alt)


def _made(activity: Occasion, pulse: Pulse, memory: Memory) -> Board:
    if not pulse.shows_all:
        return Board(version=pulse.board_version, number=_number(activity))
    rows = _ordered(activity, memory)
    chosen = [rows[at].public_id for at in _first(rows)]
    looked_at = [row for row in rows if row.is_reviewed or not _waits(pulse)]
    brought = [looked_at[at].public_id for at in _first(looked_at)]
    best = sorted(looked_at, key=lambda row: (-row.support, row.public_id))
    best_names = [row.public_id for row in best if row.support > 0][:MOST_RESULTS]
    found = _shown(activity, {*chosen, *brought, *best_names})
    themes = theme_queries.numbered_themes(activity.id) if pulse.shows_themes else ()
    return Board(
        version=pulse.board_version,
        number=len(rows),
        ideas=[found[name] for name in chosen if name in found],
        brought=[found[name] for name in brought if name in found],
        best=[found[name] for name in best_names if name in found],
        themes=themes,
    )


def _waits(pulse: Pulse) -> bool:
    """Tell whether only what a moderator has looked at may be brought to notice."""
    return pulse.moderation is Moderation.UNTIL_REVIEWED


def _number(activity: Occasion) -> int:
    wanted = queries.shown_ideas(activity.id).with_only_columns(sa.func.count())
    return int(db.session.scalar(wanted) or 0)


def _ordered(activity: Occasion, memory: Memory) -> list[Any]:
    """Return every shown idea in short, those that came last first."""
    named = ("public_id", "receipt_hash", "words", "table_name", "is_reviewed", "support")
    wanted = queries.shown_ideas(activity.id).order_by(Idea.day, Idea.id)
    columns = [getattr(Idea, name) for name in named]
    rows = list(db.session.execute(wanted.with_only_columns(*columns)))
    names = {row.public_id for row in rows}
    kept = {name: place for name, place in memory.order.items() if name in names}
    last = max(kept.values(), default=0)
    new = [row.public_id for row in rows if row.public_id not in kept]
    memory.order = kept | {name: last + place for place, name in enumerate(new, 1)}
    return sorted(rows, key=lambda row: -memory.order[row.public_id])


def _first(rows: Sequence[Any]) -> list[int]:
    voices = [Voice(row.receipt_hash, row.words, row.table_name) for row in rows]
    return sorted(in_turns(voices)[:MOST_SHOWN])


def _shown(activity: Occasion, names: set[str]) -> dict[str, Shown]:
    if not names:
        return {}
    wanted = queries.shown_ideas(activity.id).where(Idea.public_id.in_(sorted(names)))
    whole = queries.with_areas(wanted).options(joinedload(Idea.translations))
    return {idea.public_id: _one(idea, area) for idea, area in db.session.execute(whole).unique()}


def _one(idea: Idea, area: Text | None) -> Shown:
    put = {one.language: one.words for one in idea.translations if one.is_reviewed}
    return Shown(
        public_id=idea.public_id,
        question_id=idea.question_id,
        language=idea.language,
        words=put | {idea.language: idea.words},
        table=idea.table_name,
        area=queries.told_area(idea, area),
        agreed=idea.agreed,
        disagreed=idea.disagreed,
        seen=idea.agreed + idea.disagreed + idea.passed + idea.rated,
    )
