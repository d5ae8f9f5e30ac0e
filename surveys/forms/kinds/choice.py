"""Forms for single and multiple choice."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField
from wtforms.validators import NumberRange, Optional, ValidationError

from participation.platform.web.choices import choices
from participation.platform.web.forms import CountField
from surveys.domain.questionnaire import Question
from surveys.domain.questions.looks import look_of
from surveys.forms.building import QuestionForm
from surveys.forms.kinds.options import options_of
from surveys.forms.lines import MOST_LINES, LinesField


class SingleForm(QuestionForm):
    """One of several options."""

    options = LinesField(_("Answer options"), parts=("pictures",))
    other = BooleanField(_("Offer “Other, please specify”"))
    look = RadioField(
        _("How the options are shown"),
        choices=choices(
            [
                ("cards", _("Cards")),
                ("list", _("A plain list")),
                ("dropdown", _("A dropdown, which can be searched when there are many options")),
                ("images", _("Pictures")),
            ]
        ),
        default="cards",
    )

    def fill(self, question: Question) -> None:
        """Show how the options look."""
        self.look.data = look_of(question)

    def settings(self) -> dict[str, Any]:
        """Return how the options look."""
        is_usual = self.look.data in (None, "cards")
        return {} if is_usual else {"look": self.look.data}

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return the options."""
        return {"options": options_of(self.options, taken), "other": self.other.data}


class MultipleForm(SingleForm):
    """Any of several options."""

    options = LinesField(_("Answer options"), parts=("exclusive", "pictures"))
    look = RadioField(
        _("How the options are shown"),
        choices=choices(
            [("cards", _("Cards")), ("list", _("A plain list")), ("images", _("Pictures"))]
        ),
        default="cards",
    )
    least = CountField(
        _("At least how many"), [Optional(), NumberRange(0, MOST_LINES, _("Write a number."))]
    )
    most = CountField(
        _("At most how many"), [Optional(), NumberRange(1, MOST_LINES, _("Write a number."))]
    )

    def fill(self, question: Question) -> None:
        """Show the limits."""
        super().fill(question)
        self.least.data, self.most.data = (question.settings.get(key) for key in ("min", "max"))

    def validate_most(self, field: IntegerField) -> None:
        """Refuse limits that leave no answer."""
        if field.data and self.least.data and self.least.data > field.data:
            raise ValidationError(str(_("This must be at least the number above.")))

    def settings(self) -> dict[str, Any]:
        """Return the limits."""
        found = {"min": self.least.data, "max": self.most.data}
        return super().settings() | {key: limit for key, limit in found.items() if limit}
