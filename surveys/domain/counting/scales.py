"""Choices that are numbers to those who choose: school grades, "5 = very good"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from surveys.domain.counting.tally import Tally
from surveys.domain.questionnaire import Question
from surveys.domain.questions.recommendation import DETRACTORS, PASSIVES, PROMOTERS

STARTS_WITH_NUMBER = re.compile(r"\s*(\d+)(?!\w)")


def scale_of(question: Question) -> Mapping[str, int] | None:
    """Return the number of each option, if all their labels start with the number of their code.

    A code alone proves nothing (1 may mean "woman"): people must have seen the number.
    """
    scale: dict[str, int] = {}
    for option in question.options:
        labels = option.label.translations.values()
        seen = {found[1] if (found := STARTS_WITH_NUMBER.match(w)) else "" for w in labels}
        if not option.code.isdecimal() or seen != {option.code}:
            return None
        scale[option.code] = int(option.code)
    return scale if len(scale) > 1 and not question.other else None


def mean_of(scale: Mapping[str, int] | None, tally: Tally) -> dict[str, Any]:
    """Return the mean of the answers on the scale, as an entry of the figures."""
    if scale is None or not tally.answered or not tally.options.keys() <= scale.keys():
        return {}
    total = sum(scale[code] * number for code, number in tally.options.items())
    return {"mean": total / tally.answered}


def places_of(codes: Iterable[str]) -> Mapping[str, int]:
    """Return the number of each step by its place, for scales written from least to most."""
    return {code: place for place, code in enumerate(codes, 1)}


def net_of(codes: Sequence[str], tally: Tally) -> dict[str, Any]:
    """Return agreeing minus disagreeing, in percent; the middle of an odd scale is neither."""
    half = len(codes) // 2
    if not tally.answered or not half or not tally.options.keys() <= set(codes):
        return {}
    against = sum(tally.options.get(code, 0) for code in codes[:half])
    agree = sum(tally.options.get(code, 0) for code in codes[-half:])
    return {"net": 100 * (agree - against) / tally.answered}


def nps_of(tally: Tally) -> dict[str, Any]:
    """Return what a recommendation comes to: three groups, and promoters minus detractors.

    `score` is between -100 and 100 (Reichheld 2003, see `questions.recommendation`).
    """
    groups = {"promoters": PROMOTERS, "passives": PASSIVES, "detractors": DETRACTORS}
    found = {name: sum(tally.options.get(c, 0) for c in codes) for name, codes in groups.items()}
    if not tally.answered:
        return {}
    score = 100 * (found["promoters"] - found["detractors"]) / tally.answered
    return {"nps": {**found, "score": score}}
