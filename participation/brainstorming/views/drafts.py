"""What is on the form of an idea: as it was typed, and what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _

from participation.activities.spots import wrong_words
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import Asking, BrainstormQuestion
from participation.brainstorming.views.visits import Visit
from participation.platform.maps.service import TownMap, town_map
from participation.platform.privacy.hashing import keyed
from participation.texts.points import Point, Wrong, read
from participation.texts.words import plain

LONGEST_PLACE, LONGEST_NUMBER = 100, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is on the form: the question, the words, and what is to be said about them."""

    question: BrainstormQuestion
    words: str = ""
    place: str = ""
    area: str = ""
    longitude: str = ""
    latitude: str = ""
    lacks: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    is_expired: bool = False
    hints: Sequence[str] = ()
    alike: Sequence[Idea] = ()

    @property
    def told(self) -> str:
        """The words and the place, to be copied where nothing is taken any more."""
        point = ", ".join(filter(None, (self.latitude, self.longitude)))
        return "\n".join(filter(None, (self.words, self.place, point)))

    @property
    def point(self) -> Point | None:
        """The place that is marked on the map, where there is one."""
        return _point(self)[0]

    @property
    def mark(self) -> str:
        """A mark of the words, by which a second sending shows that they were looked at."""
        return keyed("looked at", self.words.encode()).hex()[:16]


def typed_in(visit: Visit, question: str) -> Draft:
    """Return what was typed in answer to a question."""
    said = request.form.get
    asked = queries.question_with(visit.brainstorm, question)
    area = visit.brainstorm.area(said("area", "")) if asked.area_asked is not Asking.NO else None
    return Draft(
        question=asked,
        area=area.code if area else "",
        words="\n".join(said("words", "").split("\r\n")).strip(),
        longitude=said("longitude", "").strip()[:LONGEST_NUMBER],
        latitude=said("latitude", "").strip()[:LONGEST_NUMBER],
        place=" ".join(said("place", "").split())[:LONGEST_PLACE],
    )


def lacks_of(visit: Visit, typed: Draft) -> dict[str, str]:
    """Say what must be told besides the words, and was not."""
    lacks, asked = {}, typed.question
    if asked.area_asked is Asking.REQUIRED and visit.brainstorm.areas and not typed.area:
        lacks["area"] = str(_("Choose an area."))
    point, wrong = _point(typed)
    lacks |= {name: wrong_words(one) for name, one in wrong.items()}
    is_told = point or wrong or plain(typed.place)
    if asked.place_asked is Asking.REQUIRED and not is_told:
        lacks["place"] = str(_("Tell where the idea belongs."))
    return lacks


def _point(typed: Draft) -> tuple[Point | None, Mapping[str, Wrong]]:
    """Read the point, where people could mark one."""
    town = map_for(typed.question)
    return read(typed.longitude, typed.latitude, town.box) if town else (None, {})


def map_for(question: BrainstormQuestion) -> TownMap | None:
    """Return the map on which the place of an idea is marked, where it is asked for."""
    return town_map() if question.place_asked is not Asking.NO else None
