"""Forms for fixed steps: a rating, a school grade, a recommendation, yes or no."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask_babel import force_locale, lazy_gettext
from flask_babel import gettext as _

from participation.platform.i18n.fields import NotTooLong, TextField
from participation.platform.i18n.locales import LOCALES
from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Question
from surveys.domain.questions.registry import BY_KEY
from surveys.domain.questions.steps import LANGUAGES, StepsKind, numbered
from surveys.forms.building import TOO_LONG, QuestionForm
from surveys.forms.kinds.options import steps_kept

LONGEST_END = 100


class EndsForm(QuestionForm):
    """A question with words for both ends of its scale."""

    low = TextField(
        lazy_gettext("Words for the low end"),
        [NotTooLong(TOO_LONG)],
        longest=LONGEST_END,
        description=lazy_gettext("Such as “not at all”. People read them beside the scale."),
    )
    high = TextField(
        lazy_gettext("Words for the high end"), [NotTooLong(TOO_LONG)], longest=LONGEST_END
    )

    def settings(self) -> dict[str, Any]:
        """Return the words for both ends."""
        ends = {"low": self.low.data, "high": self.high.data}
        return {name: words.to_json() for name, words in ends.items() if words}


class StepsForm(EndsForm):
    """Steps that are numbers: their options follow from the kind."""

    def question(self, before: Question, taken: Collection[str]) -> Question:
        """Return the question with its steps."""
        after = super().question(before, taken)
        return replace(after, options=steps_kept(numbered(_codes(before.kind)), before.options))


class YesNoForm(QuestionForm):
    """Yes or no, in the words of every language; words that translators wrote stay."""

    def question(self, before: Question, taken: Collection[str]) -> Question:
        """Return the question with both options."""
        after = super().question(before, taken)
        steps = [Option(code=code, label=_everywhere(code)) for code in _codes(before.kind)]
        options = (
            replace(option, label=step.label | option.label)
            for step, option in zip(steps, steps_kept(steps, before.options), strict=True)
        )
        return replace(after, options=tuple(options))


def _codes(kind: str) -> tuple[str, ...]:
    found = BY_KEY[kind]
    return found.codes if isinstance(found, StepsKind) else ()


def _everywhere(code: str) -> Text:
    """Return the word for yes or no in every language."""
    words = {}
    for language in LANGUAGES:
        with force_locale(LOCALES[language]):
            words[language] = {"yes": _("Yes"), "no": _("No")}[code]
    return Text(words)
