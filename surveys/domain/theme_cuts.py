"""Themes of the answers that a cut leaves: filtered, by group, weighted.

Figures are as `counting.figures` says of themes, and `counting.splits` of groups. A group is of
those whose answers were read; weighted, the answers of each add up to as many.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from participation.activities.domain.statistics.comparison import choices_compared
from participation.activities.domain.statistics.readiness import Measure, lacking
from surveys.domain.coding import NONE, Given
from surveys.domain.counting.members import Member
from surveys.domain.counting.splits import LEAST

Option = Callable[[str, float], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Read:
    """An answer that was read: its themes, and who gave it as far as the cut says."""

    themes: Given
    member: Member


@dataclass(frozen=True, slots=True)
class Themes:
    """How answers are told: the codes of themes in order, and an option of the figures of each."""

    codes: Sequence[str]
    option: Option
    is_weighted: bool = False

    def figures(self, read: Sequence[Read], respondents: int) -> dict[str, Any]:
        """Return the figures of some answers."""
        found = self._of([(each.themes, 1.0) for each in read], respondents)
        if not self.is_weighted:
            return found
        total = fsum(each.member.weight for each in read)
        scale = len(read) / total if total else 0.0
        weighted = [(each.themes, each.member.weight * scale) for each in read]
        told = self._of(weighted, respondents)
        return told | {"unweighted": found, "n_effective": effective(read)}

    def _of(self, given: Sequence[tuple[Given, float]], respondents: int) -> dict[str, Any]:
        counts = {code: _sum(given, code) for code in self.codes}
        counts[NONE] = _total([weight for themes, weight in given if not themes])
        options = [self.option(code, number) for code, number in counts.items()]
        return {"format": 1, "shape": "themes", "respondents": respondents, "options": options}


def _sum(given: Sequence[tuple[Given, float]], code: str) -> float:
    return _total([weight for themes, weight in given if code in themes])


def _total(weights: Sequence[float]) -> float:
    """Add up; people who count as one stay whole numbers."""
    total = fsum(weights)
    return int(total) if total == int(total) else total


def effective(read: Sequence[Read]) -> float:
    """Return the size of an unweighted sample that would be as exact (Kish 1965)."""
    weights = [each.member.weight for each in read]
    squares = fsum(weight * weight for weight in weights)
    return fsum(weights) ** 2 / squares if squares else 0.0


def split(themes: Themes, read: Sequence[Read], by: Mapping[str, Any]) -> dict[str, Any]:
    """Return the groups of a question with the themes of each in place of its figures."""
    parts = {
        group["code"]: [each for each in read if group["code"] in each.member.groups]
        for group in by["groups"]
    }
    groups = [_group(themes, group, parts[group["code"]]) for group in by["groups"]]
    tests = {} if "overlap" in by else _tests(themes, groups, read)
    return {**by, "groups": groups, "tests": tests}


def _group(themes: Themes, group: Mapping[str, Any], read: Sequence[Read]) -> dict[str, Any]:
    figures = themes.figures(read, group["people"])
    return {**group, "asked": len(read), "answered": len(read), "missing": {}, "figures": figures}


def _tests(
    themes: Themes, groups: Sequence[Mapping[str, Any]], read: Sequence[Read]
) -> dict[str, Any]:
    told = [each for each in groups if "apart" not in each and each["answered"]]
    enough = sum(each["answered"] >= LEAST for each in told)
    refused = lacking(Measure.COMPARISON, groups=enough, smallest=LEAST)
    if refused:
        return refused.to_json()
    chose = {
        each["code"]: {option["code"]: option["count"] for option in each["figures"]["options"]}
        for each in told
    }
    answered = {each["code"]: float(each["answered"]) for each in told}
    design = len(read) / effective(read) if themes.is_weighted and read else 1.0
    return choices_compared([*themes.codes, NONE], chose, answered, design)
