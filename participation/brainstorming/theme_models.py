"""Tables of making sense of ideas: themes, which idea stands in which, and every step undoable.

What a machine suggests stands apart from what people accepted. An idea stands in one theme at
most. Themes are never deleted while the brainstorm is there, so that every step can be undone.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.identity.models import Person
from participation.platform.clock import now
from participation.platform.database import JSON, Base, public_id
from participation.platform.i18n.text import Text

UNORDERED = {"sqlite_with_rowid": False}
BRAINSTORM, IDEA, THEME = "brainstorm.activity_id", "idea.id", "idea_theme.id"
PERSON = "person.id"


class ThemeState(StrEnum):
    """Whether people took a theme up."""

    SUGGESTED = "suggested"
    KEPT = "kept"
    REMOVED = "removed"


class SuggestedBy(StrEnum):
    """Whose thought it was to put an idea into a theme."""

    PERSON = "person"
    MACHINE = "machine"


class Deed(StrEnum):
    """A step on the board that can be undone as one."""

    PLACE = "place"
    ADD = "add"
    CHANGE = "change"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    REMOVE = "remove"
    ACCEPT_THEME = "accept_theme"
    DROP_THEME = "drop_theme"
    ACCEPT_STRONG = "accept_strong"


class ThemeBoard(Base):
    """What staff asked of the machine, and how far it is; made with the first such wish."""

    __tablename__ = "theme_board"

    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey(BRAINSTORM, ondelete="CASCADE"), primary_key=True
    )
    stop_words: Mapped[str] = mapped_column(default="", comment="that tell of no theme here")
    wanted: Mapped[int | None] = mapped_column(comment="how many themes are being looked for")
    progress: Mapped[int | None] = mapped_column(sa.SmallInteger, comment="in hundredths")
    sought: Mapped[datetime | None] = mapped_column(comment="when it was last looked for")
    is_failed: Mapped[bool] = mapped_column(default=False)


class IdeaTheme(Base):
    """What ideas are about, in people's words; suggested ones in the words of the ideas."""

    __tablename__ = "idea_theme"
    __table_args__ = (sa.CheckConstraint("importance BETWEEN 1 AND 5", "importance"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey(BRAINSTORM, ondelete="CASCADE"), index=True
    )
    words: Mapped[Text]
    note: Mapped[Text] = mapped_column(default=Text, comment="what belongs to it and what not")
    importance: Mapped[int | None] = mapped_column(sa.SmallInteger, comment="1 to 5, or not said")
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[ThemeState] = mapped_column(default=ThemeState.KEPT)
    method: Mapped[str] = mapped_column(default="", comment="what suggested it; empty: a person")
    version: Mapped[str] = mapped_column(default="", comment="of the method")


class IdeaAssignment(Base):
    """The theme in which an idea stands, on whose suggestion, and who accepted it."""

    __tablename__ = "idea_assignment"
    __table_args__ = (UNORDERED,)

    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey(IDEA, ondelete="CASCADE"), primary_key=True
    )
    theme_id: Mapped[int] = mapped_column(sa.ForeignKey(THEME, ondelete="CASCADE"), index=True)
    suggested_by: Mapped[SuggestedBy] = mapped_column(default=SuggestedBy.PERSON)
    method: Mapped[str] = mapped_column(default="")
    version: Mapped[str] = mapped_column(default="")
    score: Mapped[float | None]
    accepted_by: Mapped[int | None] = mapped_column(sa.ForeignKey(PERSON, ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)


class ThemeSuggestion(Base):
    """A theme in which a machine would put an idea. Nobody counts it until a person accepts it."""

    __tablename__ = "idea_theme_suggestion"
    __table_args__ = (UNORDERED,)

    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey(IDEA, ondelete="CASCADE"), primary_key=True
    )
    theme_id: Mapped[int] = mapped_column(
        sa.ForeignKey(THEME, ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[float] = mapped_column(comment="0 to 1")
    method: Mapped[str]
    version: Mapped[str]


class IdeaLikeness(Base):
    """Two ideas that say something like the same, until people join them or say they are not."""

    __tablename__ = "idea_likeness"
    __table_args__ = (sa.Index(None, "brainstorm_id", "likeness"), UNORDERED)

    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey(IDEA, ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey(IDEA, ondelete="CASCADE"), primary_key=True, index=True
    )
    brainstorm_id: Mapped[int] = mapped_column(sa.ForeignKey(BRAINSTORM, ondelete="CASCADE"))
    likeness: Mapped[float]
    method: Mapped[str]
    is_dropped: Mapped[bool] = mapped_column(default=False, comment="a person said they differ")


class SecondReading(Base):
    """The theme that a second coder gave to an idea of the sample; none fits where it is empty."""

    __tablename__ = "idea_second_reading"
    __table_args__ = (UNORDERED,)

    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey(IDEA, ondelete="CASCADE"), primary_key=True
    )
    coder_id: Mapped[int] = mapped_column(
        sa.ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True, index=True
    )
    theme_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey(THEME, ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(default=now)


class BoardAction(Base):
    """One step on the board: who, when, what themes were before and after. Undone newest first."""

    __tablename__ = "board_action"

    id: Mapped[int] = mapped_column(primary_key=True)
    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey(BRAINSTORM, ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey(PERSON, ondelete="SET NULL"))
    made: Mapped[datetime] = mapped_column(default=now)
    deed: Mapped[Deed]
    themes: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="by public id what was changed: before and after"
    )
    ideas: Mapped[int] = mapped_column(default=0, comment="how many ideas it moved")
    undone: Mapped[datetime | None]
    undone_by: Mapped[int | None] = mapped_column(sa.ForeignKey(PERSON, ondelete="SET NULL"))

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id], lazy="joined")


class BoardMove(Base):
    """Where an idea stood before and after a step; it goes when the idea is erased."""

    __tablename__ = "board_move"
    __table_args__ = (UNORDERED,)

    action_id: Mapped[int] = mapped_column(
        sa.ForeignKey("board_action.id", ondelete="CASCADE"), primary_key=True
    )
    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey(IDEA, ondelete="CASCADE"), primary_key=True, index=True
    )
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
