"""The form for points on a map."""

from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import NumberRange, Optional, ValidationError

from participation.platform.files.pictures import PictureField
from participation.platform.i18n.fields import NotTooLong, TextField
from participation.platform.maps.service import town_map
from participation.platform.web.choices import choices
from participation.platform.web.forms import CountField
from surveys.domain.questionnaire import Question
from surveys.domain.questions.point import MOST_POINTS
from surveys.forms.building import TOO_LONG, QuestionForm
from surveys.forms.kinds.options import options_of
from surveys.forms.lines import LinesField
from surveys.forms.numbers import DegreesField

EDGES = ("west", "south", "east", "north")


class PointForm(QuestionForm):
    """Places on a picture, or on the map of the municipality where this service has one."""

    options = LinesField(_("Areas to choose from"))
    most = CountField(
        _("At most how many points"),
        [Optional(), NumberRange(1, MOST_POINTS, _("Write a number from 1 to 10."))],
        default=1,
    )
    base = RadioField(
        _("Base of the map"),
        choices=choices(
            [("map", _("Map of the municipality")), ("picture", _("A picture, or none"))]
        ),
        default="picture",
        description=_(
            "The map of the municipality shows the area between the four edges below. They are in "
            "degrees, as map services tell them: 21.6 or 21,6."
        ),
    )
    west = DegreesField(_("Western edge of the map (degrees of longitude)"))
    south = DegreesField(_("Southern edge of the map (degrees of latitude)"))
    east = DegreesField(_("Eastern edge of the map (degrees of longitude)"))
    north = DegreesField(_("Northern edge of the map (degrees of latitude)"))
    picture = PictureField(
        _("Map"),
        alt=_("The map as it is now"),
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

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.town = town_map()
        self.kept_bounds: Any = None
        if self.town is None:
            for name in ("base", *EDGES):
                del self[name]
        else:
            self.picture.label.text = _("Picture as the base")

    def fill(self, question: Question) -> None:
        """Show the map and how many points there can be."""
        self.most.data = question.settings.get("max", 1)
        self.picture.image = str(question.settings.get("image") or "")
        if self.town is not None:
            bounds = question.settings.get("bounds")
            self.base.data = "map" if bounds and not self.picture.image else "picture"
            for name, edge in zip(EDGES, bounds or self.town.box, strict=True):
                self[name].process_data(edge)

    def question(self, before: Question, taken: Collection[str]) -> Question:
        """Return the question; its edges stay while the service has no map to show them on."""
        self.kept_bounds = before.settings.get("bounds") if self.town is None else None
        return super().question(before, taken)

    def settings(self) -> dict[str, Any]:
        """Return the map and how many points there can be."""
        found: dict[str, Any] = {}
        if (self.most.data or 1) > 1:
            found["max"] = self.most.data
        if self._is_tiled():
            return found | {"bounds": [self[name].value() for name in EDGES]}
        if self.picture.image:
            found["image"] = self.picture.image
        elif self.kept_bounds:
            found["bounds"] = list(self.kept_bounds)
        if self.alt.data:
            found["alt"] = self.alt.data.to_json()
        return found

    def validate_base(self, field: RadioField) -> None:
        """Refuse edges that hold no area, or one that the map does not show."""
        edges = [self[name].value() for name in EDGES]
        if field.data != "map" or self.town is None:
            return
        if any(edge is None for edge in edges):
            raise ValidationError(str(_("Write all four edges of the map.")))
        west, south, east, north = edges
        if not (west < east and south < north):
            raise ValidationError(str(_("West must be less than east, and south less than north.")))
        box = self.town.box
        if west < box[0] or south < box[1] or east > box[2] or north > box[3]:
            raise ValidationError(str(_("The map shows the municipality only: stay inside it.")))

    def _is_tiled(self) -> bool:
        return self.town is not None and self.base.data == "map"

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return the areas."""
        return {"options": options_of(self.options, taken)}
