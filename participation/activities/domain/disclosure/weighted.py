"""Weighted shares beside unweighted ones, made from numbers that could all be told.

Whoever weighs with known weights adds numbers up that nobody was told. So people are put into a few
classes of like weight, and the classes are a split like any other: decided together with all others
and with all earlier releases. A weighted share is a sum over numbers of that split which could be
told, or it is hidden. It tells no more than they do, whatever somebody knows of the weights.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from participation.activities.domain.disclosure.sheets import SECOND
from participation.activities.domain.disclosure.telling import groups_of
from participation.activities.domain.findings import Finding

WEIGHTS = "@weights"
Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Group:
    """One class: what everybody in it weighs, and its figures as they could be told."""

    weight: float
    answered: int
    figures: Figures


def weighted(whole: Finding, split: Finding, weights: Mapping[str, float], digits: int = 2) -> Any:
    """Return a finding of everybody with weighted shares; as it is where none can be told.

    `split` is what could be told of the classes, `weights` what each of them weighs. Shares are
    rounded to `digits` places: 2 are whole per cent, as exact as they are.
    """
    groups = [
        _Group(weights[group["code"]], group["answered"], group["figures"])
        for group in groups_of(split)
    ]
    if "hidden" in whole.figures or any("hidden" in group.figures for group in groups):
        return whole
    bases = [(group.weight, group.answered) for group in groups]
    effective, found = n_effective(bases), _shares(whole.figures, groups, digits)
    if not effective or not found:
        return whole
    cost = {"n_effective": effective, "design_effect": round(whole.answered / effective, 2)}
    return replace(whole, figures={**whole.figures, "weighted": {**cost, **found}})


def n_effective(bases: Iterable[tuple[float, int]]) -> int:
    """Return of how many equal answers people with these weights are worth (Kish), whole."""
    pairs = list(bases)
    total, square = (sum(weight**power * n for weight, n in pairs) for power in (1, 2))
    return int(total**2 / square + 0.5) if square else 0


def _shares(figures: Figures, groups: Sequence[_Group], digits: int) -> dict[str, Any]:
    """Return shares by option, or by row and step; nothing of other shapes."""
    if figures["shape"] in ("single", "multiple"):
        counts = [_counts(group.figures) for group in groups]
        bases = [(group.weight, group.answered) for group in groups]
        return {"options": _of(counts, bases, digits)} if groups else {}
    if figures["shape"] in ("matrix", "double"):
        return {"rows": dict(_rows(figures, groups, digits))}
    return {}


def _counts(figures: Figures) -> dict[str, int | None]:
    return {option["code"]: option["count"] for option in figures["options"]}


def _rows(figures: Figures, groups: Sequence[_Group], digits: int) -> Iterator[tuple[str, Any]]:
    marks = ("", SECOND) if figures["shape"] == "double" else ("",)
    for (place, row), mark in product(enumerate(figures["rows"]), marks):
        rows = [_scale(group.figures["rows"][place], mark) for group in groups]
        if any("hidden" in each for each in (_scale(row, mark), *rows)):
            continue
        codes = [option["code"] for option in figures["scale" if mark else "options"]]
        counts = [{code: each["counts"].get(code, 0) for code in codes} for each in rows]
        bases = [(g.weight, each["answered"]) for g, each in zip(groups, rows, strict=True)]
        yield f"{row['code']}{mark}", _of(counts, bases, digits)


def _scale(row: Figures, mark: str) -> Figures:
    """Return a row, or its second scale."""
    found: Figures = row.get("second", {"hidden": {}}) if mark else row
    return found


def _of(
    counts: Sequence[Mapping[str, int | None]], bases: Sequence[tuple[float, int]], digits: int
) -> dict[str, float | None]:
    """Return the weighted share of each cell; nothing of one that a class hides."""
    total = sum(weight * people for weight, people in bases)
    found: dict[str, float | None] = {}
    for code in counts[0] if counts and total else ():
        every = [each[code] for each in counts]
        known = [(w, n) for (w, _p), n in zip(bases, every, strict=True) if n is not None]
        is_told = len(known) == len(every)
        found[code] = round(sum(w * n for w, n in known) / total, digits) if is_told else None
    return found
