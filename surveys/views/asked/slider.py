"""A slider: a number field that a script draws as a slider too."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel import gettext as _
from markupsafe import Markup

from participation.platform.i18n.locales import number
from participation.platform.web.languages import current_language
from surveys.domain.questions.number import bounds_of
from surveys.domain.questions.slider import step_of
from surveys.views.asked.base import Asked
from surveys.views.asked.steps import end_words


@dataclass(slots=True)
class AskedSlider(Asked):
    """A number between two ends."""

    scripts: ClassVar[tuple[str, ...]] = ("slider.js",)

    @property
    def rule(self) -> str:
        """Which numbers are taken."""
        low, high, step = (number(n, current_language()) for n in (*self.ends, self.step))
        if self.step == 1:
            return _("A number from %(low)s to %(high)s", low=low, high=high)
        words = _("A number from %(low)s to %(high)s, in steps of %(step)s")
        return words % {"low": low, "high": high, "step": step}

    @property
    def ends(self) -> tuple[float, float]:
        """Both ends."""
        return bounds_of(self.question)

    @property
    def step(self) -> float:
        """How far apart the numbers are."""
        return float(step_of(self.question))

    @property
    def end_words(self) -> list[str | Markup]:
        """The ends with their words: 0 = not at all."""
        words = (end_words(self.question, name) for name in ("low", "high"))
        numbers = (number(end, current_language()) for end in self.ends)
        pairs = zip(numbers, words, strict=True)
        return [Markup("{} = {}").format(end, said) if said else end for end, said in pairs]
