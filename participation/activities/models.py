"""Activities, the links that lead to them, and who has taken part (never what they said)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.activities.domain.state import State, state
from participation.platform.clock import now
from participation.platform.database import Base, public_id, random_key
from participation.platform.i18n.text import Text


class AccessLevel(StrEnum):
    """How an activity tells people apart."""

    OPEN = "open"
    DEVICE = "device"
    CODE = "code"
    EMAIL = "email"
    STAFF = "staff"
    IDENTIFIED = "identified"


class ResultVisibility(StrEnum):
    """Who sees results, and when."""

    STAFF = "staff"
    AFTER_CLOSING = "after_closing"


class Source(StrEnum):
    """How what people said came to staff, who keyed it in or took it from a file."""

    PAPER = "paper"
    TELEPHONE = "telephone"
    FILE = "file"


KEYED_IN = (Source.PAPER, Source.TELEPHONE)


# Colleagues know one another better than residents do.
FEWEST = 5
LEAST_PEOPLE = {AccessLevel.STAFF: 10}


class Activity(Base):
    """One occasion to take part. What kind it is, its own room knows (`kind`)."""

    __tablename__ = "activity"
    __table_args__ = (
        sa.CheckConstraint(
            "closes IS NULL OR opens IS NULL OR opens < closes", "opens_before_closes"
        ),
        sa.CheckConstraint("minimum IS NULL OR minimum >= 3", "minimum_protects"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    process_id: Mapped[int] = mapped_column(
        sa.ForeignKey("process.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    title: Mapped[Text]
    summary: Mapped[Text] = mapped_column(default=Text)
    languages: Mapped[list[str]] = mapped_column(comment="offered here; never half of one")
    access: Mapped[AccessLevel] = mapped_column(default=AccessLevel.DEVICE)
    results: Mapped[ResultVisibility] = mapped_column(default=ResultVisibility.AFTER_CLOSING)
    shows_count: Mapped[bool] = mapped_column(
        default=True, comment="whether the public sees how many have answered while it is open"
    )
    minimum: Mapped[int | None] = mapped_column(
        comment="the least people a public number tells of; empty: as the audience has it"
    )
    opens: Mapped[datetime | None]
    closes: Mapped[datetime | None]
    published: Mapped[datetime | None]
    created: Mapped[datetime] = mapped_column(default=now)

    channels: Mapped[list["Channel"]] = relationship(
        back_populates="activity",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Channel.id",
    )

    # Processes stand on activities, so their model is known here by name only.
    process: Mapped[Any] = relationship(
        "Process", lazy="joined", innerjoin=True, viewonly=True, uselist=False
    )

    def state(self, moment: datetime) -> State:
        """Return where the activity is in its life at `moment`."""
        return state(self.published, self.opens, self.closes, moment)

    @property
    def least_people(self) -> int:
        """The least people of whom a public number may tell."""
        return self.minimum or LEAST_PEOPLE.get(self.access, FEWEST)

    def offered(self, text: Text) -> Text:
        """Return `text` in the languages the activity offers; all of it if that leaves nothing."""
        words = text.translations
        return Text({code: words[code] for code in self.languages if code in words}) or text

    def shows_results(self, moment: datetime) -> bool:
        """Tell whether everybody may see the results at `moment`."""
        return self.results is ResultVisibility.AFTER_CLOSING and self.state(moment) is State.CLOSED


class Channel(Base):
    """A way to an activity with a link of its own: web site, e-mail, letter, service point.

    One with a `source` has no link: only what staff key in is counted there.
    """

    __tablename__ = "channel"
    __table_args__ = (sa.Index(None, "activity_id", "source", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=public_id, comment="in /c/{code}")
    activity_id: Mapped[int] = mapped_column(
        sa.ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[Text]
    is_default: Mapped[bool] = mapped_column(default=False)
    source: Mapped[Source | None] = mapped_column(comment="of answers that staff key in")

    activity: Mapped[Activity] = relationship(back_populates="channels")


class Release(Base):
    """Results as they were made public at one moment. Never changed: corrections stand beside it.

    `document` is what everybody may read; `memory` is what staff's side must know of it to decide
    the next release (`domain.disclosure`) and is shown to nobody.
    """

    __tablename__ = "release"
    __table_args__ = (sa.UniqueConstraint("activity_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activity.id", ondelete="CASCADE"))
    number: Mapped[int]
    published: Mapped[datetime] = mapped_column(index=True)
    is_final: Mapped[bool]
    note: Mapped[Text] = mapped_column(default=Text)
    responses: Mapped[int]
    document: Mapped[dict[str, Any]]
    memory: Mapped[dict[str, Any]]
    checksum: Mapped[str] = mapped_column(comment="SHA-256 of the document")

    activity: Mapped[Activity] = relationship(lazy="joined", innerjoin=True)
    corrections: Mapped[list["Correction"]] = relationship(
        back_populates="release",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Correction.id",
    )


class ReleaseDraft(Base):
    """A release that staff want to look at: what they chose, and what a job decided of it."""

    __tablename__ = "release_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    activity_id: Mapped[int] = mapped_column(
        sa.ForeignKey("activity.id", ondelete="CASCADE"), unique=True
    )
    choice: Mapped[dict[str, Any]] = mapped_column(comment="what staff chose")
    asked: Mapped[datetime] = mapped_column(default=now)
    decided: Mapped[dict[str, Any] | None] = mapped_column(
        comment="what would be told, for staff only; or why not"
    )


class Correction(Base):
    """What was wrong in a release, told in public: what it said, what is right, and why."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(
        sa.ForeignKey("release.id", ondelete="CASCADE"), index=True
    )
    subject: Mapped[str] = mapped_column(comment="the finding; empty: the release as a whole")
    is_withdrawal: Mapped[bool] = mapped_column(default=False)
    before: Mapped[str] = mapped_column(default="", comment="the old value, as it was shown")
    after: Mapped[str] = mapped_column(default="", comment="the new value")
    reason: Mapped[Text]
    made: Mapped[datetime]

    release: Mapped[Release] = relationship(back_populates="corrections")


class LedgerEntry(Base):
    """Somebody took part: a keyed hash of a device, code or person. Joins to no contribution.

    No channel and no day: where few take part, those would lead to the one contribution that has
    the same. The key is random, and the table keeps no order of insertion (`WITHOUT ROWID`).
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        sa.UniqueConstraint("activity_id", "marker"),
        {"sqlite_with_rowid": False, "info": {"unordered": True}},
    )

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_key)
    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activity.id", ondelete="CASCADE"))
    marker: Mapped[bytes] = mapped_column(sa.LargeBinary(32))
