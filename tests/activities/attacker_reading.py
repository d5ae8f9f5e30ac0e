"""How the attacker reads figures: by a way of their own, that shares nothing with disclosure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Figures = Mapping[str, Any]
Counts = Mapping[str, int | None]
NPS = {"detractors": range(7), "passives": (7, 8), "promoters": (9, 10)}


@dataclass
class Table:
    """A set of people divided: counts by row, `answered` of all, scores as weights of rows.

    Of a `many` table one may be in several rows; in a `place` every row is a place in an order.
    """

    name: str
    kind: str
    counts: Counts
    answered: int | None
    scores: list[tuple[Mapping[str, float], float]] = field(default_factory=list)


def tables(figures: Figures, answered: int | None) -> list[Table]:
    """Return the tables of public or true figures; nothing of hidden ones."""
    if "hidden" in figures:
        return []
    shape = figures["shape"]
    found = list(READERS[shape](figures, answered)) if shape in READERS else []
    if shape in ("matrix", "double", "number", "date", "allocation", "open"):
        found.append(Table("~", "one", {"answered": answered}, answered))
    return found


def _single(figures: Figures, answered: int | None) -> Iterator[Table]:
    counts = {option["code"]: option["count"] for option in figures["options"]}
    found = Table("", "one", counts, answered)
    if "mean" in figures:
        found.scores.append(({code: int(code) for code in counts}, figures["mean"]))
    for name, codes in NPS.items():
        people = (figures.get("nps") or {}).get(name)
        if people is not None and answered:
            found.scores.append(({str(code): 1 for code in codes}, people / answered))
    yield found


def _multiple(figures: Figures, answered: int | None) -> Iterator[Table]:
    counts = {option["code"]: option["count"] for option in figures["options"]}
    yield Table("", "many", counts, answered)


def _point(figures: Figures, answered: int | None) -> Iterator[Table]:
    counts = {row["code"]: row.get("answered") for row in figures["rows"]}
    yield Table("", "many", counts, answered)


def _matrix(figures: Figures, answered: int | None) -> Iterator[Table]:
    for row in figures["rows"]:
        yield _steps(row["code"], row, [option["code"] for option in figures["options"]])


def _double(figures: Figures, answered: int | None) -> Iterator[Table]:
    for row in figures["rows"]:
        for mark, steps in (("", "options"), ("~second", "scale")):
            found = row.get("second", {"hidden": 1}) if mark else row
            codes = [option["code"] for option in figures[steps]]
            yield _steps(f"{row['code']}{mark}", found, codes, by_place=True)


def _steps(name: str, row: Figures, codes: list[str], *, by_place: bool = False) -> Table:
    if "hidden" in row:
        return Table(name, "one", dict.fromkeys(codes), None)
    found = Table(name, "one", {c: row["counts"].get(c, 0) for c in codes}, row["answered"])
    if "mean" in row:
        weights = {c: n if by_place else int(c) for n, c in enumerate(codes, 1)}
        found.scores.append((weights, row["mean"]))
    if "net" in row:
        half = len(codes) // 2
        sides = {c: float((c in codes[-half:]) - (c in codes[:half])) for c in codes}
        found.scores.append((sides, row["net"] / 100))
    return found


def _ranking(figures: Figures, answered: int | None) -> Iterator[Table]:
    places = (*map(str, range(1, figures["places"] + 1)), "unranked")
    for row in figures["rows"]:
        counts = {place: row["counts"].get(place, 0) for place in places}
        yield Table(row["code"], "place", counts, row["answered"])


def _classes(figures: Figures, answered: int | None) -> Iterator[Table]:
    counts = {f"{each['from']}..{each['to']}": each["count"] for each in figures["classes"]}
    found = Table("", "one", counts, answered)
    if "mean" in figures and all(each["from"] == each["to"] for each in figures["classes"]):
        values = [each["from"] for each in figures["classes"]]
        found.scores.append((dict(zip(counts, values, strict=True)), figures["mean"]))
    if counts:
        yield found


READERS = {
    "single": _single,
    "multiple": _multiple,
    "point": _point,
    "matrix": _matrix,
    "double": _double,
    "ranking": _ranking,
    "number": _classes,
    "date": _classes,
}


@dataclass
class Column:
    """Everybody or a group, as told or as true. `people` of nothing told is not known."""

    code: str
    tables: list[Table]
    people: int | None


def columns(finding: Any) -> Iterator[Column]:
    """Yield the column of a finding, or those of a split."""
    by = finding.figures.get("by")
    if not by:
        found = tables(finding.figures, finding.answered)
        yield Column("", found, finding.figures["respondents"])
        return
    for group in by["groups"]:
        people = group["figures"].get("respondents")
        yield Column(group["code"], tables(group["figures"], group["answered"]), people)
