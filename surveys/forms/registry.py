"""The form of every question kind. A new kind has one entry here."""

from collections.abc import Collection, Mapping

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Question
from surveys.domain.questions.number import unit_of
from surveys.forms.building import QuestionForm
from surveys.forms.kinds.choice import MultipleForm, SingleForm
from surveys.forms.kinds.matrix import MatrixForm
from surveys.forms.kinds.number import NumberForm
from surveys.forms.kinds.ranking import RankingForm
from surveys.forms.kinds.steps import StepsForm, YesNoForm
from surveys.forms.kinds.text import TextForm

FORMS: dict[str, type[QuestionForm]] = {
    "text": TextForm,
    "long_text": TextForm,
    "number": NumberForm,
    "single": SingleForm,
    "multiple": MultipleForm,
    "matrix": MatrixForm,
    "ranking": RankingForm,
    "yesno": YesNoForm,
    "rating": StepsForm,
    "grade": StepsForm,
    "recommendation": StepsForm,
}


def form_for(question: Question, languages: Collection[str], revision: int) -> QuestionForm:
    """Return the form of a question's kind, filled with the question until something is posted."""
    words = {
        name: Text.from_json(value)
        for name, value in question.settings.items()
        if isinstance(value, Mapping)
    }
    form = FORMS[question.kind](
        obj=question,
        data={**words, "unit": unit_of(question), "revision": revision},
        meta={"languages": tuple(languages)},
    )
    if not form.is_submitted():
        form.fill(question)
    return form
