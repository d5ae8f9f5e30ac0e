"""Tables of what staff set up: a budget, its stages, rules, areas and categories.

Money is in whole cents everywhere.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.activities.models import Activity
from participation.platform.clock import now
from participation.platform.database import Base
from participation.platform.i18n.text import Text

CENTS = sa.BigInteger()


class Preset(StrEnum):
    """How much of a budget is chosen by the town itself rather than ready for it."""

    SIMPLE = "simple"
    STANDARD = "standard"
    ADVANCED = "advanced"


class BallotKind(StrEnum):
    """What a voter does with the projects."""

    CHOOSE_ONE = "choose_one"
    APPROVE = "approve"
    KNAPSACK = "knapsack"
    POINTS = "points"
    SCORE = "score"
    RANK = "rank"


class Phase(StrEnum):
    """What a budget goes through, in this order; each may be left out."""

    IDEAS = "ideas"
    CHECKING = "checking"
    VOTING = "voting"
    COUNT = "count"
    CO_DESIGN = "co_design"
    CARRYING_OUT = "carrying_out"


class IdeaModeration(StrEnum):
    """When a moderator looks at an idea: before others see it, or after."""

    BEFORE = "before"
    AFTER = "after"


class Budget(Base):
    """What a budget adds to its activity: who votes on how much, how, and by which rule.

    `proposals_version` is raised in the transaction that changes which ideas others see.
    """

    __tablename__ = "budget"
    __table_args__ = (
        sa.CheckConstraint("fewest_choices >= 0", "fewest_choices"),
        sa.CheckConstraint("most_choices IS NULL OR most_choices >= 1", "most_choices"),
        sa.CheckConstraint(
            "most_choices IS NULL OR fewest_choices <= most_choices", "fewest_within_most"
        ),
        sa.CheckConstraint("points IS NULL OR points >= 1", "points"),
        sa.CheckConstraint("most_areas >= 0", "most_areas"),
        sa.CheckConstraint("minimum_age IS NULL OR minimum_age >= 0", "minimum_age"),
    )

    activity_id: Mapped[int] = mapped_column(
        sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True
    )
    preset: Mapped[Preset] = mapped_column(default=Preset.SIMPLE)
    ballot_kind: Mapped[BallotKind] = mapped_column(default=BallotKind.APPROVE)
    fewest_choices: Mapped[int] = mapped_column(default=1, comment="in each area")
    most_choices: Mapped[int | None] = mapped_column(
        default=5, comment="in each area; empty: as many as one likes"
    )
    points: Mapped[int | None] = mapped_column(comment="to share among projects, in each area")
    least_score: Mapped[int | None] = mapped_column(comment="one project can get")
    most_score: Mapped[int | None] = mapped_column(comment="one project can get")
    votes_whole_town: Mapped[bool] = mapped_column(
        default=True, comment="everybody votes on the projects of the whole town"
    )
    most_areas: Mapped[int] = mapped_column(
        default=1, comment="in how many areas besides the whole town a person votes"
    )
    is_bound_to_home: Mapped[bool] = mapped_column(
        default=False, comment="besides the whole town only in the area where one lives"
    )
    minimum_age: Mapped[int | None] = mapped_column(
        default=12, comment="reached by the end of the year of the vote; empty: any age"
    )
    is_for_residents: Mapped[bool] = mapped_column(
        default=True, comment="only people whose municipality of residence this is vote"
    )
    moderation: Mapped[IdeaModeration] = mapped_column(default=IdeaModeration.BEFORE)
    idea_length: Mapped[int] = mapped_column(default=1500, comment="characters")
    criteria: Mapped[Text] = mapped_column(default=Text, comment="what may be proposed")
    thanks: Mapped[Text] = mapped_column(default=Text, comment="after an idea is sent")
    proposals_version: Mapped[int] = mapped_column(default=0)

    activity: Mapped[Activity] = relationship()
    stages: Mapped[list["BudgetStage"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )
    areas: Mapped[list["BudgetArea"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="BudgetArea.position, BudgetArea.id",
        lazy="selectin",
    )
    categories: Mapped[list["BudgetCategory"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="BudgetCategory.position, BudgetCategory.id",
    )

    @property
    def amount_cents(self) -> int:
        """The money of all areas together."""
        return sum(area.amount_cents for area in self.areas)

    def stage(self, phase: Phase) -> "BudgetStage | None":
        """Return the stage of a phase, if the budget goes through it."""
        return next((one for one in self.stages if one.phase is phase), None)

    def is_on(self, phase: Phase, moment: datetime) -> bool:
        """Tell whether a phase is under way at a moment."""
        found = self.stage(phase)
        return found is not None and found.is_on(moment)


class BudgetStage(Base):
    """A phase that a budget goes through: from when till when, and what it is about."""

    __tablename__ = "budget_stage"
    __table_args__ = (
        sa.UniqueConstraint("budget_id", "phase"),
        sa.CheckConstraint(
            "closes IS NULL OR opens IS NULL OR opens < closes", "opens_before_closes"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("budget.activity_id", ondelete="CASCADE"))
    phase: Mapped[Phase]
    opens: Mapped[datetime | None]
    closes: Mapped[datetime | None]
    explanation: Mapped[Text] = mapped_column(default=Text)

    def is_on(self, moment: datetime) -> bool:
        """Tell whether the stage is under way; one without a first day has not begun."""
        has_begun = self.opens is not None and self.opens <= moment
        return has_begun and (self.closes is None or moment < self.closes)


class BudgetRule(Base):
    """By which rule votes become winners. A version is never changed once it is adopted."""

    __tablename__ = "budget_rule"
    __table_args__ = (sa.UniqueConstraint("budget_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("budget.activity_id", ondelete="CASCADE"))
    version: Mapped[int]
    key: Mapped[str] = mapped_column(comment="of the rule, as the counting knows it")
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    tie_order: Mapped[list[str]] = mapped_column(
        default=list, comment="what decides between equals: cost, votes, lot"
    )
    words: Mapped[Text] = mapped_column(default=Text, comment="the published text of the rule")
    adopted_by: Mapped[Text] = mapped_column(default=Text, comment="the body that decided")
    adopted: Mapped[date | None]
    made: Mapped[datetime] = mapped_column(default=now)


class BudgetArea(Base):
    """A part of the town, or a group of people, with money of its own."""

    __tablename__ = "budget_area"
    __table_args__ = (
        sa.UniqueConstraint("budget_id", "code"),
        sa.CheckConstraint("amount_cents >= 0", "amount"),
        sa.CheckConstraint("population IS NULL OR population >= 0", "population"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("budget.activity_id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(comment="in addresses and files, for good")
    position: Mapped[int]
    name: Mapped[Text]
    amount_cents: Mapped[int] = mapped_column(CENTS, default=0)
    population: Mapped[int | None]
    is_whole_town: Mapped[bool] = mapped_column(default=False)
    most_choices: Mapped[int | None] = mapped_column(comment="empty: as the budget has it")


class BudgetCategory(Base):
    """What a project is about: parks, sports, culture."""

    __tablename__ = "budget_category"
    __table_args__ = (
        sa.UniqueConstraint("budget_id", "code"),
        sa.CheckConstraint("most_choices IS NULL OR most_choices >= 1", "most_choices"),
        sa.CheckConstraint("floor_cents IS NULL OR floor_cents >= 0", "floor"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("budget.activity_id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(comment="in addresses and files, for good")
    position: Mapped[int]
    name: Mapped[Text]
    most_choices: Mapped[int | None] = mapped_column(comment="a voter may choose of it")
    floor_cents: Mapped[int | None] = mapped_column(
        CENTS, comment="of the money at least this much goes to it"
    )
