"""Tables of residents' ideas: what was written, supported, moderated, merged and checked.

As in a brainstorm three keys stand for one person, and none can be worked out from another, nor
from the ledger: the hash of the code, the key of a support, and the ledger's marker. Times are
days, keys are random, and the tables keep no order of arrival.
"""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from budgeting.models import CENTS, Budget, BudgetArea, BudgetCategory
from participation.activities.models import Source
from participation.identity.models import Person
from participation.platform.clock import now
from participation.platform.database import Base, public_id
from participation.platform.i18n.text import Text

UNORDERED = {"sqlite_with_rowid": False, "info": {"unordered": True}}


class Showing(StrEnum):
    """Whether others see an idea."""

    WAITING = "waiting"
    PUBLISHED = "published"
    HIDDEN = "hidden"


class HiddenFor(StrEnum):
    """Why an idea is not shown; staff may add words of their own."""

    PERSONAL_DATA = "personal_data"
    INSULT = "insult"
    OFF_TOPIC = "off_topic"
    ADVERTISING = "advertising"
    OTHER = "other"


class ProposalStatus(StrEnum):
    """How far an idea has come."""

    PROPOSED = "proposed"
    CHECKING = "checking"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Proposal(Base):
    """An idea of a resident: words, a place, a guess of cost; no trace of who."""

    __tablename__ = "budget_proposal"
    __table_args__ = (
        sa.Index(None, "budget_id", "showing", "day"),
        sa.Index(None, "receipt_hash"),
        sa.CheckConstraint("cost_guess_cents IS NULL OR cost_guess_cents >= 0", "cost_guess"),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", "place_is_whole"),
        UNORDERED,
    )

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("budget.activity_id", ondelete="CASCADE"))
    channel_id: Mapped[int | None] = mapped_column(sa.ForeignKey("channel.id", ondelete="SET NULL"))
    receipt_hash: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(32),
        comment="one code leads to all ideas of a person; none if they were imported",
    )
    language: Mapped[str] = mapped_column(comment="of the words; staff correct it")
    title: Mapped[str]
    words: Mapped[str] = mapped_column(comment="as they were written")
    place: Mapped[str] = mapped_column(default="", comment="where, in the author's words")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    cost_guess_cents: Mapped[int | None] = mapped_column(CENTS)
    area_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("budget_area.id", ondelete="SET NULL"), index=True
    )
    category_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("budget_category.id", ondelete="SET NULL"), index=True
    )
    picture_key: Mapped[str] = mapped_column(default="", comment="name in the storage, or empty")
    picture_alt: Mapped[str] = mapped_column(default="", comment="what the picture shows")
    day: Mapped[date]
    showing: Mapped[Showing] = mapped_column(default=Showing.WAITING)
    is_reviewed: Mapped[bool] = mapped_column(default=False, comment="a moderator has looked")
    hidden_for: Mapped[HiddenFor | None]
    note: Mapped[Text] = mapped_column(default=Text, comment="what staff tell the author")
    status: Mapped[ProposalStatus] = mapped_column(default=ProposalStatus.PROPOSED)
    merged_into_id: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("budget_proposal.id", ondelete="SET NULL"), index=True
    )
    joined: Mapped[int] = mapped_column(default=0, comment="how many ideas were merged into it")
    supports: Mapped[int] = mapped_column(default=0)
    source: Mapped[Source | None] = mapped_column(comment="of ideas that staff key in")
    origin: Mapped[str] = mapped_column(
        default="", comment="where it was imported from: a row of a file, a finding; or empty"
    )
    is_test: Mapped[bool] = mapped_column(default=False)

    budget: Mapped[Budget] = relationship()
    area: Mapped[BudgetArea | None] = relationship(lazy="joined")
    category: Mapped[BudgetCategory | None] = relationship(lazy="joined")
    check: Mapped["Check | None"] = relationship(back_populates="proposal", uselist=False)


class Support(Base):
    """Somebody supports an idea. The key is a keyed hash of their token and the idea."""

    __tablename__ = "budget_support"
    __table_args__ = (UNORDERED,)

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    proposal_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("budget_proposal.id", ondelete="CASCADE"), index=True
    )


class ProposalDecision(Base):
    """What a moderator decided about an idea. Never changed: undoing adds one."""

    __tablename__ = "budget_proposal_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("budget_proposal.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"))
    made: Mapped[datetime] = mapped_column(default=now)
    before: Mapped[Showing]
    after: Mapped[Showing]
    hidden_for: Mapped[HiddenFor | None]
    note: Mapped[Text] = mapped_column(default=Text)

    person: Mapped[Person | None] = relationship(lazy="joined")


class ProposalMerge(Base):
    """Two ideas were merged, and by whom; `undone` when they were parted."""

    __tablename__ = "budget_proposal_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("budget_proposal.id", ondelete="CASCADE"), index=True
    )
    into_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("budget_proposal.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"))
    made: Mapped[datetime] = mapped_column(default=now)
    undone: Mapped[datetime | None]


class Verdict(StrEnum):
    """What an expert found of one side of an idea."""

    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"


class Outcome(StrEnum):
    """What the town decided about an idea."""

    TO_VOTE = "to_vote"
    COMBINED = "combined"
    DECLINED = "declined"


class Check(Base):
    """The checking of one idea: who by when, what was found, what was decided and why.

    `reason` is public; `conditions` are too, once decided. The proposer's answer comes with the
    code of the idea and has a day only.
    """

    __tablename__ = "budget_check"
    __table_args__ = (
        sa.CheckConstraint("cost_from_cents IS NULL OR cost_from_cents >= 0", "cost_from"),
        sa.CheckConstraint(
            "cost_from_cents IS NULL OR cost_to_cents IS NULL OR cost_from_cents <= cost_to_cents",
            "cost_range",
        ),
        sa.CheckConstraint("running_cents IS NULL OR running_cents >= 0", "running"),
        sa.CheckConstraint("(outcome IS NULL) = (decided IS NULL)", "decided_with_outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("budget_proposal.id", ondelete="CASCADE"), unique=True
    )
    person_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id", ondelete="SET NULL"), index=True, comment="the expert"
    )
    deadline: Mapped[date | None]
    feasibility: Mapped[Verdict | None]
    legality: Mapped[Verdict | None]
    owner: Mapped[str] = mapped_column(default="", comment="the unit that would carry it out")
    cost_from_cents: Mapped[int | None] = mapped_column(CENTS)
    cost_to_cents: Mapped[int | None] = mapped_column(CENTS)
    running_cents: Mapped[int | None] = mapped_column(CENTS, comment="a year")
    conditions: Mapped[str] = mapped_column(default="")
    found: Mapped[date | None] = mapped_column(comment="when the expert was ready")
    outcome: Mapped[Outcome | None]
    reason: Mapped[Text] = mapped_column(default=Text, comment="why, for everybody")
    decided: Mapped[date | None]
    decided_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id", ondelete="SET NULL")
    )
    answer: Mapped[str] = mapped_column(default="", comment="of whoever proposed it")
    answered: Mapped[date | None]

    proposal: Mapped[Proposal] = relationship(back_populates="check")
    person: Mapped[Person | None] = relationship(foreign_keys=person_id, lazy="joined")

    def is_late(self, day: date) -> bool:
        """Tell whether the expert should have been ready by now."""
        return self.found is None and self.deadline is not None and self.deadline < day
