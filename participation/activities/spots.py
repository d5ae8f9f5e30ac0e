"""Places of what people wrote: what is wrong with them in words, and the map of the town."""

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _

from participation.platform.i18n.locales import number
from participation.platform.maps.drawing import Drawing, drawing
from participation.platform.maps.service import town_map
from participation.platform.web.languages import current_language
from participation.texts.points import Wrong, around

Spot = tuple[float, float]
"""Longitude and latitude."""
EXAMPLE = 12.5


def map_of(
    spots: Sequence[Spot], others: Sequence[Spot] = ()
) -> tuple[Drawing, Sequence[Spot]] | None:
    """Draw the map with other points, and say where on it the spots are that a list numbers."""
    town = town_map()
    if town is None:
        return None
    every = [*spots, *(spot for spot in others if spot not in spots)]
    drawn = drawing(town, around(every, town.box), every)
    return replace(drawn, points=drawn.points[len(spots) :]), drawn.points[: len(spots)]


def map_of_one(longitude: float | None, latitude: float | None) -> Drawing | None:
    """Draw one place, if there is one."""
    if longitude is None or latitude is None:
        return None
    drawn = map_of((), [(longitude, latitude)])
    return drawn[0] if drawn else None


def wrong_words(wrong: Wrong) -> str:
    """Say what is wrong with one of the two numbers of a point."""
    if wrong.reason == "half":
        return str(_("Write the other number of the point too, or empty both."))
    if wrong.reason == "no_number":
        example = number(EXAMPLE, current_language())
        return str(_("Write a number in digits, such as %(example)s.", example=example))
    low, high = (number(end, current_language()) for end in (wrong.low, wrong.high))
    words = _(
        "This is outside the map. Write a number from %(low)s to %(high)s.", low=low, high=high
    )
    return str(words)
