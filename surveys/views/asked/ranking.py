"""Options to be put in an order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from participation.platform.i18n.locales import ordinal
from participation.platform.web.languages import current_language, plain, say
from surveys.domain.questionnaire import Question
from surveys.domain.questions.ranking import option_field, places_of, ranks_all
from surveys.views.asked.base import Asked

Facts = Mapping[str, Any]


def place_words(place: int) -> str:
    """Write a place: 1st, 2nd; 1., 2.; 1:a, 2:a."""
    return ordinal(place, current_language())


@dataclass(frozen=True, slots=True)
class Placed:
    """An option and the place it was given."""

    id: str
    code: str
    name: str
    label: str | Markup
    plain: str
    place: str
    problem: str


@dataclass(slots=True)
class AskedRanking(Asked):
    """A ranking."""

    scripts: ClassVar[tuple[str, ...]] = ("ranking.js",)
    sheets: ClassVar[tuple[str, ...]] = ("ranking.css",)

    @property
    def rule(self) -> str:
        """Say how many places there are."""
        places = places_of(self.question)
        if ranks_all(self.question):
            return ngettext(
                "Put the %(num)s option in order.",
                "Put all %(num)s options in order, the most important first.",
                places,
            )
        return ngettext(
            "Choose the %(num)s option that is the most important.",
            "Choose at most %(num)s options and put them in order, the most important first.",
            places,
        )

    @property
    def places(self) -> list[tuple[str, str]]:
        """Every place and its name."""
        return [(str(n), place_words(n)) for n in range(1, places_of(self.question) + 1)]

    def placed(self) -> Iterator[Placed]:
        """Yield the options with their places."""
        for n, option in enumerate(self.question.options):
            name = option_field(self.question, option)
            words, problem = say(option.label), self.problems.get(name, "")
            place, alone = self.value(name), plain(option.label)
            yield Placed(f"{self.id}-{n}", option.code, name, words, alone, place, problem)

    def told(self) -> list[str]:
        """Return the order as words."""
        chosen = sorted(
            (p for p in self.placed() if p.place), key=lambda p: (len(p.place), p.place)
        )
        reasons = [str(choice.label) for choice in self.reasons() if choice.is_chosen]
        return [f"{one.place}. {one.plain}" for one in chosen] + reasons

    def first_id(self, name: str) -> str:
        """Return the id of the place of an option."""
        for n, option in enumerate(self.question.options):
            if name == option_field(self.question, option):
                return f"{self.id}-{n}"
        return Asked.first_id(self, name)


def _label(question: Question, code: str) -> str:
    option = question.option(code)
    return plain(option.label) if option else ""


def _taken(question: Question, facts: Facts) -> str:
    return _(
        "“%(option)s” has the same place. Choose another place for one of them.",
        option=_label(question, facts["other"]),
    )


def _left(question: Question, facts: Facts) -> str:
    return ngettext(
        "Give every option a place: %(num)s has none yet.",
        "Give every option a place: %(num)s have none yet.",
        facts["left"],
    )


SENTENCES: Mapping[str, Callable[[Question, Facts], str]] = {
    "place_taken": _taken,
    "empty_place": lambda _q, facts: _(
        "Place %(place)s is empty. Move the others up, or choose an option for it.",
        place=facts["place"],
    ),
    "not_all_ranked": _left,
    "no_such_place": lambda _q, facts: ngettext(
        "Choose a place from the list: there is %(num)s.",
        "Choose a place from the list: there are %(num)s.",
        facts["places"],
    ),
}
