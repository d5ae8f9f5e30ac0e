"""School grade: 4 to 10, as everybody who went to school in Finland knows it."""

from surveys.domain.questions.steps import StepsKind, numbers

GRADE = StepsKind(key="grade", codes=numbers(4, 10))
