"""Words for hints of plain language, and where to mend what they are about."""

from flask import url_for
from flask_babel import gettext as _

from participation.activities.models import Activity
from surveys.domain.plain import MOST_WORDS, Hint, Reason
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.registry import numbers

LONGEST_QUOTE = 140


def sentence(hint: Hint) -> str:
    """Say what may be said more plainly."""
    facts = {"words": shortened(hint.words)}
    said = {
        Reason.LONG_SENTENCE: _(
            "A sentence has more than %(most)s words: “%(words)s”", most=MOST_WORDS, **facts
        ),
        Reason.LONG_WORD: _("A long word: “%(words)s”", **facts),
        Reason.TWO_QUESTIONS: _(
            "Are these two questions in one? An answer would not tell which: “%(words)s”", **facts
        ),
        Reason.TWO_NEGATIONS: _("Two negations in one sentence: “%(words)s”", **facts),
    }
    return str(said[hint.reason])


def shortened(words: str) -> str:
    """Return words short enough for a list."""
    if len(words) <= LONGEST_QUOTE:
        return words
    return f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def place_of(activity: Activity, questionnaire: Questionnaire, hint: Hint) -> tuple[str, str]:
    """Return what a hint is about, and the page on which to mend it."""
    owner, public_id = hint.address.split(".")[0], activity.public_id
    if questionnaire.question(owner) is not None:
        number = numbers(questionnaire).get(owner)
        words = _("Question %(number)s", number=number) if number else _("Information")
        return words, url_for("surveys_manage.edit_question", activity=public_id, question=owner)
    pages = [page.code for page in questionnaire.pages]
    words = _("Page %(number)s", number=pages.index(owner) + 1)
    return words, url_for("surveys_manage.edit_page", activity=public_id, page=owner)
