"""Steps in a row, with words at both ends."""

from dataclasses import dataclass

from markupsafe import Markup

from participation.platform.i18n.text import Text
from participation.platform.web.languages import say
from surveys.domain.questionnaire import Question
from surveys.views.asked.base import Asked, Choice


def end_words(question: Question, name: str) -> str | Markup:
    """Return the words of a setting, such as those for the low end."""
    return say(Text.from_json(question.settings.get(name)))


@dataclass(slots=True)
class AskedSteps(Asked):
    """A rating, a school grade or a recommendation."""

    @property
    def low(self) -> str | Markup:
        """The words for the low end."""
        return end_words(self.question, "low")

    @property
    def high(self) -> str | Markup:
        """The words for the high end."""
        return end_words(self.question, "high")

    def steps(self) -> list[Choice]:
        """Return the steps."""
        return [choice for choice in self.choices() if not choice.is_reason]

    def not_steps(self) -> list[Choice]:
        """Return the reasons for not answering."""
        return [choice for choice in self.choices() if choice.is_reason]
