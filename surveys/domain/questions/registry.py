"""Every question kind the house knows. A new kind is one file and one entry here.

`faults` of the kinds, for which pages need words: `no_options`, `no_rows`, `options_twice`,
`rows_twice`, `other_twice`, `min_over_max`, `more_than_options`, `bad_longest`, `bad_decimals`,
`wrong_steps`, `bad_dates`, `no_ends`, `bad_step`, `row_without_right`, `scale_without_name`,
`no_agreement`, `no_total`, `sum_not_in_steps`, `bad_limits`,
`bad_bounds`, `no_kinds_of_files`.
Reasons of problems have their words in `surveys.views.problems`.
"""

from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.base import QuestionKind
from surveys.domain.questions.budget import BUDGET
from surveys.domain.questions.consent import CONSENT
from surveys.domain.questions.dates import DATE, MONTH
from surveys.domain.questions.differential import DIFFERENTIAL
from surveys.domain.questions.double import DOUBLE
from surveys.domain.questions.grade import GRADE
from surveys.domain.questions.info import INFO
from surveys.domain.questions.matrix import MATRIX
from surveys.domain.questions.multiple import MULTIPLE
from surveys.domain.questions.number import NUMBER
from surveys.domain.questions.point import POINT
from surveys.domain.questions.ranking import RANKING
from surveys.domain.questions.rating import RATING
from surveys.domain.questions.recommendation import RECOMMENDATION
from surveys.domain.questions.single import SINGLE
from surveys.domain.questions.slider import SLIDER
from surveys.domain.questions.text import LONG_TEXT, TEXT
from surveys.domain.questions.upload import UPLOAD
from surveys.domain.questions.yesno import YESNO

KINDS: tuple[QuestionKind, ...] = (
    SINGLE,
    MULTIPLE,
    MATRIX,
    TEXT,
    LONG_TEXT,
    RANKING,
    BUDGET,
    POINT,
    UPLOAD,
    NUMBER,
    YESNO,
    RATING,
    GRADE,
    RECOMMENDATION,
    DATE,
    MONTH,
    SLIDER,
    DIFFERENTIAL,
    DOUBLE,
    CONSENT,
    INFO,
)
BY_KEY = {kind.key: kind for kind in KINDS}


def kind_of(question: Question) -> QuestionKind:
    """Return the kind of a question."""
    return BY_KEY[question.kind]


def asks(question: Question) -> bool:
    """Tell whether a question asks anything: information does not, so it is nowhere counted."""
    kind = BY_KEY.get(question.kind)
    return kind is None or kind.gives != "nothing"


def numbers(questionnaire: Questionnaire) -> dict[str, int]:
    """Return the number that people see beside each question that asks something, by code."""
    asking = filter(asks, questionnaire.questions())
    return {question.code: number for number, question in enumerate(asking, 1)}
