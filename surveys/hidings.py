"""What a release hides, and why, in words for those who publish it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.domain.disclosure import hidden_cells
from participation.activities.domain.findings import Finding

Figures = Mapping[str, Any]
SCORES = ("mean", "median", "net", "borda", "share", "total")


@dataclass(slots=True)
class Hidden:
    """How many numbers are hidden: for themselves, and for what they would tell of others."""

    small: int = 0
    linked: int = 0

    def add(self, true: Figures, told: Figures, minimum: int) -> None:
        """Count what is hidden in figures."""
        for row, cell in hidden_cells(told):
            count = _count(true, row, cell)
            if count is not None and 0 < count < minimum:
                self.small += 1
            else:
                self.linked += 1


def hidings(true: Finding, told: Finding | None, minimum: int, words: Any) -> Iterator[str]:
    """Say what of one finding, or of a split of it, the public will not see.

    `words` names groups.
    """
    if told is None:
        yield _("Not shown: no group has enough answers to be told apart.")
    elif true.by:
        yield from _of_groups(true, told, minimum, words)
    elif "hidden" in told.figures:
        yield _(
            "Nothing of this question is told: fewer than %(minimum)s people answered it, or its "
            "numbers would tell what few people answered.",
            minimum=minimum,
        )
    else:
        found = Hidden()
        found.add(true.figures, told.figures, minimum)
        yield from _numbers(found, minimum)
        if _lost_scores(true.figures, told.figures):
            yield _("Means and scores from which hidden numbers could be worked out are left out.")
        if set(true.missing) != set(told.missing) and "hidden" in told.missing:
            yield _("Why people gave no answer is not told apart.")


def _of_groups(true: Finding, told: Finding, minimum: int, words: Any) -> Iterator[str]:
    found, apart = Hidden(), []
    groups = {group["code"]: group for group in true.figures["by"]["groups"]}
    for group in told.figures["by"]["groups"]:
        if "hidden" in group["figures"]:
            apart.append(words(group))
        else:
            found.add(groups[group["code"]]["figures"], group["figures"], minimum)
    if apart:
        yield _(
            "Not told apart: %(groups)s. Their answers are counted with everybody’s.",
            groups=", ".join(apart),
        )
    yield from _numbers(found, minimum)


def _numbers(found: Hidden, minimum: int) -> Iterator[str]:
    if found.small:
        yield ngettext(
            "%(number)s number is hidden, because it is of fewer than %(minimum)s people.",
            "%(number)s numbers are hidden, because they are of fewer than %(minimum)s people.",
            found.small,
            number=found.small,
            minimum=minimum,
        )
    if found.linked:
        yield ngettext(
            "%(number)s more is hidden, because a smaller one could be worked out from it.",
            "%(number)s more are hidden, because smaller ones could be worked out from them.",
            found.linked,
            number=found.linked,
        )


def _lost_scores(true: Figures, told: Figures) -> bool:
    pairs = [(true, told), *zip(true.get("rows", ()), told.get("rows", ()), strict=False)]
    return any(
        name in before and name not in after and "hidden" not in after
        for before, after in pairs
        for name in SCORES
    )


def _count(figures: Figures, row: str, cell: str) -> int | None:
    """Return the number behind a hidden place, if it can be told."""
    if not row:
        counts = {option["code"]: option["count"] for option in figures.get("options", ()) if cell}
        return counts.get(cell)
    for each in figures.get("rows", ()):
        if each["code"] == row:
            found = each.get("counts", {}).get(cell, 0) if cell else each["answered"]
            return int(found)
    return None
