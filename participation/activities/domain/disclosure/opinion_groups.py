"""What may be told of groups of people who think alike about ideas.

All groups hold at least the minimum, or none is told: the size of one left out would follow from
the others. The same goes for those in no group. Of an idea a group is told when at least the
minimum of it weighed the idea; and those of everybody who are in no told group are nobody or at
least the minimum too, else the smallest group is left out there as well. The map tells sizes in
four steps, never numbers, so that those who are not drawn cannot be counted. Groups are found
anew as a whole, and two versions side by side would tell who moved: what the first release with
groups told stays in every later one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from participation.activities.domain.findings import Finding

SHAPE = "idea_groups"
STEPS = 4
SMALL = "small"
Row = Mapping[str, Any]


def told(finding: Finding, earlier: Finding | None, minimum: int) -> Finding:
    """Return groups as everybody may see them, as they were told first if they were."""
    if earlier is not None and earlier.figures.get("options"):
        return earlier
    figures = finding.figures
    if "lack" in figures:
        return finding
    inside = sum(group["count"] for group in figures["options"])
    sizes = [group["count"] for group in figures["options"]]
    rest = figures["respondents"] - inside
    if len(sizes) < 2 or min(sizes) < minimum or 0 < rest < minimum:  # noqa: PLR2004
        return replace(finding, answered=0, asked=0, missing={}, figures=_nothing(figures, minimum))
    rows = [found for row in figures["rows"] if (found := _row(row, minimum)) is not None]
    return replace(finding, figures=_kept(figures, rows, minimum))


def _nothing(figures: Row, minimum: int) -> dict[str, Any]:
    kept = {name: figures[name] for name in ("format", "shape", "respondents")}
    return {**kept, "lack": SMALL, "needed": minimum, "options": [], "rows": [], "lists": {}}


def _row(row: Row, minimum: int) -> dict[str, Any] | None:
    """Return what everybody thinks of an idea, and those groups of which it may be told."""
    if row["answered"] < minimum:
        return None
    shown = {name: said for name, said in row["groups"].items() if _seen(said) >= minimum}
    while shown and 0 < row["answered"] - sum(map(_seen, shown.values())) < minimum:
        del shown[min(shown, key=lambda name: (_seen(shown[name]), name))]
    if sum(map(_seen, shown.values())) > row["answered"]:
        shown = {}  # people have taken back what they said since
    kept = {name: row[name] for name in ("code", "answered", "counts")}
    return {**kept, "groups": shown}


def _seen(said: Mapping[str, int]) -> int:
    return sum(said.values())


def _kept(figures: Row, rows: list[dict[str, Any]], minimum: int) -> dict[str, Any]:
    by_code = {row["code"]: row["groups"] for row in rows}
    return {
        **figures,
        "rows": rows,
        "lists": {
            name: [code for code in codes if code in by_code]
            for name, codes in figures["lists"].items()
        },
        "options": _groups(figures["options"], by_code),
        "map": _map(figures["map"], minimum),
    }


def _groups(groups: Sequence[Row], told_of: Mapping[str, Row]) -> list[dict[str, Any]]:
    """Return groups, called and marked by ideas of which it may be told what they think.

    Where that leaves a group without its name, the next idea that marks it and no other is one.
    """
    found = [_group(group, told_of) for group in groups]
    taken = {group["name"]["code"] for group in found if group["name"]}
    for group in found:
        free = (mark for mark in group["marks"] if mark["code"] not in taken)
        group["name"] = group["name"] or next(free, None)
        taken |= {group["name"]["code"]} if group["name"] else set()
    return found


def _group(group: Row, told_of: Mapping[str, Row]) -> dict[str, Any]:
    def is_told(mark: Row | None) -> bool:
        return mark is not None and group["code"] in told_of.get(mark["code"], {})

    name, marks = group["name"], group["marks"]
    return {
        "code": group["code"],
        "count": group["count"],
        "name": _wordless(name) if is_told(name) else None,
        "marks": [_wordless(mark) for mark in marks if is_told(mark)],
    }


def _wordless(mark: Row) -> dict[str, Any]:
    return {"code": mark["code"], "agrees": mark["agrees"]}


def _map(drawn: Row, minimum: int) -> dict[str, Any]:
    fields = [one for one in drawn["fields"] if one["people"] >= minimum]
    most = max((one["people"] for one in fields), default=1)
    return {
        **drawn,
        "fields": [
            {
                **{name: one[name] for name in ("across", "up", "group")},
                "size": -(-STEPS * one["people"] // most),
            }
            for one in fields
        ],
    }
