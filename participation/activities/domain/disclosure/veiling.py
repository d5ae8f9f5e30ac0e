"""Take out of figures what is not told. What is hidden is `None`, or named under `hidden`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from participation.activities.domain.disclosure.periods import Period
from participation.activities.domain.disclosure.sheets import (
    CLASSES,
    PLACED,
    SCORES,
    SECOND,
    WHOLE,
    Column,
    class_name,
)

FEW = "few_answers"
PROTECTED = "protected"
# What is left of hidden figures: it tells of the question and of all who answered, not of answers.
KEPT = ("format", "shape", "respondents", "history", "apart", "mark", "unit", "first", "second")
NAMED = ("code", "label", "right")
# Told in public nowhere: the ends are somebody's own answers, and who wrote words or many digits
# is counted beside the cells.
NEVER = ("min", "max", "others", "rounded", "by")
SUMMARIES = ("mean", "median")


@dataclass(frozen=True, slots=True)
class Veil:
    """What is told of one column, part by part. `is_fine` says that means tell no single value."""

    parts: Mapping[str, Period]
    column: Column
    minimum: int
    answered: tuple[tuple[str, ...], ...] = ()
    is_fine: bool = True

    @property
    def why(self) -> dict[str, Any]:
        """Say why a number is hidden: not whether it is small itself, which would tell of it."""
        return {"reason": PROTECTED}

    def shows(self, part: str) -> bool:
        """Tell whether it is told how many people answered a part."""
        return part in self.parts and self.column in self.parts[part].columns

    def tells(self, part: str, cell: str) -> bool:
        """Tell whether a cell of a part is told."""
        return (self.column, cell) in self.parts[part].cells

    def scores(self, part: str, name: str) -> bool:
        """Tell whether a mean or the like of a part is told."""
        return (self.column, name) in self.parts[part].scores

    def figures(self, whole: Mapping[str, Any]) -> dict[str, Any]:
        """Return the figures of the column as everybody may see them."""
        if not self.shows(""):
            return {k: whole[k] for k in KEPT if k in whole} | {"hidden": self._why_all()}
        veiled = BY_SHAPE.get(whole["shape"])
        if veiled is None:  # a shape nobody taught us: its number of answers, and nothing else
            return {k: whole[k] for k in KEPT if k in whole}
        return veiled(self, {k: v for k, v in whole.items() if k not in NEVER})

    def _why_all(self) -> dict[str, Any]:
        """Say why all of a column is hidden: for itself, or for what it would tell of others."""
        period, answered = self.parts[""], self.answered
        few = any(period.of(self.column, rows) < self.minimum for rows in answered)
        return {"reason": FEW if few else PROTECTED, "threshold": self.minimum}

    def cell(self, part: str, cell: str, count: int) -> int | None:
        """Return a count, or nothing when it is hidden."""
        return count if self.tells(part, cell) else None


def _choice(veil: Veil, found: dict[str, Any]) -> dict[str, Any]:
    found["options"] = [_option(veil, option) for option in found["options"]]
    if "mean" in found and not veil.scores("", "mean"):
        del found["mean"]
    if "nps" in found:
        found["nps"] = _nps(veil, found["nps"])
    return found


def _option(veil: Veil, option: Mapping[str, Any]) -> dict[str, Any]:
    if veil.tells("", option["code"]):
        return dict(option)
    return {**option, "count": None, "hidden": veil.why}


def _nps(veil: Veil, nps: Mapping[str, Any]) -> dict[str, Any]:
    if not nps:
        return {}
    found = {name: veil.cell("", name, nps[name]) for name in SCORES}
    if None in found.values():
        return {**found, "hidden": veil.why}
    return {**found, "score": nps["score"]}


def _hidden_row(veil: Veil, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in NAMED if name in row} | {"hidden": veil.why}


def _points(veil: Veil, found: dict[str, Any]) -> dict[str, Any]:
    found["rows"] = [
        dict(row) if veil.tells("", row["code"]) else _hidden_row(veil, row)
        for row in found["rows"]
    ]
    return found


def _matrix(veil: Veil, found: dict[str, Any]) -> dict[str, Any]:
    found["rows"] = [_scaled(veil, row["code"], row, found["options"]) for row in found["rows"]]
    return found


def _scaled(
    veil: Veil, part: str, row: Mapping[str, Any], options: list[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return a row of a scale with what is told of it; every step is named, also the hidden."""
    if not veil.shows(part):
        return _hidden_row(veil, row)
    kept = {k: v for k, v in row.items() if k not in ("mean", "net")}
    codes = dict.fromkeys([option["code"] for option in options]) | row["counts"]
    kept["counts"] = {code: veil.cell(part, code, row["counts"].get(code, 0)) for code in codes}
    scores = {n: row[n] for n in ("mean", "net") if n in row and veil.scores(part, n)}
    return kept | scores


