"""Tables of what people say below ideas of others, and of what staff decided about it.

A comment stands where an idea does among the keys of a person: it keeps the hash of the code and a
day. Nothing in it leads to evaluations, to the ledger, or to an order in which comments came.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.brainstorming.idea_models import UNORDERED, Idea, IdeaState, Reason
from participation.identity.models import Person
from participation.platform.clock import now
from participation.platform.database import Base, public_id
from participation.platform.i18n.text import Text


class IdeaComment(Base):
    """What one person says below an idea: words, a day, the hash of a code; no trace of who."""

    __tablename__ = "idea_comment"
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
    idea_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("idea.id", ondelete="CASCADE"), index=True
    )
    receipt_hash: Mapped[bytes] = mapped_column(
        sa.LargeBinary(32), comment="the code that leads to the person's ideas leads here too"
    )
    language: Mapped[str] = mapped_column(comment="of the words; staff correct it")
    words: Mapped[str] = mapped_column(comment="as they were written")
    day: Mapped[date]
    state: Mapped[IdeaState]
    is_reviewed: Mapped[bool] = mapped_column(default=False, comment="a moderator has looked")
    reason: Mapped[Reason | None] = mapped_column(comment="why it is hidden")
    note: Mapped[Text] = mapped_column(default=Text, comment="what staff tell the author")

    idea: Mapped[Idea] = relationship()


class CommentDecision(Base):
    """What staff decided about a comment, and what it was before. Never changed, as of ideas."""

    __tablename__ = "idea_comment_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[bytes] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("idea_comment.id", ondelete="CASCADE"), index=True
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
