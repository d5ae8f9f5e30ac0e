"""Rating: 1 to 5, with words for both ends."""

from surveys.domain.questions.steps import StepsKind, numbers

RATING = StepsKind(key="rating", codes=numbers(1, 5))
