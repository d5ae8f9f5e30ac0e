"""The numbers of people in a finding, part by part, whatever its shape.

A part is what a set of people is divided by: the options of a question, the steps of one row of a
matrix. Each is counted for everybody (`WHOLE`) and for every group of a split (variable, code).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Column = tuple[str, str]
Numbers = dict[str, int]
Figures = Mapping[str, Any]

WHOLE: Column = ("", "")
SILENT = "~"  # those who did not answer, or were not asked
OTHERS = "!"  # before an option of several: those who did not choose it
PLACED = "\x1f"  # between an option and its place
SECOND = "~second"
CLASSES = "classes"
EVERYBODY = "~answered"
# F. Reichheld, "The one number you need to grow", Harvard Business Review, December 2003.
SCORES = {"detractors": range(7), "passives": range(7, 9), "promoters": range(9, 11)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How the numbers of a part hang together.

    `rows` are numbers of people, told or not; `cells` what may be told of them, by name; `halves`
    what is as telling as a cell though nobody tells it (those who did not choose an option).
    `bases` are sums that are those of the whole column, `sums` others that follow from what is
    told of it; `answered` are sums of those who answered. `scores` are means and the like, as
    weights of rows.
    """

    rows: tuple[str, ...]
    cells: Mapping[str, tuple[str, ...]]
    halves: tuple[str, ...] = ()
    bases: tuple[tuple[str, ...], ...] = ()
    sums: tuple[tuple[str, ...], ...] = ()
    answered: tuple[tuple[str, ...], ...] = ()
    silent: tuple[str, ...] = ()
    scores: Mapping[str, Mapping[str, int]] | None = None


def divided(rows: Sequence[str], scores: Mapping[str, Mapping[str, int]] | None = None) -> Part:
    """Return a part in which everybody who answered is in one row."""
    return Part(
        rows=(*rows, SILENT),
        cells={row: (row,) for row in rows},
        bases=((*rows, SILENT),),
        answered=(tuple(rows),),
        silent=(SILENT,),
        scores=scores,
    )


def chosen(rows: Sequence[str]) -> Part:
    """Return a part in which one may be in several rows.

    How many options were chosen in all may be told by the rules of a question ("choose three").
    """
    others = tuple(f"{OTHERS}{row}" for row in rows)
    pairs = tuple((row, f"{OTHERS}{row}") for row in rows)
    return Part(
        rows=(*rows, *others, SILENT),
        cells={row: (row,) for row in rows},
        halves=others,
        bases=tuple((*pair, SILENT) for pair in pairs),
        sums=(tuple(rows),),
        answered=pairs[:1],
        silent=(SILENT,),
    )


def ordered(options: Sequence[str], places: Sequence[str]) -> Part:
    """Return a ranking: everybody gives each option a place, and each place at most once."""
    lines = [tuple(f"{option}{PLACED}{place}" for place in places) for option in options]
    silent = tuple(f"{SILENT}{option}" for option in options)
    rows = [row for line in lines for row in line]
    return Part(
        rows=(*rows, *silent),
        cells={row: (row,) for row in rows},
        bases=tuple((*line, quiet) for line, quiet in zip(lines, silent, strict=True)),
        sums=tuple(tuple(line[n] for line in lines) for n in range(len(places))),
        answered=tuple(lines),
        silent=silent,
    )


def parts(figures: Figures) -> dict[str, Part]:
    """Return the parts of a finding by name; the figures are those of the whole."""
    return dict(PARTS.get(figures["shape"], _presence)(figures))


def _codes(figures: Figures, name: str = "options") -> list[str]:
    return [option["code"] for option in figures[name]]


def _presence(figures: Figures) -> Iterator[tuple[str, Part]]:
    yield "", divided([EVERYBODY])


def _single(figures: Figures) -> Iterator[tuple[str, Part]]:
    codes = _codes(figures)
    scores = {"mean": {c: int(c) for c in codes}} if "mean" in figures else {}
    part = divided(codes, scores)
    if "nps" not in figures:
        yield "", part
        return
    groups = {name: tuple(c for c in codes if int(c) in SCORES[name]) for name in SCORES}
    yield "", Part(**{**_fields(part), "cells": {**part.cells, **groups}})


def _fields(part: Part) -> dict[str, Any]:
    return {name: getattr(part, name) for name in Part.__slots__}


def _multiple(figures: Figures) -> Iterator[tuple[str, Part]]:
    yield "", chosen(_codes(figures))


def _point(figures: Figures) -> Iterator[tuple[str, Part]]:
    yield "", chosen(_codes(figures, "rows"))


