"""Points on a map."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import ngettext

from participation.platform.files.pictures import picture_url
from participation.platform.i18n.locales import number
from participation.platform.i18n.text import Text
from participation.platform.maps.service import TownMap, town_map
from participation.platform.web.languages import current_language, plain, say
from surveys.domain.questionnaire import Question
from surveys.domain.questions.point import (
    area_field,
    image_of,
    most_of,
    tiled_bounds,
    words_field,
    x_field,
    y_field,
)
from surveys.views.asked.base import Asked, Choice

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Coordinate:
    """One of the two numbers of a point."""

    id: str
    name: str
    label: str
    value: str
    problem: str


@dataclass(slots=True)
class AskedPoint(Asked):
    """A question about places."""

    sheets: ClassVar[tuple[str, ...]] = ("point.css",)

    @property
    def loads(self) -> tuple[str, ...]:
        """What a picture or a map needs; words and areas need nothing."""
        if self.picture:
            return ("point.js",)
        return ("map.js",) if self.map else ()

    @property
    def rule(self) -> str:
        """Say how many places can be marked."""
        most = most_of(self.question)
        if not most:
            return ""
        return ngettext(
            "Mark the place on the map, or describe it below.",
            "Mark at most %(num)s places on the map, or describe them below.",
            most,
        )

    @property
    def picture(self) -> str:
        """The address of the picture that is the map."""
        image = image_of(self.question)
        return picture_url(image) if image else ""

    @property
    def map(self) -> TownMap | None:
        """The map of tiles on which places are marked, where this service has one."""
        return town_map() if tiled_bounds(self.question) else None

    @property
    def edges(self) -> str:
        """West, south, east and north of what is asked about, for the script."""
        return ",".join(map(str, tiled_bounds(self.question) or ()))

    @property
    def alt(self) -> str:
        """What the picture shows."""
        return plain(Text.from_json(self.question.settings.get("alt")))

    @property
    def most(self) -> int:
        """How many points there can be."""
        return most_of(self.question)

    @property
    def words_name(self) -> str:
        """The name of the field for words."""
        return words_field(self.question)

    @property
    def area_name(self) -> str:
        """The name of the field for the area."""
        return area_field(self.question)

    def points(self) -> Iterator[tuple[int, tuple[Coordinate, Coordinate]]]:
        """Yield the number and the coordinates of every point."""
        x_words, y_words = self._axes()
        for n in range(1, most_of(self.question) + 1):
            yield (
                n,
                (
                    self._coordinate(f"{self.id}-x{n}", x_field(self.question, n), x_words),
                    self._coordinate(f"{self.id}-y{n}", y_field(self.question, n), y_words),
                ),
            )

    def areas(self) -> list[Choice]:
        """Return the areas."""
        chosen = self.typed.get(self.area_name, ())
        return [
            Choice(f"{self.id}-{n}", option.code, say(option.label), option.code in chosen)
            for n, option in enumerate(self.question.options)
        ]

    def told(self) -> list[str]:
        """Return places as words."""
        points = [" · ".join(one.value for one in pair) for _n, pair in self.points()]
        areas = [str(choice.label) for choice in self.areas() if choice.is_chosen]
        reasons = [str(choice.label) for choice in self.reasons() if choice.is_chosen]
        words = self.value(self.words_name)
        return [each for each in (*points, words, *areas, *reasons) if each.strip(" ·")]

    def first_id(self, name: str) -> str:
        """Return the id of the control that a field's problem is mended in."""
        ids = {one.name: one.id for _n, pair in self.points() for one in pair}
        if name == self.words_name:
            return f"{self.id}-words"
        return ids.get(name) or next(iter(ids.values()), f"{self.id}-words")

    def _axes(self) -> tuple[str, str]:
        if image_of(self.question):
            return _("From left (%)"), _("From top (%)")
        return _("Longitude"), _("Latitude")

    def _coordinate(self, identity: str, name: str, label: str) -> Coordinate:
        return Coordinate(identity, name, label, self.value(name), self.problems.get(name, ""))


def missing_words(question: Question) -> str:
    """Ask for a place in the ways that the question offers."""
    if question.options:
        if most_of(question):
            return _("Mark a place, choose an area or describe the place.")
        return _("Choose an area or describe the place.")
    return _("Mark a place or describe it.") if most_of(question) else _("Describe the place.")


def _outside(question: Question, facts: Facts) -> str:
    low, high = (number(facts[end], current_language()) for end in ("min", "max"))
    return _(
        "This is outside the map. Write a number from %(low)s to %(high)s.", low=low, high=high
    )


SENTENCES: Mapping[str, Callable[[Question, Facts], str]] = {
    "half_a_point": lambda _q, _f: _("Write the other number of the point too, or empty both."),
    "outside_the_map": _outside,
}
