"""The words of earlier answers, to be said in questions that come later."""

from dataclasses import replace

from participation.platform.web.languages import plain
from surveys.domain.logic.piping import Words
from surveys.domain.logic.showing import Showing
from surveys.domain.logic.values import value_typed
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import OTHER
from surveys.domain.questions.fields import other_field
from surveys.domain.questions.registry import kind_of
from surveys.views.asking import told


def answers_before(showing: Showing, index: int) -> Words:
    """Return what says the answers given on the pages before one."""
    earlier = frozenset().union(*(planned.codes for planned in showing.plan.pages[:index]), ())
    asked = {q.code: q for page in showing.pages[:index] for q in page.questions}

    def words(code: str, part: str) -> str | None:
        if code not in earlier:
            return None
        return _words(showing, asked[code], part) if code in asked else ""

    return words


def _words(showing: Showing, question: Question, part: str) -> str:
    if part and question.rows:
        question = replace(question, rows=tuple(row for row in question.rows if row.code == part))
    value = value_typed(question, showing.typed)
    if value is None:
        return ""
    if kind_of(question).gives == "rows" and part:
        option = question.option(str(value.get(part, "")))
        return plain(option.label) if option else ""
    if isinstance(value, dict) and part:
        return str(value.get(part, ""))
    if question.options and not question.rows:
        return ", ".join(_choices(question, value, showing))
    return ", ".join(told(question, showing.typed))


def _choices(question: Question, value: object, showing: Showing) -> list[str]:
    """Return the words of what was chosen; those of "other" are the person's own."""
    if not isinstance(value, (str, list)):
        return told(question, showing.typed)
    codes = [value] if isinstance(value, str) else value
    found = [plain(option.label) for option in question.options if option.code in codes]
    return [*found, *(showing.typed.get(other_field(question), ()) if OTHER in codes else ())]
