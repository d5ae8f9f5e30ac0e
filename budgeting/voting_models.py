"""Tables of the vote. Who voted, what was voted and what proves it share no key, order or moment.

The roll holds keyed hashes of people, codes or devices. The box holds slips, one for each area, so
that two slips of one voter do not lead to each other either. Trackers hang on neither.
"""

from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from budgeting.models import BudgetArea
from participation.platform.database import Base, random_key

UNORDERED = {"sqlite_with_rowid": False, "info": {"unordered": True}}


class VoteChannel(StrEnum):
    """How a vote came. Whoever is on the roll by one has voted, whichever the other."""

    ONLINE = "online"
    SERVICE_POINT = "service_point"
    PAPER = "paper"


class RollEntry(Base):
    """Somebody has voted: a keyed hash of a device, code, address or person, and nothing else.

    No channel and no day: where few vote, those would lead to the one slip that has the same.
    """

    __tablename__ = "budget_roll"
    __table_args__ = (sa.UniqueConstraint("budget_id", "marker"), UNORDERED)

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_key)
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("budget.activity_id", ondelete="CASCADE"))
    marker: Mapped[bytes] = mapped_column(sa.LargeBinary(32))


class PaperBatch(Base):
    """A numbered pile of paper ballots: where it was collected, how many sheets it has.

    `entered` are the sheets keyed in so far, `blank` of them have no valid mark.
    """

    __tablename__ = "budget_paper_batch"
    __table_args__ = (
        sa.UniqueConstraint("budget_id", "number"),
        sa.CheckConstraint("sheets >= 1", "sheets"),
        sa.CheckConstraint("entered >= 0 AND entered <= sheets", "entered"),
        sa.CheckConstraint("blank >= 0 AND blank <= entered", "blank"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("budget.activity_id", ondelete="CASCADE"))
    number: Mapped[int]
    place: Mapped[str] = mapped_column(comment="where the sheets were collected, and by whom")
    sheets: Mapped[int] = mapped_column(comment="counted by hand")
    entered: Mapped[int] = mapped_column(default=0)
    blank: Mapped[int] = mapped_column(default=0)
    closed: Mapped[date | None]


class Slip(Base):
    """What somebody voted in one area: marks by the codes of projects. Belongs to nobody.

    Slips from paper name their batch and the number written on the sheet, to be checked by.
    """

    __tablename__ = "budget_slip"
    __table_args__ = (
        sa.CheckConstraint("batch_id IS NOT NULL OR sheet IS NULL", "sheet_of_batch"),
        sa.Index(None, "batch_id", "sheet", "area_id", unique=True),
        UNORDERED,
    )

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_key)
    area_id: Mapped[int] = mapped_column(
        sa.ForeignKey("budget_area.id", ondelete="CASCADE"), index=True
    )
    marks: Mapped[dict[str, Any]]
    batch_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("budget_paper_batch.id", ondelete="CASCADE")
    )
    sheet: Mapped[int | None]


class Tracker(Base):
    """Proof that a ballot was taken in: 48 random bits that the voter has as four words.

    It hangs on no slip: whoever shows it to others shows nothing of what was voted.
    """

    __tablename__ = "budget_tracker"
    __table_args__ = (UNORDERED,)

    code: Mapped[bytes] = mapped_column(sa.LargeBinary(6), primary_key=True)
    budget_id: Mapped[int] = mapped_column(
        sa.ForeignKey("budget.activity_id", ondelete="CASCADE"), index=True
    )


class Turnout(Base):
    """How many have voted on a day and in a way."""

    __tablename__ = "budget_turnout"
    __table_args__ = (sa.CheckConstraint("voters >= 0", "voters"), {"sqlite_with_rowid": False})

    budget_id: Mapped[int] = mapped_column(
        sa.ForeignKey("budget.activity_id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    channel: Mapped[VoteChannel] = mapped_column(primary_key=True)
    voters: Mapped[int]


class Box(Base):
    """How many slips were put into the box of an area, counted apart from the slips themselves."""

    __tablename__ = "budget_box"
    __table_args__ = (sa.CheckConstraint("slips >= 0", "slips"),)

    area_id: Mapped[int] = mapped_column(
        sa.ForeignKey("budget_area.id", ondelete="CASCADE"), primary_key=True
    )
    slips: Mapped[int]


class VotingCode(Base):
    """A code sent by letter, as a keyed hash: nobody can print it a second time."""

    __tablename__ = "budget_voting_code"
    __table_args__ = (sa.UniqueConstraint("budget_id", "marker"), UNORDERED)

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_key)
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("budget.activity_id", ondelete="CASCADE"))
    marker: Mapped[bytes] = mapped_column(sa.LargeBinary(32))
    series: Mapped[int] = mapped_column(comment="the run in which it was made")
    area_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("budget_area.id", ondelete="CASCADE"), comment="where its holder lives"
    )
    is_cancelled: Mapped[bool] = mapped_column(default=False)

    area: Mapped[BudgetArea | None] = relationship(lazy="joined")


class VoteEvent(Base):
    """One entry of the log of a vote; `digest` hashes it together with all entries before it."""

    __tablename__ = "budget_vote_event"

    budget_id: Mapped[int] = mapped_column(
        sa.ForeignKey("budget.activity_id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    kind: Mapped[str]
    facts: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(comment="SHA-256")


class VoteOutcome(Base):
    """What the count came to. `document` is what everybody may read once it is published."""

    __tablename__ = "budget_outcome"

    budget_id: Mapped[int] = mapped_column(
        sa.ForeignKey("budget.activity_id", ondelete="CASCADE"), primary_key=True
    )
    counted: Mapped[date]
    published: Mapped[date | None]
    document: Mapped[dict[str, Any]]
    overrides: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="by the codes of projects: fund or not, reason, body"
    )
    checksum: Mapped[str] = mapped_column(comment="SHA-256 of the document")
