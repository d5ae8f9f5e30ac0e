"""Answers of invented residents to the first survey, in the form in which answers are kept."""

from random import Random
from typing import Any

from participation.demo.asked import first
from participation.demo.asked.building import AGREEMENT
from participation.demo.asked.remarks import remark, themes
from participation.demo.asked.residents import Resident, drawn, happens, several, step
from surveys.domain.questions.base import OTHER, Missing

REFUSED, UNKNOWN, NONE = (
    Missing.PREFER_NOT.value,
    Missing.DONT_KNOW.value,
    Missing.NO_ANSWER.value,
)
# How much better (or worse) each service is thought of than life in town as a whole.
REPUTE = {
    "library": 1.2,
    "school": 0.6,
    "shore": 0.7,
    "sport": 0.1,
    "roads": -0.7,
    "transport": -0.6,
}
SKIPPED = 0.015
WAYS = {"walk": 22, "bike": 20, "bus": 14, "car": 42, "boat": 1, OTHER: 1}
OTHER_WAYS = {
    "fi": ("Potkulaudalla", "Rollaattorilla", "Taksilla"),
    "sv": ("Med elsparkcykel", "Med rollator", "Med taxi"),
    "en": ("By scooter", "By taxi", "In a wheelchair"),
}
OTHER_GOALS = {
    "fi": ("Uimahallin remontti", "Koirapuisto", "Talouden tasapaino", "Turvallisuus"),
    "sv": ("Simhallens renovering", "En hundpark", "Stadens ekonomi", "Trygghet"),
    "en": ("The swimming hall", "A dog park", "Safety"),
}
OPINIONS = {"heard": 0.0, "language": 0.7, "open_shore": 0.9, "growth": 0.0, "saving": 0.1}


def first_answers(chance: Random, who: Resident) -> dict[str, Any]:
    """Answer the first survey."""
    return {
        "grade": _grade(chance, who),
        "services": {row: _service(chance, who, row) for row in first.SERVICES},
        **_way(chance, who),
        "distance": _distance(chance, who),
        **_focus(chance, who),
        "opinions": {row: _opinion(chance, who, row) for row in first.OPINIONS},
        "best": in_words(chance, who, "best", 0.34),
        "change": in_words(chance, who, "change", 0.4),
        **about_oneself(chance, who),
        "years": _years(chance, who),
    }


def _grade(chance: Random, who: Resident) -> str:
    return UNKNOWN if happens(chance, 0.01) else step(chance, tuple(first.GRADES), who.mood + 0.8)


def _service(chance: Random, who: Resident, row: str) -> str:
    unused = 0.3 if row == "school" and who.is_old else 0.05
    if happens(chance, unused):
        return UNKNOWN
    if happens(chance, SKIPPED):
        return NONE
    leaning = 0.7 * who.mood + REPUTE[row]
    if row == "transport":
        leaning += {"islands": -1.2, "inland": -0.9, "centre": 0.4}.get(who.area, 0)
    if row == "roads" and who.is_old:
        leaning -= 0.5
    if row == "sport" and who.is_young:
        leaning -= 0.6
    return step(chance, tuple(first.SATISFACTION), leaning)


def _way(chance: Random, who: Resident) -> dict[str, str]:
    if happens(chance, SKIPPED):
        return {"way": NONE}
    weights = dict(WAYS)
    if who.area == "islands":
        weights |= {"boat": 38, "walk": 6, "bus": 4}
    if who.area == "inland":
        weights |= {"car": 90, "bus": 10}
    if who.age == "under18":
        weights |= {"car": 4, "bus": 30, "bike": 40}
    way = drawn(chance, weights)
    words = {"way~other": chance.choice(OTHER_WAYS[who.language])} if way == OTHER else {}
    return {"way": way, **words}


def _distance(chance: Random, who: Resident) -> int | str:
    if happens(chance, 0.07):
        return chance.choice((UNKNOWN, NONE))
    usual = {"centre": 6, "west": 11, "inland": 34, "islands": 26}.get(who.area, 40)
    return min(300, max(0, round(usual * chance.lognormvariate(0, 0.7))))


def _focus(chance: Random, who: Resident) -> dict[str, Any]:
    if happens(chance, 0.01):
        return {"focus": ["none"]}
    weights = {
        "transport": {"islands": 60, "inland": 44}.get(who.area, 18),
        "schools": 34 if who.age == "30to44" else 14,
        "shore": 34,
        "homes": 40 if who.is_young else 16,
        "work": 26 if who.age in ("18to29", "30to44", "45to64") else 12,
        "events": 36 if who.is_young else 8,
        "elderly": 46 if who.is_old else 12,
        "climate": 24 if who.is_young else 9,
        OTHER: 2,
    }
    chosen = several(chance, weights, chance.choice((1, 2, 3, 3, 3)))
    words = {"focus~other": chance.choice(OTHER_GOALS[who.language])} if OTHER in chosen else {}
    return {"focus": chosen, **words}


def _opinion(chance: Random, who: Resident, row: str) -> str:
    if happens(chance, 0.05):
        return UNKNOWN
    leaning = OPINIONS[row]
    if row == "heard":
        leaning += who.trust
    if row == "language":
        leaning += {"fi": 0.9, "sv": -0.9, "en": -1.1}[who.language]
    if row == "growth":
        leaning += 0.9 if who.is_young else -0.4
    if row == "open_shore" and who.area in ("centre", "west"):
        leaning += 0.4
    if row == "saving":
        leaning += chance.gauss(0, 1)
    return step(chance, tuple(AGREEMENT), leaning)


def in_words(chance: Random, who: Resident, question: str, share: float) -> str:
    """Write something, or nothing; themes follow what matters where people live and how old."""
    if not happens(chance, share):
        return NONE
    near = {"islands": "transport", "inland": "transport", "centre": "homes"}.get(who.area)
    likely = dict.fromkeys(themes(question), 1.0)
    if near in likely:
        likely[near] += 2
    if question == "change" and who.is_young:
        likely["events"] += 3
    if question == "change" and who.language == "sv":
        likely["language"] += 2
    return remark(chance, question, drawn(chance, likely), who.language)


def about_oneself(chance: Random, who: Resident) -> dict[str, str]:
    """Answer the background questions."""
    return {
        "age": chance.choice((REFUSED, NONE)) if happens(chance, 0.03) else who.age,
        "area": chance.choice((REFUSED, NONE)) if happens(chance, 0.025) else who.area,
    }


def _years(chance: Random, who: Resident) -> int | str:
    if happens(chance, 0.05):
        return chance.choice((REFUSED, NONE))
    if who.area == "elsewhere":
        return 0
    oldest = {"under18": 16, "18to29": 25, "30to44": 40, "45to64": 60, "65to74": 72}.get(
        who.age, 86
    )
    lived = chance.betavariate(1.1, 1.3) if who.language != "en" else chance.betavariate(1, 6)
    return round(oldest * lived)
