"""A place on the map of the town in a form: two numbers, together or not at all."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import Length, ValidationError

from participation.activities.spots import wrong_words
from participation.platform.maps.service import town_map
from participation.platform.web.forms import Form
from participation.texts import points

LONGEST_NUMBER = 40


def one_line(words: Any) -> str:
    """Return what was typed on one line, spaces put right."""
    return " ".join(("" if words is None else str(words)).split())


class WithPoint(Form):
    """A form with a point; where the service has no map, none is asked for."""

    longitude = StringField(_("Longitude"), [Length(max=LONGEST_NUMBER)], filters=[one_line])
    latitude = StringField(_("Latitude"), [Length(max=LONGEST_NUMBER)], filters=[one_line])

    def validate_longitude(self, field: StringField) -> None:
        """Say what is wrong with the first number of the point."""
        self._check("longitude")

    def validate_latitude(self, field: StringField) -> None:
        """Say what is wrong with the other."""
        self._check("latitude")

    def _read(self) -> tuple[points.Point | None, Any]:
        town = town_map()
        if town is None:
            return None, {}
        return points.read(self.longitude.data or "", self.latitude.data or "", town.box)

    def _check(self, name: str) -> None:
        wrong = self._read()[1].get(name)
        if wrong is not None:
            raise ValidationError(wrong_words(wrong))

    @property
    def point(self) -> points.Point | None:
        """The place that was marked, if any."""
        return self._read()[0]
