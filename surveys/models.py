"""Tables of the survey room."""

from datetime import date, datetime
from enum import StrEnum
from secrets import token_hex
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.activities.models import Activity
from participation.identity.models import Person
from participation.platform.clock import now
from participation.platform.database import JSON, Base, public_id, random_key
from participation.platform.i18n.text import Text


class Survey(Base):
    """What a survey adds to its activity: the questionnaire being written, and closing words."""

    __tablename__ = "survey"

    activity_id: Mapped[int] = mapped_column(
        sa.ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True
    )
    thanks: Mapped[Text] = mapped_column(default=Text)
    working: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="the questionnaire being edited, as surveys.domain.questionnaire"
    )
    undo: Mapped[dict[str, Any] | None] = mapped_column(
        comment="the working questionnaire before the last deletion"
    )
    revision: Mapped[int] = mapped_column(
        default=0, comment="raised by every edit; a form that knows an older one is refused"
    )

    copied_from: Mapped[int | None] = mapped_column(
        sa.ForeignKey("survey.activity_id", ondelete="SET NULL"),
        comment="the survey whose questions and codes this one began with",
    )

    activity: Mapped[Activity] = relationship(lazy="joined", innerjoin=True)


class QuestionnaireVersion(Base):
    """A published questionnaire. Never changed; an edit makes the next number.

    Numbers below one are questionnaires that staff tried out before publishing.
    """

    __tablename__ = "questionnaire_version"
    __table_args__ = (sa.UniqueConstraint("survey_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(
        sa.ForeignKey("survey.activity_id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    checksum: Mapped[str] = mapped_column(comment="SHA-256 of the canonical document")
    published: Mapped[datetime] = mapped_column(default=now)


class ResponseDraft(Base):
    """Answers under way. The key is a keyed hash of the token in the respondent's cookie."""

    __tablename__ = "response_draft"
    __table_args__ = ({"sqlite_with_rowid": False, "info": {"unordered": True}},)

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    survey_id: Mapped[int] = mapped_column(
        sa.ForeignKey("survey.activity_id", ondelete="CASCADE"), index=True
    )
    version_id: Mapped[int] = mapped_column(
        sa.ForeignKey("questionnaire_version.id", ondelete="CASCADE")
    )
    channel_id: Mapped[int | None] = mapped_column(sa.ForeignKey("channel.id", ondelete="SET NULL"))
    language: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(
        comment="form fields as they were typed, by name; read into codes when they are sent"
    )
    page: Mapped[int] = mapped_column(default=0, comment="the furthest page reached, from 0")
    left_at: Mapped[int | None] = mapped_column(comment="the page on which it was saved for later")
    receipt_hash: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(32), unique=True, comment="set when the code was shown in order to resume"
    )
    touched: Mapped[date] = mapped_column(comment="drafts are deleted 30 days later")
    seed: Mapped[int | None] = mapped_column(comment="order of what is shuffled for this person")
    is_test: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class Response(Base):
    """One person's answers: codes, never labels; a day, never a time; no trace of who."""

    __tablename__ = "response"
    __table_args__ = (
        sa.Index(None, "survey_id", "id"),
        sa.Index(None, "survey_id", "is_test", "channel_id", "language"),
        {"sqlite_with_rowid": False, "info": {"unordered": True}},
    )

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True)
    survey_id: Mapped[int] = mapped_column(sa.ForeignKey("survey.activity_id", ondelete="CASCADE"))
    version_id: Mapped[int] = mapped_column(
        sa.ForeignKey("questionnaire_version.id", ondelete="RESTRICT")
    )
    channel_id: Mapped[int | None] = mapped_column(sa.ForeignKey("channel.id", ondelete="SET NULL"))
    language: Mapped[str]
    day: Mapped[date]
    answers: Mapped[dict[str, Any]]
    receipt_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), unique=True)
    seed: Mapped[int | None] = mapped_column(
        comment="in which order things were shown, if shuffled"
    )
    is_test: Mapped[bool] = mapped_column(
        default=False, server_default=sa.false(), comment="tried out by staff; never counted"
    )


