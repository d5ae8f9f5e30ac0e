"""What is on the form of an idea: as it was typed, and what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _

from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import Asking, BrainstormQuestion
from participation.brainstorming.views.visits import Visit
from participation.platform.privacy.hashing import keyed
from participation.texts.words import plain

LONGEST_PLACE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is on the form: the question, the words, and what is to be said about them."""

    question: BrainstormQuestion
    words: str = ""
    place: str = ""
    area: str = ""
    lacks: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    is_expired: bool = False
    hints: Sequence[str] = ()
    alike: Sequence[Idea] = ()

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
        place=" ".join(said("place", "").split())[:LONGEST_PLACE],
    )


def lacks_of(visit: Visit, typed: Draft) -> dict[str, str]:
    """Say what must be told besides the words, and was not."""
    lacks, asked = {}, typed.question
    if asked.area_asked is Asking.REQUIRED and visit.brainstorm.areas and not typed.area:
        lacks["area"] = str(_("Choose an area."))
    if asked.place_asked is Asking.REQUIRED and not plain(typed.place):
        lacks["place"] = str(_("Tell where the idea belongs."))
    return lacks
