"""Tables of live sessions: what a facilitator has set, and the tables that write together."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.brainstorming.models import Brainstorm
from participation.platform.database import Base, public_id

SHORT = 6  # to be read from a wall and typed; whoever floods finds the wall as well
LONGEST_NAME = 40


class Phase(StrEnum):
    """What a live session is at, in the order in which facilitators go on."""

    INTRODUCTION = "introduction"
    WRITE = "write"
    READ = "read"
    EVALUATE = "evaluate"
    THEMES = "themes"
    RESULTS = "results"


class Screen(StrEnum):
    """What the projector shows: what belongs to the phase, how to join, or nothing."""

    PHASE = "phase"
    JOIN = "join"
    NOTHING = "nothing"


def short_code() -> str:
    """Return a random name that is typed from a wall."""
    return public_id()[:SHORT]


def long_key() -> str:
    """Return a random name that nobody guesses: 94 bits."""
    return public_id() + public_id()


class LiveSession(Base):
    """How a brainstorm is led in a hall. What may be done in the phase stands in the brainstorm.

    `key` is in the address of the projector, `code` in the one by which people join.
    """

    __tablename__ = "live_session"

    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey("brainstorm.activity_id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(unique=True, default=long_key)
    code: Mapped[str] = mapped_column(unique=True, default=short_code)
    is_running: Mapped[bool] = mapped_column(
        default=False, comment="people look every three seconds, and a hall may send more"
    )
    phase: Mapped[Phase] = mapped_column(default=Phase.INTRODUCTION)
    screen: Mapped[Screen] = mapped_column(default=Screen.PHASE)
    ends: Mapped[datetime | None] = mapped_column(comment="of the timer")

    brainstorm: Mapped[Brainstorm] = relationship()


class WorkshopTable(Base):
    """A group in a workshop that writes on one device, by a link of its own."""

    __tablename__ = "workshop_table"
    __table_args__ = (sa.UniqueConstraint("brainstorm_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey("brainstorm.activity_id", ondelete="CASCADE")
    )
    code: Mapped[str] = mapped_column(unique=True, default=public_id)
    name: Mapped[str]