def _double(veil: Veil, found: dict[str, Any]) -> dict[str, Any]:
    rows = []
    for row in found["rows"]:
        code = row["code"]
        if veil.shows(code) and veil.shows(f"{code}{SECOND}"):
            second = _scaled(veil, f"{code}{SECOND}", row["second"], found["scale"])
            rows.append({**_scaled(veil, code, row, found["options"]), "second": second})
        else:
            rows.append(_hidden_row(veil, row))
    found["rows"] = rows
    return found


def _ranking(veil: Veil, found: dict[str, Any]) -> dict[str, Any]:
    places = [*map(str, range(1, found["places"] + 1)), "unranked"]
    found["rows"] = [_ranked(veil, row, places) for row in found["rows"]]
    return found


def _ranked(veil: Veil, row: Mapping[str, Any], places: list[str]) -> dict[str, Any]:
    counts = {
        place: veil.cell("", f"{row['code']}{PLACED}{place}", row["counts"].get(place, 0))
        for place in places
    }
    if None not in counts.values():
        return {**row, "counts": counts}
    left_out = ("ranked", "first", "mean_rank", "borda")
    kept = {k: v for k, v in row.items() if k not in left_out}
    return {**kept, "counts": counts, "first": counts["1"]}


def _allocation(veil: Veil, found: dict[str, Any]) -> dict[str, Any]:
    """Hide the options of few people; then also the sum and the shares, which would tell them."""
    shown = [veil.shows(row["code"]) and veil.is_fine for row in found["rows"]]
    if not all(shown):
        del found["total"]
    found["rows"] = [
        {k: v for k, v in row.items() if k != "share" or all(shown)}
        if is_shown
        else _hidden_row(veil, row)
        for row, is_shown in zip(found["rows"], shown, strict=True)
    ]
    return found


def _classes(veil: Veil, found: dict[str, Any]) -> dict[str, Any]:
    """Tell classes of everybody only; means where they do not tell how many gave one value."""
    told = veil.column == WHOLE and veil.shows(CLASSES)
    found["classes"] = [_class(veil, each) for each in found["classes"]] if told else []
    if not veil.is_fine:
        found = {k: v for k, v in found.items() if k not in SUMMARIES}
    return found


def _class(veil: Veil, each: Mapping[str, Any]) -> dict[str, Any]:
    if veil.tells(CLASSES, class_name(each)):
        return dict(each)
    return {**each, "count": None, "hidden": veil.why}


BY_SHAPE: Mapping[str, Callable[[Veil, dict[str, Any]], dict[str, Any]]] = {
    "single": _choice,
    "multiple": _choice,
    "themes": _choice,
    "point": _points,
    "matrix": _matrix,
    "double": _double,
    "ranking": _ranking,
    "allocation": _allocation,
    "number": _classes,
    "date": _classes,
}


def hidden_cells(figures: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is hidden in public figures, as (row, cell); empty names mean all of it."""
    if "hidden" in figures:
        yield "", ""
        return
    for each in figures.get("classes", ()):
        if "hidden" in each:
            yield class_name(each), ""
    for row in figures.get("rows", ()):
        yield from _hidden_in(row)
    for option in figures.get("options", ()):
        if "hidden" in option:
            yield "", option["code"]


def _hidden_in(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "hidden" in row:
        yield row["code"], ""
    for found in (row, row.get("second", {})):
        for code, count in found.get("counts", {}).items():
            if count is None:
                yield row["code"], code
