"""The log of deeds."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from participation.platform.clock import now
from participation.platform.database import Base


class AuditEntry(Base):
    """One deed of a member of staff. Triggers in the database refuse to change or delete it."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    moment: Mapped[datetime] = mapped_column(default=now, index=True)
    person_id: Mapped[int | None] = mapped_column(comment="no foreign key: the log outlives people")
    deed: Mapped[str] = mapped_column(comment="kind and verb, such as activity.publish")
    subject: Mapped[str] = mapped_column(
        comment="public id; its kind before it where the deed does not say it"
    )
    process_id: Mapped[int | None] = mapped_column(index=True)
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]

    __table_args__ = (sa.Index(None, "subject"),)