class CountPending(Base):
    """A response that the stored count does not hold yet (+1) or still holds (-1).

    Waiting or not, responses must not tell in which order they came: the keys are random.
    """

    __tablename__ = "count_pending"
    __table_args__ = ({"sqlite_with_rowid": False, "info": {"unordered": True}},)

    id: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True, default=random_key)
    survey_id: Mapped[int] = mapped_column(
        sa.ForeignKey("survey.activity_id", ondelete="CASCADE"), index=True
    )
    version_id: Mapped[int]
    sign: Mapped[int] = mapped_column(sa.SmallInteger)
    response_id: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(16), unique=True, comment="for +1; one that waits is noted once"
    )
    answers: Mapped[dict[str, Any] | None] = mapped_column(comment="for -1: what to take away")


class StoredCount(Base):
    """The standard figures of a survey, kept by draining `count_pending` under a lock."""

    __tablename__ = "stored_count"

    survey_id: Mapped[int] = mapped_column(
        sa.ForeignKey("survey.activity_id", ondelete="CASCADE"), primary_key=True
    )
    counts: Mapped[Any] = mapped_column(JSON, comment="surveys.domain.counting, as JSON")
    counted: Mapped[datetime]
    segments: Mapped[dict[str, Any] | None] = mapped_column(
        comment="files of columns that hold the same answers, see services.snapshots; none if few"
    )


class SurveyComment(Base):
    """What a member of staff says to the others about a question; residents never see it."""

    __tablename__ = "survey_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    survey_id: Mapped[int] = mapped_column(
        sa.ForeignKey("survey.activity_id", ondelete="CASCADE"), index=True
    )
    question: Mapped[str] = mapped_column(comment="the code of the question")
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id", ondelete="SET NULL"))
    words: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)
    resolved: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship(lazy="joined")


class BankQuestion(Base):
    """A question kept for surveys to come; with `library`, the municipality's own words for it."""

    __tablename__ = "bank_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    library: Mapped[str | None] = mapped_column(
        unique=True, comment="code of the background question it stands for"
    )
    document: Mapped[dict[str, Any]] = mapped_column(comment="one question of a questionnaire")
    changed: Mapped[datetime] = mapped_column(default=now)


class Verdict(StrEnum):
    """What staff have decided about a file."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"


def random_name() -> str:
    """Return a name that nobody can guess."""
    return token_hex(16)


class AnswerFile(Base):
    """One file: nothing of its own name, of when it came, or in which order.

    It belongs to a draft, then to a response. One that belongs to neither is deleted by a job.
    """

    __tablename__ = "answer_file"
    __table_args__ = ({"sqlite_with_rowid": False, "info": {"unordered": True}},)

    id: Mapped[str] = mapped_column(primary_key=True, default=random_name)
    survey_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("survey.activity_id", ondelete="SET NULL"), index=True
    )
    draft_id: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(32),
        sa.ForeignKey("response_draft.id", ondelete="SET NULL", onupdate="CASCADE"),
        index=True,
    )
    response_id: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(16), sa.ForeignKey("response.id", ondelete="SET NULL"), index=True
    )
    question: Mapped[str] = mapped_column(comment="the code of the question")
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(comment="bytes")
    verdict: Mapped[Verdict] = mapped_column(default=Verdict.WAITING)
    alt: Mapped[Text] = mapped_column(default=Text, comment="what a picture shows, by staff")

    @property
    def key(self) -> str:
        """The name in the storage."""
        return key_of(self.id)


def key_of(name: str) -> str:
    """Return under which name the storage keeps a file."""
    return f"answers/{name[:2]}/{name}"


class SurveyWeighting(Base):
    """Weights that make respondents like the population; worked out once, then applied as they are.

    Weights belong to combinations of answers, never to people.
    """

    __tablename__ = "survey_weighting"
    __table_args__ = (sa.UniqueConstraint("survey_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(sa.ForeignKey("survey.activity_id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(comment="by which cuts and findings call it")
    plan: Mapped[dict[str, Any]] = mapped_column(comment="what was chosen; see domain.weighting")
    result: Mapped[dict[str, Any]] = mapped_column(comment="the weights and how they came about")
    computed: Mapped[datetime]
