"""The form of every question kind. A new kind has one entry here."""

from collections.abc import Collection, Mapping

from participation.platform.i18n.text import Text
from surveys.domain.marks import of_question
from surveys.domain.questionnaire import Question
from surveys.domain.questions.number import unit_of
from surveys.forms.building import QuestionForm
from surveys.forms.kinds.budget import BudgetForm
from surveys.forms.kinds.choice import MultipleForm, SingleForm
from surveys.forms.kinds.consent import ConsentForm
from surveys.forms.kinds.dates import DateForm, MonthForm
from surveys.forms.kinds.differential import DifferentialForm
from surveys.forms.kinds.double import DoubleForm
from surveys.forms.kinds.info import InfoForm
from surveys.forms.kinds.matrix import MatrixForm
from surveys.forms.kinds.number import NumberForm
from surveys.forms.kinds.point import PointForm
from surveys.forms.kinds.ranking import RankingForm
from surveys.forms.kinds.slider import SliderForm
from surveys.forms.kinds.steps import StepsForm, YesNoForm
from surveys.forms.kinds.text import TextForm
from surveys.forms.kinds.upload import UploadForm

FORMS: dict[str, type[QuestionForm]] = {
    "text": TextForm,
    "long_text": TextForm,
    "number": NumberForm,
    "single": SingleForm,
    "multiple": MultipleForm,
    "matrix": MatrixForm,
    "ranking": RankingForm,
    "budget": BudgetForm,
    "point": PointForm,
    "upload": UploadForm,
    "yesno": YesNoForm,
    "rating": StepsForm,
    "grade": StepsForm,
    "recommendation": StepsForm,
    "date": DateForm,
    "month": MonthForm,
    "slider": SliderForm,
    "differential": DifferentialForm,
    "double": DoubleForm,
    "consent": ConsentForm,
    "info": InfoForm,
}


def form_for(
    question: Question, languages: Collection[str], revision: int, *, is_stored: bool = False
) -> QuestionForm:
    """Return the form of a question's kind, filled with the question until something is posted.

    One that `is_stored` shows the question whatever was posted.
    """
    words = {
        name: Text.from_json(value)
        for name, value in question.settings.items()
        if isinstance(value, Mapping)
    }
    kind = FORMS[question.kind]
    seen = {"revision": revision, "mark": of_question(question)}
    form = kind(
        **({"formdata": None} if is_stored else {}),
        obj=question,
        data={**words, **kind.words(question), "unit": unit_of(question), **seen},
        meta={"languages": tuple(languages)},
    )
    if is_stored or not form.is_submitted():
        form.fill(question)
    return form
