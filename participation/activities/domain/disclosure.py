"""What of a result nobody may see in public. The only place that decides; `docs/disclosure.md`.

Staff see findings as they are. A finding becomes public through `disclosed`, which knows the
figures of any kind of activity by these names: `rows` (each with its own `answered`, perhaps with
a `second` of the same), `min` and `max`, and `classes` of numbers. Everything it takes away it
names under `hidden`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from participation.activities.domain.findings import Finding

THRESHOLD = 5
FEW = "few_answers"
# What is left of hidden figures: it tells of the question and of all who answered, not of answers.
KEPT = ("format", "shape", "respondents", "history", "apart", "mark")


def disclosed(finding: Finding, threshold: int = THRESHOLD) -> Finding:
    """Return the finding as everybody may see it.

    With fewer answers than the threshold nothing but the number of those asked is left. A row with
    fewer answers is hidden alone. The ends of a list of numbers are somebody's own answers and
    are dropped, and neighbouring classes join until none holds one to four people.
    """
    if finding.answered < threshold:
        return _hidden(finding, threshold)
    figures = {k: v for k, v in finding.figures.items() if k not in ("min", "max")}
    if "rows" in figures:
        figures["rows"] = [_row(row, threshold) for row in figures["rows"]]
    if "classes" in figures:
        figures["classes"] = joined(figures["classes"], threshold)
    return replace(finding, figures=figures)


def _hidden(finding: Finding, threshold: int) -> Finding:
    kept = {k: finding.figures[k] for k in KEPT if k in finding.figures}
    why = {"reason": FEW, "threshold": threshold}
    return replace(
        finding, answered=0, missing={"hidden": finding.asked}, figures=kept | {"hidden": why}
    )


def _row(row: Mapping[str, Any], threshold: int) -> dict[str, Any]:
    second = row.get("second", row)  # the same row on the other scale of a matrix that has two
    if min(row["answered"], second["answered"]) >= threshold:
        return dict(row)
    why = {"reason": FEW, "threshold": threshold}
    named = {name: row[name] for name in ("code", "label", "right") if name in row}
    return named | {"hidden": why}


def joined(classes: Iterable[Mapping[str, Any]], threshold: int) -> list[dict[str, Any]]:
    """Join neighbouring classes of numbers until each holds nobody or enough people."""
    found: list[dict[str, Any]] = []
    is_open = False
    for each in classes:
        if is_open:
            found[-1] |= {"to": each["to"], "count": found[-1]["count"] + each["count"]}
        else:
            found.append(dict(each))
        is_open = 0 < found[-1]["count"] < threshold
    while is_open and len(found) > 1:
        last = found.pop()
        found[-1] |= {"to": last["to"], "count": found[-1]["count"] + last["count"]}
        is_open = found[-1]["count"] < threshold
    return found
