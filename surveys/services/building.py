"""Writing the questionnaire of a survey.

Every edit raises `Survey.revision`. An edit that overwrites or deletes must know the revision it
was made on; when there is a newer one it is refused, unless the very part that it changes still
has the mark it had (see `domain.marks`). Adding, moving and copying can lose nothing and need not
know.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import Conflict, NotFound
from surveys import queries
from surveys.domain import codes, editing, marks
from surveys.domain.logic.renaming import renamed
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.models import Survey, SurveyComment

NO_NAMES: Mapping[str, str] = MappingProxyType({})
Change = Callable[[Questionnaire], Questionnaire]


@dataclass(frozen=True, slots=True)
class Seen:
    """A part as somebody saw it: the mark it had then, and how to take its mark now."""

    mark: str
    take: Callable[[Questionnaire], str]

    def is_as_it_was(self, questionnaire: Questionnaire) -> bool:
        """Tell whether the part has not changed since."""
        return bool(self.mark) and self.mark == self.take(questionnaire)


class Outdated(Conflict):
    """Somebody else, or another window, has changed the same thing since."""


class NothingToUndo(Conflict):
    """The deletion was followed by other edits, or undone already."""


class CodeTaken(Conflict):
    """Another question has the code."""


class AlreadyPublished(Conflict):
    """What was published once keeps its codes."""


def create(activity: Activity) -> Survey:
    """Add an empty questionnaire, with its first page, to a new activity."""
    empty = Questionnaire(pages=(Page(code="p1"),))
    survey = Survey(activity_id=activity.id, working=empty.to_json(), thanks=Text())
    db.session.add(survey)
    db.session.flush()
    return survey


def locked(activity: Activity) -> Survey:
    """Return the survey, held until the transaction ends so that edits queue."""
    survey = db.session.scalar(
        sa.select(Survey)
        .where(Survey.activity_id == activity.id)
        .with_for_update(of=Survey)
        .execution_options(populate_existing=True)
    )
    if survey is None:
        raise NotFound
    return survey


def edit(
    activity: Activity,
    change: Change,
    *,
    revision: int | None = None,
    part: Seen | None = None,
    undoable: bool = False,
) -> Survey:
    """Change the working questionnaire; keep the one before when the edit can be undone."""
    survey = locked(activity)
    before = Questionnaire.from_json(survey.working)
    try:
        if revision not in (None, survey.revision) and not (part and part.is_as_it_was(before)):
            raise Outdated
        after = change(before)
    except editing.NoSuchPart as missing:
        raise NotFound from missing
    survey.undo = before.to_json() if undoable else None
    survey.working = after.to_json()
    survey.revision += 1
    db.session.flush()
    return survey


def has_replaced(survey: Survey) -> bool:
    """Tell whether the edit that can be undone brought questions, as an import does."""
    if survey.undo is None:
        return False
    before, present = (Questionnaire.from_json(each) for each in (survey.undo, survey.working))
    return not {q.code for q in present.questions()} <= {q.code for q in before.questions()}


def deleted(survey: Survey) -> Sequence[Question]:
    """Return the questions that undoing would bring back."""
    if survey.undo is None:
        return ()
    before, present = (Questionnaire.from_json(each) for each in (survey.undo, survey.working))
    kept = {question.code for question in present.questions()}
    return [question for question in before.questions() if question.code not in kept]


def undo(activity: Activity) -> Survey:
    """Bring back what the last deletion or import took away."""
    survey = locked(activity)
    if survey.undo is None:
        raise NothingToUndo
    survey.working, survey.undo = survey.undo, None
    survey.revision += 1
    db.session.flush()
    return survey


def taken(activity: Activity, questionnaire: Questionnaire) -> frozenset[str]:
    """Return every address in use now or in a published version (see `codes.addresses`)."""
    published = db.session.scalars(queries.versions(activity.id))
    known = (Questionnaire.from_json(version.document) for version in published)
    return codes.addresses(questionnaire).union(*(codes.addresses(each) for each in known))


def is_published(activity: Activity) -> bool:
    """Tell whether a version was ever published, so that codes are fixed."""
    return queries.current_version(activity.id) is not None


def add_question(activity: Activity, page: str, question: Question) -> str:
    """Add a question to a page under a new code; return the code."""
    questionnaire = Questionnaire.from_json(locked(activity).working)
    code = codes.next_code("q", taken(activity, questionnaire))
    edit(activity, lambda q: editing.add_question(q, page, replace(question, code=code)))
    return code


def duplicate_question(activity: Activity, code: str) -> str:
    """Copy a question under a new code; return the code."""
    questionnaire = Questionnaire.from_json(locked(activity).working)
    new_code = codes.next_code("q", taken(activity, questionnaire))
    edit(activity, lambda q: editing.duplicate_question(q, code, new_code))
    return new_code


def save_question(  # noqa: PLR0913 -- what, by which names, and what was seen
    activity: Activity,
    code: str,
    question: Question,
    *,
    revision: int,
    mark: str = "",
    parts: Mapping[str, str] = NO_NAMES,
) -> None:
    """Replace a question; its code may change until the first publishing.

    `parts` are the new codes of options and rows by their old ones: conditions follow them.
    """
    if question.code != code and is_published(activity):
        raise AlreadyPublished

    def replaced(questionnaire: Questionnaire) -> Questionnaire:
        if question.code != code and questionnaire.question(question.code):
            raise CodeTaken
        after = editing.replace_question(questionnaire, code, question)
        return renamed(after, code, question.code, parts) if logic_follows else after

    logic_follows = question.code != code or bool(parts)

    edit(activity, replaced, revision=revision, part=_question_seen(code, mark))
    if question.code != code:
        said = SurveyComment.survey_id == activity.id, SurveyComment.question == code
        db.session.execute(sa.update(SurveyComment).where(*said).values(question=question.code))


def _question_seen(code: str, mark: str) -> Seen:
    return Seen(mark, lambda q: marks.of_question(editing.question_with(q, code)))


def move_question(activity: Activity, code: str, step: int) -> None:
    """Move a question one place up (-1) or down (1)."""
    edit(activity, lambda q: editing.move_question(q, code, step))


def place_question(activity: Activity, code: str, page: str, at: int) -> None:
    """Move a question to a place on a page."""
    edit(activity, lambda q: editing.place_question(q, code, page, at))


def move_page(activity: Activity, code: str, step: int) -> None:
    """Move a page one place up (-1) or down (1)."""
    edit(activity, lambda q: editing.move_page(q, code, step))


def remove_question(activity: Activity, code: str, *, revision: int, mark: str = "") -> None:
    """Delete a question; it can be undone."""
    edit(
        activity,
        lambda q: editing.remove_question(q, code),
        revision=revision,
        part=_question_seen(code, mark),
        undoable=True,
    )


def add_page(activity: Activity, title: Text, intro: Text) -> str:
    """Add a page; return its code."""
    questionnaire = Questionnaire.from_json(locked(activity).working)
    code = codes.next_code("p", taken(activity, questionnaire))
    edit(activity, lambda q: editing.add_page(q, Page(code=code, title=title, intro=intro)))
    return code


def save_page(  # noqa: PLR0913 -- what, where, and what was seen
    activity: Activity, code: str, title: Text, intro: Text, *, revision: int, mark: str = ""
) -> None:
    """Name a page and introduce it."""

    def named(questionnaire: Questionnaire) -> Questionnaire:
        page = editing.page_with(questionnaire, code)
        return editing.replace_page(questionnaire, code, replace(page, title=title, intro=intro))

    seen = Seen(mark, lambda q: marks.of_page(editing.page_with(q, code)))
    edit(activity, named, revision=revision, part=seen)


def remove_page(activity: Activity, code: str, *, revision: int, mark: str = "") -> None:
    """Delete a page with its questions; it can be undone."""
    edit(
        activity,
        lambda q: editing.remove_page(q, code),
        revision=revision,
        part=Seen(mark, lambda q: marks.of_page(editing.page_with(q, code), with_questions=True)),
        undoable=True,
    )


def save_thanks(activity: Activity, thanks: Text, *, revision: int, mark: str = "") -> None:
    """Write what people read after they have answered."""
    survey = locked(activity)
    seen = Seen(mark, lambda _questionnaire: marks.of_text(survey.thanks))
    edit(activity, lambda q: q, revision=revision, part=seen).thanks = thanks


def replace_all(activity: Activity, questionnaire: Questionnaire, *, revision: int) -> Survey:
    """Put a whole questionnaire, such as an imported one, in the place of the present one."""
    if is_published(activity):
        raise AlreadyPublished
    return edit(activity, lambda _before: questionnaire, revision=revision, undoable=True)


def parts_taken(addresses: Iterable[str], question: str) -> frozenset[str]:
    """Return the codes of a question's options and rows among addresses."""
    parts = (address.split(".") for address in addresses)
    return frozenset(part[2] for part in parts if len(part) > 2 and part[0] == question)  # noqa: PLR2004 -- owner, part, code
