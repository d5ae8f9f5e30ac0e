"""Answers of invented residents to the second survey: they follow what people lean towards."""

from collections.abc import Mapping
from random import Random
from typing import Any

from participation.demo.asked import money, second
from participation.demo.asked.answers import NONE, UNKNOWN, about_oneself, in_words
from participation.demo.asked.residents import Resident, drawn, happens, several, step

# How well each thing is thought to be already.
NOW = {
    "moving": -0.6,
    "bay": 0.3,
    "young": -0.3,
    "ageing": 0.1,
    "work": 0.0,
    "two_languages": 0.4,
}
REASONS = {
    "fi": ("Muut asiat riippuvat siitä.", "Siitä on puhuttu jo vuosia.", "Se koskee kaikkia."),
    "sv": ("Allt annat hänger på det.", "Det har man talat om i åratal.", "Det berör alla."),
    "en": ("The rest depends on it.", "It has been promised for years.", "It touches everybody."),
}
# Where on the map each area lies, in parts of its width and height, and how wide.
PLACES = {
    "centre": (0.5, 0.44, 0.07),
    "west": (0.27, 0.52, 0.06),
    "inland": (0.55, 0.2, 0.1),
    "islands": (0.62, 0.8, 0.09),
}


def second_answers(chance: Random, who: Resident) -> dict[str, Any]:
    """Answer the second survey."""
    leaning = _priorities(who)
    deeds = several(chance, _deeds(who), chance.randint(1, 3))
    return {
        "priorities": {
            row: step(chance, tuple(second.WEIGHT), leaning[row] + 0.3) for row in leaning
        },
        "priorities~second": {
            row: step(chance, tuple(second.NOW), 0.5 * who.mood + NOW[row]) for row in leaning
        },
        **_first_of_all(chance, who, leaning),
        "deeds": deeds,
        **_ferry(chance, deeds),
        "idea": in_words(chance, who, "idea", 0.4),
        "money": _shares(chance, who),
        "place": _place(chance, who),
        "visits": min(60, int(chance.expovariate(1 / 7))),
        "reach": 5 * chance.randint(2, 8) if happens(chance, 0.85) else NONE,
        **about_oneself(chance, who),
    }


def _first_of_all(chance: Random, who: Resident, leaning: Mapping[str, float]) -> dict[str, Any]:
    """Rank the best three, choose one, and some of those who chose say why."""
    weights = {code: 2 ** (2 * value) for code, value in leaning.items()}
    order: list[str] = []
    while len(order) < second.PLACES:
        left = {code: weight for code, weight in weights.items() if code not in order}
        order.append(drawn(chance, left))
    if happens(chance, 0.06):
        return {"order": order, "only_one": UNKNOWN}
    why = chance.choice(REASONS[who.language]) if happens(chance, 0.3) else NONE
    only = order[0] if happens(chance, 0.8) else drawn(chance, weights)
    return {"order": order, "only_one": only, "why": why}


def _ferry(chance: Random, deeds: list[str]) -> dict[str, str]:
    times = {"eight": 20, "ten": 50, "midnight": 30}
    return {"ferry_time": drawn(chance, times)} if "ferry" in deeds else {}


def _shares(chance: Random, who: Resident) -> dict[str, int] | str:
    """Divide the whole sum in steps, never more than one trial may get."""
    if happens(chance, 0.05):
        return UNKNOWN
    weights = {
        "ferry": 40 if who.area == "islands" else 8,
        "beach": 22,
        "benches": 34 if who.is_old else 12,
        "rooms": 14,
        "trainees": 30 if who.is_young else 14,
    }
    given = dict.fromkeys(money.FUNDED, 0)
    for _step in range(money.WHOLE // money.STEP):
        free = {c: w for c, w in weights.items() if given[c] < money.MOST}
        given[drawn(chance, free)] += money.STEP
    return given


def _place(chance: Random, who: Resident) -> dict[str, Any] | str:
    area = who.area if who.area in PLACES and happens(chance, 0.6) else "centre"
    if happens(chance, 0.3):
        return NONE
    across, down, wide = PLACES[area]
    x, y = (round(min(0.99, max(0.01, chance.gauss(at, wide))), 4) for at in (across, down))
    return {"points": [[x, y]]} | ({"area": area} if happens(chance, 0.5) else {})


def _priorities(who: Resident) -> dict[str, float]:
    return {
        "moving": {"islands": 1.2, "inland": 0.9}.get(who.area, 0.0),
        "bay": 0.6,
        "young": 0.9 if who.is_young else 0.2,
        "ageing": 0.9 if who.is_old else 0.0,
        "work": 0.3 if who.age in ("30to44", "45to64") else 0.0,
        "two_languages": 0.6 if who.language == "sv" else -0.5,
    }


def _deeds(who: Resident) -> dict[str, float]:
    return {
        "ferry": 40 if who.area == "islands" else 6,
        "call_bus": 40 if who.area == "inland" else 8,
        "swimming": 22,
        "studios": 34 if who.is_young else 10,
        "benches": 38 if who.is_old else 10,
        "rooms": 16,
        "trainees": 26 if who.is_young else 10,
    }
