"""The form for points on a map."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import NumberRange, Optional

from participation.platform.i18n.fields import NotTooLong, TextField
from surveys.domain.questionnaire import Question
from surveys.domain.questions.point import MOST_POINTS
from surveys.forms.building import TOO_LONG, QuestionForm
from surveys.forms.kinds.options import options_of
from surveys.forms.lines import LinesField
from surveys.forms.mapping import MapPictureField
from surveys.forms.numbers import CountField


class PointForm(QuestionForm):
    """Places on a picture."""

    options = LinesField(_("Areas to choose from"))
    most = CountField(
        _("At most how many points"),
        [Optional(), NumberRange(1, MOST_POINTS, _("Write a number from 1 to 10."))],
        default=1,
    )
    picture = MapPictureField(
        _("Map"),
        description=_(
            "A picture of the area, as PNG, JPEG or WebP. Without one people describe the place "
            "in words or choose an area."
        ),
    )
    alt = TextField(
        _("What the map shows"),
        [NotTooLong(TOO_LONG)],
        longest=500,
        description=_("For those who cannot see it: which area, and what can be found on it."),
    )

    def fill(self, question: Question) -> None:
        """Show the map and how many points there can be."""
        self.most.data = question.settings.get("max", 1)
        self.picture.image = str(question.settings.get("image") or "")

    def settings(self) -> dict[str, Any]:
        """Return the map and how many points there can be."""
        found: dict[str, Any] = {}
        if (self.most.data or 1) > 1:
            found["max"] = self.most.data
        if self.picture.image:
            found["image"] = self.picture.image
        if self.alt.data:
            found["alt"] = self.alt.data.to_json()
        return found

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return the areas."""
        return {"options": options_of(self.options, taken)}
