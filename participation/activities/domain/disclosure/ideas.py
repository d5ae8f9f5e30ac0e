"""What may be told of ideas and of how people weighed them.

Ideas are read by everybody, so how many there are tells of nobody. What people thought of one is
told once at least the minimum weighed it: who weighs which idea is drawn by chance, so that those
few are nobody in particular. Between two releases a row changes by the minimum or not at all.
Words of ideas never stand in a release: it names them, and whoever shows it looks them up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from participation.activities.domain.disclosure import opinion_groups
from participation.activities.domain.findings import Finding

TURNOUT, OPINIONS, RATINGS, THEMES = "turnout", "ideas", "idea_ratings", "idea_themes"
SHAPES = frozenset({TURNOUT, OPINIONS, RATINGS, THEMES, opinion_groups.SHAPE})
WEIGHED = frozenset({OPINIONS, RATINGS})
Row = Mapping[str, Any]


def is_of_ideas(finding: Finding) -> bool:
    """Tell whether a finding is of ideas rather than of what each person answered."""
    return finding.figures["shape"] in SHAPES


def told(finding: Finding, earlier: Finding | None, minimum: int) -> Finding:
    """Return a finding of ideas as everybody may see it, after an earlier release of it."""
    figures = dict(finding.figures)
    if figures["shape"] == opinion_groups.SHAPE:
        return opinion_groups.told(finding, earlier, minimum)
    if figures["shape"] in WEIGHED:
        if finding.answered < minimum:
            return _hidden(finding, minimum)
        before = _rows(earlier)
        found = (_row(row, before.get(row["code"]), minimum) for row in figures["rows"])
        figures["rows"] = [row for row in found if row is not None]
    if figures["shape"] == THEMES:
        figures["options"] = [_theme(option) for option in figures["options"]]
    return replace(finding, figures=figures)


def _hidden(finding: Finding, minimum: int) -> Finding:
    whole = finding.figures
    kept = {name: whole[name] for name in ("format", "shape", "respondents", "order")}
    everybody = whole["respondents"]
    return replace(
        finding,
        asked=everybody,
        answered=0,
        missing={"hidden": everybody},
        figures={**kept, "hidden": {"threshold": minimum}},
    )


def _rows(earlier: Finding | None) -> dict[str, Row]:
    rows: Sequence[Row] = earlier.figures.get("rows", ()) if earlier else ()
    return {row["code"]: row for row in rows}


def _row(row: Row, before: Row | None, minimum: int) -> Row | None:
    """Return a row without words; as it was told before if it differs by few; None if of few."""
    if _fewest(row) < minimum:
        return None
    if before is not None and _is_near(row, before, minimum):
        return _wordless(before)
    return _wordless(row)


def _numbers(row: Row) -> list[int]:
    """Return how many gave each of the ratings that a row tells."""
    second = [row["second"]["answered"]] if "second" in row else []
    return [row["answered"], *second]


def _fewest(row: Row) -> int:
    return min(_numbers(row))


def _is_near(row: Row, before: Row, minimum: int) -> bool:
    pairs = zip(_numbers(row), _numbers(before), strict=False)
    return any(0 < abs(now - then) < minimum for now, then in pairs)


def _wordless(part: Row) -> Row:
    return {name: value for name, value in part.items() if name != "label"}


def _theme(option: Row) -> Row:
    return {**option, "typical": [_wordless(idea) for idea in option["typical"]]}
