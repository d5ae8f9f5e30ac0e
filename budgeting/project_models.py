"""Tables of what is voted on and carried out: projects, where they came from, their milestones."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from budgeting.models import CENTS, Budget, BudgetArea, BudgetCategory
from budgeting.proposal_models import Proposal
from participation.platform.database import Base, public_id
from participation.platform.files.models import StoredFile
from participation.platform.i18n.text import Text


class CarryingOut(StrEnum):
    """How far the carrying out of a project is."""

    NOT_STARTED = "not_started"
    CO_DESIGN = "co_design"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"


class Project(Base):
    """What voters choose among. `code` names it in files for good, `number` on paper ballots.

    Of projects with the same `conflict_group` one at most is carried out; of those with the same
    `floor_group` at least one.
    """

    __tablename__ = "budget_project"
    __table_args__ = (
        sa.UniqueConstraint("budget_id", "code"),
        sa.UniqueConstraint("budget_id", "number"),
        sa.CheckConstraint("cost_cents > 0", "cost"),
        sa.CheckConstraint("spent_cents IS NULL OR spent_cents >= 0", "spent"),
        sa.CheckConstraint("number IS NULL OR number >= 1", "number"),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", "place_is_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    budget_id: Mapped[int] = mapped_column(sa.ForeignKey("budget.activity_id", ondelete="CASCADE"))
    code: Mapped[str]
    number: Mapped[int | None] = mapped_column(comment="on paper")
    area_id: Mapped[int] = mapped_column(sa.ForeignKey("budget_area.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("budget_category.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[Text]
    description: Mapped[Text] = mapped_column(default=Text)
    beneficiaries: Mapped[Text] = mapped_column(default=Text)
    picture_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("stored_file.id", ondelete="SET NULL")
    )
    picture_alt: Mapped[Text] = mapped_column(default=Text, comment="what the picture shows")
    place: Mapped[Text] = mapped_column(default=Text)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    cost_cents: Mapped[int] = mapped_column(CENTS)
    is_on_ballot: Mapped[bool] = mapped_column(default=False)
    conflict_group: Mapped[str] = mapped_column(default="")
    floor_group: Mapped[str] = mapped_column(default="")
    is_chosen: Mapped[bool] = mapped_column(default=False, comment="by the vote, once decided")
    carrying_out: Mapped[CarryingOut] = mapped_column(default=CarryingOut.NOT_STARTED)
    spent_cents: Mapped[int | None] = mapped_column(CENTS, comment="so far")
    progress: Mapped[Text] = mapped_column(default=Text, comment="how it goes, for everybody")

    budget: Mapped[Budget] = relationship()
    area: Mapped[BudgetArea] = relationship(lazy="joined", innerjoin=True)
    category: Mapped[BudgetCategory | None] = relationship(lazy="joined")
    picture: Mapped[StoredFile | None] = relationship(lazy="joined")
    sources: Mapped[list[Proposal]] = relationship(secondary="budget_project_source")
    milestones: Mapped[list["Milestone"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Milestone.position, Milestone.id",
    )


class ProjectSource(Base):
    """An idea that a project came from."""

    __tablename__ = "budget_project_source"
    __table_args__ = ({"sqlite_with_rowid": False},)

    project_id: Mapped[int] = mapped_column(
        sa.ForeignKey("budget_project.id", ondelete="CASCADE"), primary_key=True
    )
    proposal_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16),
        sa.ForeignKey("budget_proposal.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    )


class Milestone(Base):
    """A step of carrying a project out: when it is planned, and when it was reached."""

    __tablename__ = "budget_milestone"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(
        sa.ForeignKey("budget_project.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    title: Mapped[Text]
    planned: Mapped[date | None]
    reached: Mapped[date | None]
    note: Mapped[Text] = mapped_column(default=Text)
    picture_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("stored_file.id", ondelete="SET NULL")
    )
    picture_alt: Mapped[Text] = mapped_column(default=Text)

    picture: Mapped[StoredFile | None] = relationship(lazy="joined")
