"""Two splits whose groups hold almost the same people: what one hides, the other would tell."""

from collections.abc import Mapping
from typing import Any

from participation.activities.domain.disclosure.telling import groups_of
from participation.activities.domain.findings import Finding


def same_people(crossed: Finding, minimum: int) -> bool:
    """Tell whether a group of the question and a group it is split by differ by few people only.

    `crossed` is the question of one split, split by the variable of the other.
    """
    whole = _sizes(crossed.figures)
    return any(
        near((size, group["figures"]["respondents"]), both, minimum)
        for group in groups_of(crossed)
        for code, both in _sizes(group["figures"]).items()
        if (size := whole.get(code, 0))
    )


def near(sizes: tuple[int, int], both: int, minimum: int) -> bool:
    """Tell whether two groups, with so many people in both, differ by few people only."""
    return sizes[0] >= minimum and max(sizes) - both < minimum


def _sizes(figures: Mapping[str, Any]) -> dict[str, int]:
    return {option["code"]: option.get("count", 0) for option in figures.get("options", ())}
