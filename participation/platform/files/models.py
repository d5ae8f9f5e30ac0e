"""The register of stored files."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from participation.platform.clock import now
from participation.platform.database import Base, public_id


class StoredFile(Base):
    """One file: what it is, and under which name the storage keeps it."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    name: Mapped[str] = mapped_column(comment="what the person who sent it called it")
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(comment="bytes")
    sha256: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True, comment="name in the storage")
    public: Mapped[bool] = mapped_column(default=False)
    stored: Mapped[datetime] = mapped_column(default=now)
