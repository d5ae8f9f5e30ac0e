"""Files of answers that the worker makes for staff."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.activities.domain.filters import Cut
from participation.activities.models import Activity
from participation.platform.clock import now
from participation.platform.database import Base, public_id


class Making(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"


class DataFile(Base):
    """One file that somebody asked for. It is deleted some days later."""

    __tablename__ = "data_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    survey_id: Mapped[int] = mapped_column(
        sa.ForeignKey("survey.activity_id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(comment="a key of surveys.data_kinds")
    language: Mapped[str]
    source: Mapped[str] = mapped_column(comment="the address of the survey, as files tell it")
    cut: Mapped[dict[str, Any]] = mapped_column(
        default=dict,
        server_default="{}",
        comment="of which answers, split and weighted by what; as in an address",
    )
    asked: Mapped[datetime] = mapped_column(default=now, index=True)
    state: Mapped[Making] = mapped_column(default=Making.WAITING, index=True)
    begun: Mapped[datetime | None]
    rows: Mapped[int] = mapped_column(default=0, comment="written so far")
    total: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0, comment="bytes")
    reason: Mapped[str] = mapped_column(default="", comment="why it failed, as a code")

    activity: Mapped[Activity] = relationship(
        primaryjoin="foreign(DataFile.survey_id) == Activity.id", viewonly=True
    )

    @property
    def chosen(self) -> Cut:
        """Of which answers it is, split and weighted by what."""
        return Cut.from_json(self.cut)

    @property
    def percent(self) -> int:
        """How much of it is written."""
        return 100 * self.rows // self.total if self.total else 0

    @property
    def key(self) -> str:
        """The name in the storage."""
        return f"data/{self.public_id}"