def _matrix(figures: Figures) -> Iterator[tuple[str, Part]]:
    yield from _presence(figures)
    codes = _codes(figures)
    for row in figures["rows"]:
        scores = {}
        if "mean" in row:
            scores["mean"] = {code: int(code) for code in codes}
        if "net" in row:
            scores["net"] = _sides(codes)
        yield row["code"], divided(_with(codes, row["counts"]), scores)


def _with(codes: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """Return codes, with those that only answers know."""
    return list(dict.fromkeys((*codes, *counts)))


def _sides(codes: Sequence[str]) -> dict[str, int]:
    half = len(codes) // 2
    against, agree = set(codes[:half]), set(codes[-half:])
    return {code: (code in agree) - (code in against) for code in codes}


def _double(figures: Figures) -> Iterator[tuple[str, Part]]:
    yield from _presence(figures)
    steps = (_codes(figures), _codes(figures, "scale"))
    for row in figures["rows"]:
        for mark, codes, found in zip(("", SECOND), steps, (row, row["second"]), strict=True):
            scores = {"mean": {code: n for n, code in enumerate(codes, 1)}}
            named = scores if "mean" in found else {}
            yield f"{row['code']}{mark}", divided(_with(codes, found["counts"]), named)


def _ranking(figures: Figures) -> Iterator[tuple[str, Part]]:
    places = [str(place) for place in range(1, figures["places"] + 1)]
    yield "", ordered(_codes(figures, "rows"), [*places, "unranked"])


def _allocation(figures: Figures) -> Iterator[tuple[str, Part]]:
    yield from _presence(figures)
    for row in figures["rows"]:
        yield row["code"], divided([EVERYBODY])


def _classes(figures: Figures) -> Iterator[tuple[str, Part]]:
    yield from _presence(figures)
    if figures["classes"]:
        yield CLASSES, divided([class_name(each) for each in figures["classes"]])


def class_name(found: Mapping[str, Any]) -> str:
    """Name a class of numbers or months by its ends."""
    return f"{found['from']}..{found['to']}"


PARTS = {
    "single": _single,
    "multiple": _multiple,
    "themes": _multiple,
    "point": _point,
    "matrix": _matrix,
    "double": _double,
    "ranking": _ranking,
    "allocation": _allocation,
    "number": _classes,
    "date": _classes,
}


def numbers(name: str, part: Part, figures: Figures, answered: int) -> Numbers | None:
    """Return the numbers of a part in one column; None if it does not count them there."""
    everybody = figures["respondents"]
    shape = figures["shape"]
    if name == CLASSES:
        counts = {class_name(each): each["count"] for each in figures["classes"]}
        return _all(part, counts, everybody) if set(counts) <= set(part.rows) else None
    if shape in ("multiple", "point", "themes"):
        counts = _counts(figures)
        rest = {f"{OTHERS}{row}": answered - counts.get(row, 0) for row in part.cells}
        return _all(part, counts | rest | {SILENT: everybody - answered}, None)
    if shape == "ranking":
        return _all(part, dict(_placed(figures, everybody)), None)
    if EVERYBODY in part.rows:
        row = _row(figures, name) if name else {"answered": answered}
        return _all(part, {EVERYBODY: row["answered"]}, everybody)
    counts = _row(figures, name)["counts"] if name else _counts(figures)
    return _all(part, counts, everybody)


def _all(part: Part, counts: Mapping[str, int], everybody: int | None) -> Numbers:
    found = {row: counts.get(row, 0) for row in part.rows}
    if everybody is not None:
        found[SILENT] = everybody - sum(found[row] for row in part.answered[0])
    return found


def _counts(figures: Figures) -> dict[str, int]:
    if figures["shape"] == "point":
        return {row["code"]: row["answered"] for row in figures["rows"]}
    return {option["code"]: option["count"] for option in figures["options"]}


def _row(figures: Figures, name: str) -> Mapping[str, Any]:
    code, mark, _rest = name.partition(SECOND)
    nobody: dict[str, Any] = {"answered": 0, "counts": {}}
    row = next((row for row in figures["rows"] if row["code"] == code), nobody)
    found: Mapping[str, Any] = row.get("second", nobody) if mark else row
    return found


def _placed(figures: Figures, everybody: int) -> Iterator[tuple[str, int]]:
    for row in figures["rows"]:
        for place, count in row["counts"].items():
            yield f"{row['code']}{PLACED}{place}", count
        yield f"{SILENT}{row['code']}", everybody - row["answered"]
