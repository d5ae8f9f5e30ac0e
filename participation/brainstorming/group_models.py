"""Tables of opinion groups: what was last worked out of a brainstorm, and who is in which group.

Of a person only the number of the group is kept, under the key that their evaluations have; where
they lie on the map is not. It goes when the brainstorm goes, or when they erase their evaluations.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from participation.brainstorming.idea_models import UNORDERED
from participation.platform.database import Base


class Step(StrEnum):
    """How far the worker is."""

    WAITING = "waiting"
    READING = "reading"
    GROUPING = "grouping"
    KEEPING = "keeping"
    DONE = "done"
    FAILED = "failed"


class OpinionRun(Base):
    """What was last worked out of the evaluations of a brainstorm.

    `in_use`, `best` and `running` say how the number of groups came about: a new one is used once
    it was best four times running. `evaluations` and `board_version` tell whether anything has
    changed since: without a change nothing is worked out again.
    """

    __tablename__ = "opinion_run"

    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey("brainstorm.activity_id", ondelete="CASCADE"), primary_key=True
    )
    step: Mapped[Step] = mapped_column(default=Step.WAITING)
    is_wanted: Mapped[bool] = mapped_column(default=True, comment="since the last one began")
    begun: Mapped[datetime | None]
    made: Mapped[datetime | None]
    board_version: Mapped[int] = mapped_column(default=-1)
    evaluations: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[int] = mapped_column(default=0, comment="how many groups there are")
    best: Mapped[int] = mapped_column(default=0, comment="how many were clearest last time")
    running: Mapped[int] = mapped_column(default=0, comment="how often so many were")
    lack: Mapped[str] = mapped_column(default="", comment="what there is too little of, or empty")
    needed: Mapped[int] = mapped_column(default=0)
    there: Mapped[int] = mapped_column(default=0)
    found: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="the map, the groups and the ideas that tell of them"
    )


class OpinionMember(Base):
    """The group of a participant, so that groups keep their number from one run to the next."""

    __tablename__ = "opinion_member"
    __table_args__ = (UNORDERED,)

    participant: Mapped[bytes] = mapped_column(
        sa.LargeBinary(32),
        sa.ForeignKey("brainstorm_participant.id", ondelete="CASCADE"),
        primary_key=True,
    )
    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey("brainstorm.activity_id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int] = mapped_column(sa.SmallInteger)
