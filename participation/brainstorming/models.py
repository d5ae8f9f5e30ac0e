"""Tables of what staff set up: a brainstorm, and the questions it asks."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.activities.models import Activity
from participation.platform.database import Base, public_id
from participation.platform.files.models import StoredFile
from participation.platform.i18n.text import Text


class Moderation(StrEnum):
    """When a moderator looks at an idea: before others see it, or after; then without notice."""

    BEFORE = "before"
    UNTIL_REVIEWED = "until_reviewed"
    AFTER = "after"


class Visibility(StrEnum):
    """Which ideas people see in the present phase besides those that they wrote themselves."""

    OWN = "own"
    FEW = "few"
    ALL = "all"


class Scale(StrEnum):
    """How people weigh an idea."""

    AGREE = "agree"
    IMPORTANCE = "importance"


class Asking(StrEnum):
    """Whether people are asked for something besides an idea, and whether they must tell it."""

    NO = "no"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Brainstorm(Base):
    """What a brainstorm adds to its activity: its rules, and what may be done in this phase.

    `board_version` is raised in the transaction that changes what others see (an idea published,
    hidden or merged, a theme, a phase), so that whoever shows ideas need ask for a number only.
    """

    __tablename__ = "brainstorm"
    __table_args__ = (
        sa.CheckConstraint("idea_length > 0", "idea_length"),
        sa.CheckConstraint("review_days >= 0", "review_days"),
    )

    activity_id: Mapped[int] = mapped_column(
        sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True
    )
    thanks: Mapped[Text] = mapped_column(default=Text)
    rules: Mapped[Text] = mapped_column(default=Text, comment="what is not published, and why")
    next_steps: Mapped[Text] = mapped_column(
        default=Text, server_default="{}", comment="what happens with the results"
    )
    moderation: Mapped[Moderation] = mapped_column(default=Moderation.UNTIL_REVIEWED)
    review_days: Mapped[int] = mapped_column(
        default=2, comment="within how many days a moderator looks at an idea"
    )
    reminded: Mapped[date | None] = mapped_column(
        comment="when moderators were last told that ideas wait"
    )
    idea_length: Mapped[int] = mapped_column(default=280, comment="characters")
    scale: Mapped[Scale] = mapped_column(default=Scale.AGREE)
    is_routed: Mapped[bool] = mapped_column(
        default=True, comment="ideas to weigh are drawn by what is known too little of"
    )
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.ALL)
    may_write: Mapped[bool] = mapped_column(default=True)
    may_evaluate: Mapped[bool] = mapped_column(default=True)
    is_locked: Mapped[bool] = mapped_column(
        default=False, comment="by whoever leads a session: nothing is taken for the moment"
    )
    is_revealed: Mapped[bool] = mapped_column(
        default=True, comment="whether what has come in is shown to others yet"
    )
    has_comments: Mapped[bool] = mapped_column(
        default=False, server_default=sa.false(), comment="whether people comment on ideas"
    )
    shows_themes: Mapped[bool] = mapped_column(
        default=False, server_default=sa.false(), comment="whether everybody sees the themes"
    )
    board_version: Mapped[int] = mapped_column(default=0)
    last_code: Mapped[int] = mapped_column(
        default=0, comment="number of the newest question; none gets the code of a deleted one"
    )

    activity: Mapped[Activity] = relationship()
    questions: Mapped[list["BrainstormQuestion"]] = relationship(
        back_populates="brainstorm",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="BrainstormQuestion.position, BrainstormQuestion.id",
        lazy="selectin",
    )
    areas: Mapped[list["BrainstormArea"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="BrainstormArea.position, BrainstormArea.id",
    )

    def area(self, code: str) -> "BrainstormArea | None":
        """Return the part of the town that has a code."""
        return next((one for one in self.areas if one.code == code), None)

    @property
    def asks_places(self) -> bool:
        """Tell whether any question asks where an idea belongs."""
        return any(one.place_asked is not Asking.NO for one in self.questions)

    @property
    def takes_ideas(self) -> bool:
        """Tell whether ideas may be written in this phase."""
        return self.may_write and not self.is_locked

    @property
    def takes_evaluations(self) -> bool:
        """Tell whether ideas of others may be weighed in this phase."""
        return self.may_evaluate and not self.is_locked and self.shows_some

    @property
    def takes_comments(self) -> bool:
        """Tell whether comments may be written: only where everybody may read all ideas."""
        return self.has_comments and self.shows_all and not self.is_locked

    @property
    def shows_some(self) -> bool:
        """Tell whether anybody sees ideas of others in this phase."""
        return self.is_revealed and self.visibility is not Visibility.OWN

    @property
    def shows_all(self) -> bool:
        """Tell whether everybody may read all ideas in this phase."""
        return self.is_revealed and self.visibility is Visibility.ALL


class BrainstormQuestion(Base):
    """What people are asked to think of. `code` names it in addresses and files for good."""

    __tablename__ = "brainstorm_question"
    __table_args__ = (sa.UniqueConstraint("brainstorm_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey("brainstorm.activity_id", ondelete="CASCADE")
    )
    code: Mapped[str]
    position: Mapped[int]
    words: Mapped[Text]
    introduction: Mapped[Text] = mapped_column(default=Text)
    picture_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("stored_file.id", ondelete="SET NULL")
    )
    picture_alt: Mapped[Text] = mapped_column(default=Text, comment="what the picture shows")
    area_asked: Mapped[Asking] = mapped_column(
        default=Asking.OPTIONAL, server_default=Asking.OPTIONAL, comment="where areas are named"
    )
    place_asked: Mapped[Asking] = mapped_column(default=Asking.NO, server_default=Asking.NO)
    about_service: Mapped[bool] = mapped_column(
        default=False, comment="also asked how well it is done today"
    )

    brainstorm: Mapped[Brainstorm] = relationship(back_populates="questions")
    picture: Mapped[StoredFile | None] = relationship(lazy="joined")


class BrainstormArea(Base):
    """A part of the town that ideas may be about. `code` stands in ideas for good."""

    __tablename__ = "brainstorm_area"
    __table_args__ = (sa.UniqueConstraint("brainstorm_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey("brainstorm.activity_id", ondelete="CASCADE")
    )
    code: Mapped[str] = mapped_column(default=public_id)
    position: Mapped[int]
    name: Mapped[Text]
