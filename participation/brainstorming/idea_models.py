"""Tables of what people wrote and weighed, and of what staff decided about it.

Three keys stand for one person here, and none can be worked out from another, nor from the ledger:
the hash of the code (`Idea.receipt_hash`), the key of a participant, and the ledger's marker. Only
the person's browser holds the token from which the first two come. See `docs/brainstorming.md`.
"""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.activities.models import Source
from participation.brainstorming.models import Brainstorm, BrainstormQuestion
from participation.identity.models import Person
from participation.platform.clock import now
from participation.platform.database import Base, public_id, random_key
from participation.platform.i18n.text import Text

UNORDERED = {"sqlite_with_rowid": False, "info": {"unordered": True}}


class IdeaState(StrEnum):
    """Whether others see an idea."""

    WAITING = "waiting"
    PUBLISHED = "published"
    HIDDEN = "hidden"


class Reason(StrEnum):
    """Why an idea is not shown; staff may add words of their own."""

    PERSONAL_DATA = "personal_data"
    INSULT = "insult"
    OFF_TOPIC = "off_topic"
    ADVERTISING = "advertising"
    OTHER = "other"


class Origin(StrEnum):
    """Who put an idea into another language."""

    AUTHOR = "author"
    STAFF = "staff"
    MACHINE = "machine"


class Participant(Base):
    """A browser that took part: a keyed hash of its token, for this brainstorm only.

    Evaluations name it, ideas do not. The rows are how many took part.
    """

    __tablename__ = "brainstorm_participant"
    __table_args__ = (UNORDERED,)

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey("brainstorm.activity_id", ondelete="CASCADE"), index=True
    )


class Idea(Base):
    """What one person wrote: words, a day, the hash of a code; no trace of who.

    The counts are what its evaluations add up to, kept in the transaction that changes them.
    `support` and `division` follow from the counts (`domain.weighing`) and order lists.
    """

    __tablename__ = "idea"
    __table_args__ = (
        sa.Index(None, "brainstorm_id", "state", "day"),
        sa.Index(None, "receipt_hash"),
        UNORDERED,
    )

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey("brainstorm.activity_id", ondelete="CASCADE")
    )
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("brainstorm_question.id"), index=True)
    channel_id: Mapped[int | None] = mapped_column(sa.ForeignKey("channel.id", ondelete="SET NULL"))
    receipt_hash: Mapped[bytes] = mapped_column(
        sa.LargeBinary(32), comment="one code leads to all ideas of a person"
    )
    language: Mapped[str] = mapped_column(comment="of the words; staff correct it")
    words: Mapped[str] = mapped_column(comment="as they were written")
    place: Mapped[str] = mapped_column(default="", comment="where, in the author's words")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    area: Mapped[str] = mapped_column(default="", comment="code of a part of the town, or its name")
    day: Mapped[date]
    state: Mapped[IdeaState]
    is_reviewed: Mapped[bool] = mapped_column(
        default=False, comment="a moderator has looked; only then it may be brought to notice"
    )
    reason: Mapped[Reason | None] = mapped_column(comment="why it is hidden")
    note: Mapped[Text] = mapped_column(default=Text, comment="what staff tell the author")
    merged_into_id: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("idea.id", ondelete="SET NULL"), index=True
    )
    joined: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="how many ideas that say the same stand behind it"
    )
    source: Mapped[Source | None] = mapped_column(comment="of ideas that staff key in")
    table_name: Mapped[str] = mapped_column(default="", comment="of a group in a workshop")
    is_test: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    agreed: Mapped[int] = mapped_column(default=0)
    disagreed: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)
    rated: Mapped[int] = mapped_column(default=0, comment="how many said how important it is")
    importance_sum: Mapped[int] = mapped_column(default=0)
    importance_squares: Mapped[int] = mapped_column(default=0)
    realised: Mapped[int] = mapped_column(default=0, comment="how many said how well it is done")
    realisation_sum: Mapped[int] = mapped_column(default=0)
    realisation_squares: Mapped[int] = mapped_column(default=0, server_default=sa.text("0"))
    support: Mapped[float] = mapped_column(default=0.0)
    division: Mapped[float] = mapped_column(default=0.0)
    extremity: Mapped[float] = mapped_column(
        default=0.0, server_default=sa.text("0"), comment="on the map of opinions last drawn"
    )

    brainstorm: Mapped[Brainstorm] = relationship()
    question: Mapped[BrainstormQuestion] = relationship()
    translations: Mapped[list["IdeaTranslation"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )

    @property
    def area_name(self) -> Text:
        """Return what its part of the town is called; as it was told, if staff named none so."""
        found = self.brainstorm.area(self.area) if self.area else None
        return found.name if found else Text({self.language: self.area})

    def translated(self, language: str) -> "IdeaTranslation | None":
        """Return the idea in another language, if a person has put or checked it so."""
        every = (one for one in self.translations if one.language == language != self.language)
        return next((one for one in every if one.is_reviewed), None)


class IdeaTranslation(Base):
    """An idea in another language, and who put it so. A machine's is shown once reviewed."""

    __tablename__ = "idea_translation"
    __table_args__ = (sa.UniqueConstraint("idea_id", "language"), UNORDERED)

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_key)
    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("idea.id", ondelete="CASCADE")
    )
    language: Mapped[str]
    words: Mapped[str]
    origin: Mapped[Origin]
    is_reviewed: Mapped[bool] = mapped_column(default=False)


class Evaluation(Base):
    """What one participant thinks of one idea: 1, 0 (pass), -1; or 1 to 5, twice.

    The key is a keyed hash of both, so a second evaluation takes the place of the first.
    """

    __tablename__ = "idea_evaluation"
    __table_args__ = (sa.Index(None, "brainstorm_id", "participant"), UNORDERED)

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    brainstorm_id: Mapped[int] = mapped_column(
        sa.ForeignKey("brainstorm.activity_id", ondelete="CASCADE")
    )
    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("idea.id", ondelete="CASCADE"), index=True
    )
    participant: Mapped[bytes] = mapped_column(sa.LargeBinary(32))
    opinion: Mapped[int | None] = mapped_column(sa.SmallInteger, comment="1, 0 or -1")
    importance: Mapped[int | None] = mapped_column(sa.SmallInteger, comment="1 to 5")
    realisation: Mapped[int | None] = mapped_column(sa.SmallInteger, comment="1 to 5")
    day: Mapped[date]


class IdeaDecision(Base):
    """What staff decided about an idea, and what it was before. Never changed: undoing adds one."""

    __tablename__ = "idea_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("idea.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"))
    made: Mapped[datetime] = mapped_column(default=now)
    before: Mapped[IdeaState]
    was_reviewed: Mapped[bool]
    after: Mapped[IdeaState]
    reason: Mapped[Reason | None]
    note: Mapped[Text] = mapped_column(default=Text)
    is_undoing: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person | None] = relationship(lazy="joined")


class IdeaMerge(Base):
    """Two ideas were joined, by whom and on whose suggestion; `undone` when they were parted."""

    __tablename__ = "idea_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("idea.id", ondelete="CASCADE"), index=True
    )
    into_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("idea.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"))
    suggested_by: Mapped[str] = mapped_column(default="", comment="method and version, or empty")
    made: Mapped[datetime] = mapped_column(default=now)
    undone: Mapped[datetime | None]
