"""Tables of reading open answers: themes, who gave which, suggestions, quotes, redactions.

Everything here hangs on a response's random key and on a member of staff, never on a respondent;
what is erased takes its codings, quotes and notes along.
"""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.platform.clock import now
from participation.platform.database import Base, public_id, random_key
from participation.platform.i18n.text import Text

PERSON = "person.id"


class CodeFrame(Base):
    """The themes of one open question, or of the words for one "other"."""

    __tablename__ = "code_frame"
    __table_args__ = (sa.UniqueConstraint("survey_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(sa.ForeignKey("survey.activity_id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(comment="of the answers, as their page has it: idea~other")
    wanted: Mapped[int | None] = mapped_column(comment="how many themes are being looked for")
    suggested: Mapped[datetime | None] = mapped_column(comment="when they were last looked for")

    themes: Mapped[list["Theme"]] = relationship(
        back_populates="frame",
        order_by="Theme.place, Theme.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class Theme(Base):
    """What answers are about, in people's words."""

    __tablename__ = "theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    frame_id: Mapped[int] = mapped_column(
        sa.ForeignKey("code_frame.id", ondelete="CASCADE"), index=True
    )
    label: Mapped[Text]
    meaning: Mapped[Text] = mapped_column(default=Text, comment="what belongs to it and what not")
    place: Mapped[int] = mapped_column(default=0)
    method: Mapped[str] = mapped_column(default="", comment="what suggested it; empty: a person")

    frame: Mapped[CodeFrame] = relationship(back_populates="themes")


class Reading(Base):
    """One coder has read one answer, and given it themes or none."""

    __tablename__ = "reading"
    __table_args__ = (
        sa.UniqueConstraint("frame_id", "response_id", "coder_id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_key)
    frame_id: Mapped[int] = mapped_column(sa.ForeignKey("code_frame.id", ondelete="CASCADE"))
    response_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    coder_id: Mapped[int | None] = mapped_column(sa.ForeignKey(PERSON, ondelete="SET NULL"))
    method: Mapped[str] = mapped_column(
        default="", comment="what suggested the themes that were accepted unread"
    )


class Coding(Base):
    """A theme that a reading gave."""

    __tablename__ = "coding"
    __table_args__ = ({"sqlite_with_rowid": False},)

    reading_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("reading.id", ondelete="CASCADE"), primary_key=True
    )
    theme_id: Mapped[int] = mapped_column(
        sa.ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Grouping(StrEnum):
    """What the answers of a suggested group have in common."""

    THEME = "theme"
    ALIKE = "alike"


class SuggestedGroup(Base):
    """Answers that may belong together, until a person accepts or drops the suggestion."""

    __tablename__ = "suggested_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    frame_id: Mapped[int] = mapped_column(
        sa.ForeignKey("code_frame.id", ondelete="CASCADE"), index=True
    )
    grouping: Mapped[Grouping]
    terms: Mapped[list[str]] = mapped_column(comment="words that several of its answers have")
    language: Mapped[str]
    method: Mapped[str]
    is_dropped: Mapped[bool] = mapped_column(default=False)
    theme_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("theme.id", ondelete="SET NULL"), comment="the theme it was accepted as"
    )


class SuggestedMember(Base):
    """An answer of a suggested group."""

    __tablename__ = "suggested_member"
    __table_args__ = ({"sqlite_with_rowid": False},)

    group_id: Mapped[int] = mapped_column(
        sa.ForeignKey("suggested_group.id", ondelete="CASCADE"), primary_key=True
    )
    response_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16),
        sa.ForeignKey("response.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    )
    strength: Mapped[float]


class Quote(Base):
    """A passage of an answer picked for reports: its place, so that no word is kept twice."""

    __tablename__ = "quote"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    frame_id: Mapped[int] = mapped_column(
        sa.ForeignKey("code_frame.id", ondelete="CASCADE"), index=True
    )
    response_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int]
    end: Mapped[int]
    checked_by: Mapped[int | None] = mapped_column(
        sa.ForeignKey(PERSON, ondelete="SET NULL"),
        comment="who confirmed that it does not tell who somebody is",
    )
    checked: Mapped[datetime] = mapped_column(default=now)


class Redaction(Base):
    """Words were taken out of an answer: where, how many letters, why and by whom; not which."""

    __tablename__ = "redaction"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(comment="the key of the words among the answers")
    start: Mapped[int] = mapped_column(comment="where in the words as they were")
    length: Mapped[int]
    kind: Mapped[str] = mapped_column(comment="of the hint, or empty")
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey(PERSON, ondelete="SET NULL"))
    moment: Mapped[datetime] = mapped_column(default=now)
