"""The form for a consent."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from surveys.domain.questionnaire import Option, Question
from surveys.domain.questions.consent import AGREED
from surveys.forms.building import TOO_LONG, QuestionForm
from surveys.forms.kinds.options import steps_kept


class ConsentForm(QuestionForm):
    """A box to tick, and the words beside it."""

    agreed = TextField(
        _("Words beside the box"),
        [HasWords(_("Write what people agree to.")), NotTooLong(TOO_LONG)],
        rows=2,
        longest=500,
        description=_("Say exactly what is agreed, such as “I agree that my answer is quoted”."),
    )
    dont_know = None
    prefer_not = None

    @classmethod
    def words(cls, question: Question) -> dict[str, Any]:
        """Return what is agreed."""
        return {"agreed": question.options[0].label} if question.options else {}

    def question(self, before: Question, taken: Collection[str]) -> Question:
        """Return the question with its one option."""
        after = super().question(before, taken)
        box = Option(code=AGREED, label=self.agreed.data)
        (kept,) = steps_kept((box,), before.options)
        return replace(after, options=(replace(kept, label=box.label),))
