"""Reports that staff compose: of one activity, or of a whole process."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.activities.models import Activity
from participation.platform.clock import now
from participation.platform.database import Base, public_id
from participation.platform.i18n.text import Text
from participation.processes.models import Process


class Report(Base):
    """What staff write: a title and blocks (`domain.composed`), never findings that follow.

    `edition` is the report as everybody reads it since `published`: its words as they were then,
    and the numbers of the releases that its figures are from.
    """

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    process_id: Mapped[int] = mapped_column(
        sa.ForeignKey("process.id", ondelete="CASCADE"), index=True
    )
    activity_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("activity.id", ondelete="CASCADE"),
        index=True,
        comment="empty: of the whole process",
    )
    title: Mapped[Text]
    document: Mapped[dict[str, Any]] = mapped_column(comment="the blocks in their order")
    undo: Mapped[dict[str, Any] | None] = mapped_column(comment="the blocks before a removal")
    revision: Mapped[int] = mapped_column(default=1, comment="raised by every change")
    created: Mapped[datetime] = mapped_column(default=now)
    changed: Mapped[datetime] = mapped_column(default=now)
    published: Mapped[datetime | None] = mapped_column(index=True)
    edition: Mapped[dict[str, Any] | None]

    process: Mapped[Process] = relationship(lazy="joined", innerjoin=True)
    activity: Mapped[Activity | None] = relationship(lazy="joined")
