"""One municipality a deployment; its standing pages; what people tell it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from participation.platform.clock import now
from participation.platform.database import Base, public_id
from participation.platform.files.models import StoredFile
from participation.platform.i18n.text import Text


class Municipality(Base):
    """The one row of settings of the municipality."""

    __tablename__ = "municipality"
    __table_args__ = (sa.CheckConstraint("id = 1", "only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[Text]
    genitive: Mapped[Text] = mapped_column(comment="Lintukorven; kept, never inflected by code")
    inessive: Mapped[Text] = mapped_column(comment="Lintukorvessa")
    languages: Mapped[list[str]] = mapped_column(comment="offered to residents, main one first")
    required_languages: Mapped[list[str]] = mapped_column(
        comment="an activity opens only when complete in these: fi, sv in a bilingual municipality"
    )
    logo_id: Mapped[int | None] = mapped_column(sa.ForeignKey(StoredFile.id, ondelete="SET NULL"))
    template_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey(StoredFile.id, ondelete="SET NULL"), comment="reports are written into it"
    )
    brand: Mapped[str] = mapped_column(default="#00437c")
    brand_dark: Mapped[str] = mapped_column(default="#002e57")
    tint: Mapped[str] = mapped_column(default="#e9f2fa")
    accent: Mapped[str] = mapped_column(default="#ffb81c")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    hours: Mapped[Text] = mapped_column(default=Text)
    service_languages: Mapped[Text] = mapped_column(default=Text)
    address: Mapped[Text] = mapped_column(default=Text)
    controller: Mapped[Text] = mapped_column(default=Text)
    protection_officer: Mapped[Text] = mapped_column(default=Text)
    accessibility_supervisor: Mapped[Text] = mapped_column(default=Text)
    revision: Mapped[int] = mapped_column(default=1, comment="raised by every change")


class StandingPage(Base):
    """A page the law wants, editable: accessibility, privacy, terms. Markdown per language."""

    __tablename__ = "standing_page"

    slug: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[Text]
    body: Mapped[Text]
    changed: Mapped[datetime] = mapped_column(default=now)


class FeedbackKind(StrEnum):
    """What feedback is about; accessibility feedback has a statutory time to answer."""

    GENERAL = "general"
    ACCESSIBILITY = "accessibility"
    PRIVACY = "privacy"


class FeedbackState(StrEnum):
    """How far a piece of feedback has come."""

    NEW = "new"
    IN_HAND = "in_hand"
    DONE = "done"


class Feedback(Base):
    """What somebody told the municipality about the service."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    kind: Mapped[FeedbackKind]
    words: Mapped[str] = mapped_column(sa.Text)
    email: Mapped[str] = mapped_column(default="", comment="only if an answer is wanted")
    language: Mapped[str]
    page: Mapped[str] = mapped_column(default="")
    state: Mapped[FeedbackState] = mapped_column(default=FeedbackState.NEW, index=True)
    received: Mapped[date]
    due: Mapped[date]
    done: Mapped[date | None] = mapped_column(comment="the e-mail address goes 90 days later")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    handled_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"))


class PopulationTable(Base):
    """The one row of how many people there are of each kind: replaced whole, never in part."""

    __tablename__ = "population_table"
    __table_args__ = (sa.CheckConstraint("id = 1", "only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    document: Mapped[dict[str, Any]] = mapped_column(
        comment="the figures, as municipality.domain.population"
    )
    counted: Mapped[date] = mapped_column(comment="the day of which the figures tell")
    source: Mapped[Text] = mapped_column(default=Text, comment="who made the statistics")
    changed: Mapped[datetime] = mapped_column(default=now)
