"""The form for a ranking."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional, ValidationError

from participation.platform.web.forms import CountField
from surveys.domain.questionnaire import Question
from surveys.forms.building import QuestionForm
from surveys.forms.kinds.options import options_of
from surveys.forms.lines import MOST_LINES, LinesField


class RankingForm(QuestionForm):
    """Options in an order."""

    options = LinesField(_("Answer options"))
    most = CountField(
        _("How many to rank"),
        [Optional(), NumberRange(1, MOST_LINES, _("Write a number."))],
        description=_("Leave it empty to have all of them put in order."),
    )

    def fill(self, question: Question) -> None:
        """Show how many are ranked."""
        self.most.data = question.settings.get("max")

    def validate_most(self, field: IntegerField) -> None:
        """Refuse more places than there are options."""
        if field.data and field.data > len(self.options.written()):
            raise ValidationError(str(_("There are fewer options than that.")))

    def settings(self) -> dict[str, Any]:
        """Return how many are ranked."""
        return {"max": self.most.data} if self.most.data else {}

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return the options."""
        return {"options": options_of(self.options, taken)}
