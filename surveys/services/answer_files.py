"""Files that people send with their answers: take in, hold, hand over, judge, forget.

A row of a file belongs to a draft, then to the response; it says neither when it came nor what it
was called. What belongs to neither any more is swept away by a job.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.files.cleaning import cleaned
from participation.platform.files.kinds import FORMS, IMAGES, Kind
from participation.platform.files.refusals import (
    FileInfected,
    FileMissing,
    FileRefused,
    FileTooLarge,
    ImageTooLarge,
    NotScanned,
    WrongKind,
)
from participation.platform.files.storage import storage
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.transactions import after_commit, after_failure
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.upload import Sent, kinds_of, largest_of
from surveys.models import AnswerFile, Verdict, key_of, random_name

# A name is often somebody's own; what is shown of it is cut.
LONGEST_NAME = 80
FILES_A_PAGE = 48
SWEPT_AT_ONCE = 200
OFFICE = frozenset({Kind.DOCX, Kind.XLSX, Kind.PPTX, Kind.ODT})
TAKEN: Mapping[str, frozenset[Kind]] = {
    "pictures": IMAGES,
    "pdf": frozenset({Kind.PDF}),
    "office": OFFICE,
}
# Reasons that a draft remembers; the first that fits.
REASONS: Sequence[tuple[type[FileRefused], str]] = (
    (FileMissing, "empty"),
    (FileTooLarge, "too_large"),
    (ImageTooLarge, "too_many_pixels"),
    (WrongKind, "wrong_kind"),
    (FileInfected, "infected"),
    (NotScanned, "not_scanned"),
)
INSERT = sa.insert(AnswerFile)


def allowed(question: Question) -> frozenset[Kind]:
    """Return the kinds of files that a question takes."""
    return frozenset[Kind]().union(*(TAKEN[kind] for kind in kinds_of(question)))


def take(survey_id: int, question: Question, stream: IO[bytes], called: str) -> Sent:
    """Take a file in, or say why not; the transaction must end with `hold` or `hand_over`."""
    shown = " ".join(called.split())[:LONGEST_NAME]
    try:
        kind, content = cleaned(stream, allowed(question), largest_of(question))
    except FileRefused as refusal:
        return Sent("", 0, shown, _reason(refusal))
    name, keeper = random_name(), storage()
    key, size = key_of(name), content.getbuffer().nbytes
    after_failure(lambda: keeper.delete(key))
    keeper.write(key, content)
    row = {
        "id": name,
        "survey_id": survey_id,
        "question": question.code,
        "content_type": FORMS[kind].content_type,
        "size": size,
    }
    db.session.execute(INSERT, [row])
    return Sent(name, size, shown)


def _reason(refusal: FileRefused) -> str:
    return next((name for kind, name in REASONS if isinstance(refusal, kind)), "broken")


def asked_for(questionnaire: Questionnaire) -> list[Question]:
    """Return the questions that take files."""
    return [question for question in questionnaire.questions() if question.kind == "upload"]


def hold(questionnaire: Questionnaire, typed: Mapping[str, Sequence[str]], draft: bytes) -> None:
    """Let the files of what was typed belong to a draft."""
    lines = [line for q in asked_for(questionnaire) for line in typed.get(q.code, ())]
    names = [sent.name for sent in map(Sent.read, lines) if sent.name]
    _give(names, draft_id=draft)


def hand_over(questionnaire: Questionnaire, answers: Mapping[str, Any], response: bytes) -> None:
    """Let the files of answers belong to a response."""
    found = [answers.get(question.code) for question in asked_for(questionnaire)]
    names = [name for value in found if isinstance(value, list) for name in value]
    _give(names, draft_id=None, response_id=response)


def _give(names: Collection[str], **owner: bytes | None) -> None:
    """Give files an owner; what belongs to a response already stays there."""
    if names:
        free = sa.update(AnswerFile).where(
            AnswerFile.id.in_(names), AnswerFile.response_id.is_(None)
        )
        db.session.execute(free.values(**owner), execution_options={"synchronize_session": False})


def forget(names: Collection[str]) -> None:
    """Delete files: their rows now, their content once that is certain."""
    if not names:
        return
    keeper, keys = storage(), [key_of(name) for name in names]
    gone = sa.delete(AnswerFile).where(AnswerFile.id.in_(names))
    db.session.execute(gone, execution_options={"synchronize_session": False})

    def _delete() -> None:
        for key in keys:
            keeper.delete(key)

    after_commit(_delete)


def forget_of(*, draft: bytes | None = None, response: bytes | None = None) -> None:
    """Delete the files of a draft or a response that is being erased."""
    owner = AnswerFile.draft_id == draft if draft else AnswerFile.response_id == response
    forget(db.session.scalars(sa.select(AnswerFile.id).where(owner)).all())


def sweep() -> int:
    """Delete some files that belong to nobody any more; return how many."""
    lonely = (
        sa.select(AnswerFile.id)
        .where(AnswerFile.draft_id.is_(None), AnswerFile.response_id.is_(None))
        .limit(SWEPT_AT_ONCE)
    )
    names = db.session.scalars(lonely).all()
    forget(names)
    return len(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFiles:
    """One page of the files sent with answers to a question."""

    files: Sequence[AnswerFile]
    total: int
    page: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // FILES_A_PAGE))

    @property
    def before(self) -> int:
        """How many files stand on earlier pages."""
        return (self.page - 1) * FILES_A_PAGE


def sent(activity: Activity, question: str, page: int) -> SentFiles:
    """Return a page of the files sent with answers to a question, by their random names."""
    wanted = sa.select(AnswerFile).where(
        AnswerFile.survey_id == activity.id,
        AnswerFile.question == question,
        AnswerFile.response_id.is_not(None),
    )
    total = db.session.scalar(sa.select(sa.func.count()).select_from(wanted.subquery())) or 0
    page = max(1, min(page, -(-total // FILES_A_PAGE)))
    part = wanted.order_by(AnswerFile.id).limit(FILES_A_PAGE).offset((page - 1) * FILES_A_PAGE)
    return SentFiles(files=db.session.scalars(part).all(), total=total, page=page)


def file_of(activity: Activity, name: str) -> AnswerFile:
    """Return a file sent with an answer to an activity, or refuse."""
    found = db.session.get(AnswerFile, name)
    if found is None or found.survey_id != activity.id or found.response_id is None:
        raise NotFound
    return found


def approved(activity: Activity) -> dict[str, list[AnswerFile]]:
    """Return the pictures that everybody may see, by question."""
    pictures = [FORMS[kind].content_type for kind in IMAGES]
    wanted = (
        sa.select(AnswerFile)
        .where(
            AnswerFile.survey_id == activity.id,
            AnswerFile.response_id.is_not(None),
            AnswerFile.verdict == Verdict.APPROVED,
            AnswerFile.content_type.in_(pictures),
        )
        .order_by(AnswerFile.id)
    )
    found: dict[str, list[AnswerFile]] = {}
    for file in db.session.scalars(wanted):
        found.setdefault(file.question, []).append(file)
    return found


def judge(
    activity: Activity, name: str, verdict: Verdict, alt: Text, *, actor: Actor
) -> AnswerFile:
    """Decide whether everybody may see a picture, and say what it shows."""
    file = file_of(activity, name)
    before, file.verdict, file.alt = file.verdict, verdict, alt
    db.session.flush()
    record(
        actor,
        "surveys.judge_file",
        activity.public_id,
        process_id=activity.process_id,
        before={"verdict": before.value},
        after={"verdict": verdict.value, "file": name},
    )
    return file
