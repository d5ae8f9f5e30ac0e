"""Choices among fixed steps: yes or no, a rating, a school grade, a recommendation.

Their options are explicit and have the codes below, so that they are counted, compared, exported
and translated as any single choice. Where the steps are numbers, `settings.low` and
`settings.high` are the words for both ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Question
from surveys.domain.questions import fields
from surveys.domain.questions.single import SingleKind

LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsKind(SingleKind):
    """One of the steps `codes`, chosen as in any single choice."""

    key: str
    codes: tuple[str, ...]
    gives: str = "number"

    def faults(self, question: Question) -> list[str]:
        """Name options that are not the steps."""
        has_steps = tuple(option.code for option in question.options) == self.codes
        wrong = not has_steps or question.other
        return ["wrong_steps"] * wrong + fields.faults_of_codes(question)


def numbers(first: int, last: int) -> tuple[str, ...]:
    """Return the codes of steps that are numbers."""
    return tuple(str(number) for number in range(first, last + 1))


def numbered(codes: Iterable[str]) -> tuple[Option, ...]:
    """Return options that are called by their number in every language."""
    return tuple(Option(code=code, label=same_everywhere(code)) for code in codes)


def same_everywhere(words: str) -> Text:
    """Return a text that is the same in every language."""
    return Text(dict.fromkeys(LANGUAGES, words))


def says_only_digits(text: Text) -> bool:
    """Tell whether a text is a number in every language, so that nobody need translate it."""
    words = {text.translations.get(language, "") for language in LANGUAGES}
    return len(words) == 1 and words.pop().isdecimal()
