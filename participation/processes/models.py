"""Tables of processes."""

from datetime import date, datetime, time
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.platform.clock import now
from participation.platform.database import Base, public_id
from participation.platform.files.models import StoredFile
from participation.platform.i18n.text import Text


class Precision(StrEnum):
    """How exactly a phase's dates are known."""

    DAY = "day"
    MONTH = "month"


class Audience(StrEnum):
    """Whom an event is for."""

    EVERYONE = "everyone"
    STAFF = "staff"
    INVITED = "invited"
    BODY = "body"


class Body(StrEnum):
    """Which kind of body meets, when an event is a meeting of one."""

    COUNCIL = "council"
    BOARD = "board"
    COMMITTEE = "committee"
    PARTICIPATION = "participation"
    COOPERATION = "cooperation"
    WORKING_GROUP = "working_group"


class Process(Base):
    """One matter from the first question to the decision, such as a new strategy."""

    __tablename__ = "process"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[Text]
    purpose: Mapped[Text] = mapped_column(default=Text)
    published: Mapped[datetime | None]
    created: Mapped[datetime] = mapped_column(default=now)

    phases: Mapped[list["Phase"]] = relationship(
        back_populates="process",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Phase.starts, Phase.id",
    )
    contacts: Mapped[list["Contact"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Contact.id"
    )
    events: Mapped[list["Event"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Event.day, Event.starts.is_not(None), Event.starts, Event.id",
    )
    documents: Mapped[list["Document"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="Document.added.desc()"
    )
    decisions: Mapped[list["Decision"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Decision.day, Decision.id",
    )


class Phase(Base):
    """A stretch of a process. `ends` is its last day; by months, the last day of the month."""

    __tablename__ = "phase"
    __table_args__ = (sa.CheckConstraint("starts <= ends", "starts_before_ends"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    process_id: Mapped[int] = mapped_column(
        sa.ForeignKey("process.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[Text]
    description: Mapped[Text] = mapped_column(default=Text)
    starts: Mapped[date]
    ends: Mapped[date]
    precision: Mapped[Precision] = mapped_column(default=Precision.DAY)

    process: Mapped[Process] = relationship(back_populates="phases")


class Contact(Base):
    """A person of the municipality who can be asked about a process."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    process_id: Mapped[int] = mapped_column(
        sa.ForeignKey("process.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    title: Mapped[Text] = mapped_column(default=Text)
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")


class Event(Base):
    """A meeting people can come to, or that shows where the matter is being handled."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    process_id: Mapped[int] = mapped_column(
        sa.ForeignKey("process.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[Text]
    note: Mapped[Text] = mapped_column(default=Text)
    day: Mapped[date]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    place: Mapped[Text] = mapped_column(default=Text)
    address: Mapped[str] = mapped_column(default="")
    organiser: Mapped[str] = mapped_column(default="")
    audience: Mapped[Audience] = mapped_column(default=Audience.EVERYONE)
    body: Mapped[Body | None] = mapped_column(comment="whose meeting it is")


class Decision(Base):
    """A body handles the matter: when, under which section of its minutes, with what outcome.

    By months, `day` is the first day of the month in which the body is expected to decide.
    """

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    process_id: Mapped[int] = mapped_column(
        sa.ForeignKey("process.id", ondelete="CASCADE"), index=True
    )
    body: Mapped[Text] = mapped_column(comment="the body's name: kaupunginvaltuusto")
    day: Mapped[date]
    precision: Mapped[Precision] = mapped_column(default=Precision.DAY)
    section: Mapped[str] = mapped_column(default="", comment="the number after the section sign")
    outcome: Mapped[Text] = mapped_column(default=Text)
    link: Mapped[str] = mapped_column(default="", comment="https address of the minutes")


class Document(Base):
    """A file that belongs to a process: a programme, a memo, a draft."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    process_id: Mapped[int] = mapped_column(
        sa.ForeignKey("process.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[Text]
    language: Mapped[str] = mapped_column(default="fi", comment="the language the file is in")
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_file.id", ondelete="RESTRICT"))
    event_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("event.id", ondelete="SET NULL"), index=True, comment="material of an event"
    )
    added: Mapped[datetime] = mapped_column(default=now)

    file: Mapped[StoredFile] = relationship()
