"""Ranking: options put in an order, all of them or the best few.

Setting: `max` (how many places there are; left out, every option gets a place). The answer is the
list of codes from the first place on. Each option has a field of its own, `code.option`, that
holds its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surveys.domain.questionnaire import Option, Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form, Problem, Reading


def option_field(question: Question, option: Option) -> str:
    """Name the form field that holds the place of an option."""
    return f"{question.code}.{option.code}"


def ranks_all(question: Question) -> bool:
    """Tell whether every option must get a place."""
    most = int(question.settings.get("max") or 0)
    return not most or most >= len(question.options)


def places_of(question: Question) -> int:
    """Return how many places there are."""
    options = len(question.options)
    return options if ranks_all(question) else int(question.settings["max"])


@dataclass(frozen=True, slots=True)
class RankingKind:
    """Options in an order."""

    key: str = "ranking"
    has_options: bool = True
    has_rows: bool = False
    gives: str = "ranks"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        places = (option_field(question, option) for option in question.options)
        return *places, fields.missing_field(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read the places, or why there are none."""
        places = _places(question, form)
        beside = fields.beside_value(question, form, has_value=bool(places))
        if beside is not None:
            return beside
        if not places:
            return fields.unanswered(question)
        problems = _problems(question, places)
        if problems:
            return Reading({}, problems)
        return Reading({question.code: sorted(places, key=lambda code: int(places[code]))})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the fields that hold the places."""
        value = answers.get(question.code)
        if not isinstance(value, (list, tuple)):
            return fields.refill_written(question, value, "")
        places = {code: str(place) for place, code in enumerate(value, 1)}
        return {
            option_field(question, option): [places[option.code]]
            for option in question.options
            if option.code in places
        }

    def faults(self, question: Question) -> list[str]:
        """Name what is wrong with the options and the number of places."""
        options, most = len(question.options), int(question.settings.get("max") or 0)
        found = ["no_options"] * (options < 2)  # noqa: PLR2004 -- an order needs two
        return found + ["more_than_options"] * (most > options) + fields.faults_of_codes(question)


def _places(question: Question, form: Form) -> dict[str, str]:
    """Return what was chosen as the place of each option that has one."""
    words = ((o.code, fields.words_in(form, option_field(question, o))) for o in question.options)
    return {code: place for code, place in words if place}


def _problems(question: Question, places: Mapping[str, str]) -> tuple[Problem, ...]:
    known = {str(place) for place in range(1, places_of(question) + 1)}
    first: dict[str, str] = {}
    found = []
    for code, place in places.items():
        name, facts = f"{question.code}.{code}", {"place": place, "other": first.get(place, "")}
        if place not in known:
            found.append(Problem("no_such_place", name, {"places": len(known)}))
        elif place in first:
            found.append(Problem("place_taken", name, facts))
        first.setdefault(place, code)
    return tuple(found) or _gaps(question, set(first))


def _gaps(question: Question, taken: set[str]) -> tuple[Problem, ...]:
    """Say which place is empty above others, or that some option has none though all must."""
    if ranks_all(question) and len(taken) < len(question.options):
        facts = {"left": len(question.options) - len(taken)}
        return (Problem("not_all_ranked", question.code, facts),)
    empty = [place for place in range(1, len(taken) + 1) if str(place) not in taken]
    return (Problem("empty_place", question.code, {"place": empty[0]}),) if empty else ()


RANKING = RankingKind()
