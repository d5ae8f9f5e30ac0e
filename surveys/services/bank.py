"""The question bank: questions kept for surveys to come, and background questions.

Background questions have the same code and options in every survey that takes them from here, so
that results can be compared with other surveys and weighted by what is known of the population.
The house brings a standard one for each; the municipality may put its own in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.refusals import Conflict, NotFound
from surveys.domain import codes, editing, marks
from surveys.domain.packing import pack, unpack
from surveys.domain.questionnaire import PARTS, Question, Questionnaire
from surveys.models import BankQuestion
from surveys.services import building
from surveys.services.building import Outdated
from surveys.services.ready import library

STANDARD = "standard-"


class AlreadyAsked(Conflict):
    """The survey asks this background question already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question in the bank. `is_own` tells that the municipality has written it."""

    name: str
    question: Question
    is_own: bool = True

    @property
    def is_background(self) -> bool:
        """Tell whether it is one of the municipality's background questions."""
        return bool(self.question.library)


def entries() -> list[Entry]:
    """Return the background questions and then those that were kept, the newest first."""
    newest = sa.select(BankQuestion).order_by(BankQuestion.changed.desc(), BankQuestion.id.desc())
    rows = db.session.scalars(newest).all()
    own = {row.library: _entry(row) for row in rows if row.library}
    background = [own.get(question.library) or _standard(question) for question in library()]
    return background + [_entry(row) for row in rows if not row.library]


def entry(name: str) -> Entry:
    """Return the question with a name in the bank.

    The name of a standard question goes on leading to the municipality's own in its place.
    """
    for found in entries():
        if name in (found.name, f"{STANDARD}{found.question.library}"):
            return found
    raise NotFound


def keep(activity: Activity, code: str, now: datetime, *, actor: Actor) -> Entry:
    """Keep a question of a survey, without what ties it to the survey's other questions."""
    questionnaire = Questionnaire.from_json(building.locked(activity).working)
    question = questionnaire.question(code)
    if question is None:
        raise NotFound
    row = BankQuestion(document=pack(_untied(question)), changed=now)
    db.session.add(row)
    db.session.flush()
    record(actor, "survey.keep_question", row.public_id, process_id=activity.process_id)
    return _entry(row)


def change(name: str, question: Question, now: datetime, *, mark: str, actor: Actor) -> None:
    """Write a question of the bank anew; surveys that have it already keep theirs.

    Whoever writes saw the question with this mark (see `domain.marks`); another now is refused.
    """
    row = _row(name)
    before = entry(name)
    _check(before, mark)
    row = row or BankQuestion(library=before.question.library or None, document={})
    row.document, row.changed = pack(replace(question, library=before.question.library)), now
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as taken:  # somebody was first to put another in the standard's place
        raise Outdated from taken
    record(actor, "survey.change_bank", row.public_id)


def remove(name: str, *, mark: str, actor: Actor) -> None:
    """Delete a question of the bank; a background question returns to the standard one."""
    row = _row(name)
    if row is None:
        raise NotFound
    _check(_entry(row), mark)
    db.session.delete(row)
    db.session.flush()
    record(actor, "survey.remove_from_bank", row.public_id)


def _check(found: Entry, mark: str) -> None:
    if mark != marks.of_question(found.question):
        raise Outdated


def put_in(activity: Activity, page: str, name: str) -> str:
    """Add a question of the bank at the end of a page; return its code."""
    question = entry(name).question
    questionnaire = Questionnaire.from_json(building.locked(activity).working)
    if question.library and _asks(questionnaire.questions(), question.library):
        raise AlreadyAsked
    code = codes.code_from(question.code, building.taken(activity, questionnaire))
    added = replace(question, code=code)
    building.edit(activity, lambda before: editing.add_question(before, page, added))
    return code


def _asks(questions: Iterable[Question], code: str) -> bool:
    return any(question.library == code for question in questions)


def _untied(question: Question) -> Question:
    """Take away what looks at other questions, and which of the library's it was."""
    options = tuple(replace(option, condition="", source={}) for option in question.options)
    rows = tuple(replace(row, condition="", source={}) for row in question.rows)
    scale = tuple(replace(step, condition="") for step in question.scale)
    return replace(
        question,
        options=options,
        rows=rows,
        scale=scale,
        rules=(),
        condition="",
        required_if="",
        library="",
        edition=0,
    )


def _entry(row: BankQuestion) -> Entry:
    return Entry(name=row.public_id, question=unpack(Question, row.document, PARTS))


def _standard(question: Question) -> Entry:
    return Entry(name=f"{STANDARD}{question.library}", question=question, is_own=False)


def _row(name: str) -> BankQuestion | None:
    """Return a stored question, held so that edits queue."""
    is_it = BankQuestion.public_id == name
    if name.startswith(STANDARD):
        is_it = BankQuestion.library == name.removeprefix(STANDARD)
    wanted = sa.select(BankQuestion).where(is_it).with_for_update()
    return db.session.scalar(wanted.execution_options(populate_existing=True))
