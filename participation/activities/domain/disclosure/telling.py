"""Write a decided finding, and each split of it, as everybody may see it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from participation.activities.domain.disclosure.periods import Period
from participation.activities.domain.disclosure.reasons import merged
from participation.activities.domain.disclosure.sheets import WHOLE, parts
from participation.activities.domain.disclosure.veiling import PROTECTED, Veil
from participation.activities.domain.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A finding with what was decided of it. `are_reasons_told`: why people did not answer."""

    finding: Finding
    periods: Mapping[str, Period]
    minimum: int
    are_reasons_told: bool

    def findings(self, splits: Sequence[Finding]) -> Iterator[Finding]:
        """Yield the finding, and those splits that have a group to tell of."""
        whole = self._whole()
        yield whole
        for split in splits:
            by = self._by(split)
            if by:
                yield replace(whole, by=split.by, figures={**whole.figures, "by": by})

    def _whole(self) -> Finding:
        finding, answered = self.finding, parts(self.finding.figures)[""].answered
        veil = Veil(self.periods, WHOLE, self.minimum, answered, is_fine=self._is_fine())
        everybody = finding.figures["respondents"]
        figures = _public(veil.figures(finding.figures))
        if "hidden" in figures:
            hidden = {"hidden": everybody}
            return replace(finding, asked=everybody, answered=0, missing=hidden, figures=figures)
        if self.are_reasons_told:
            return replace(finding, figures=figures)
        found = merged({"answered": finding.answered}, everybody)
        return replace(finding, **found, figures=_merged_rows(figures, everybody))

    def _by(self, split: Finding) -> dict[str, Any] | None:
        """Return the groups that are told; nothing when none holds enough answers."""
        by = split.figures["by"]
        is_fine = self._is_fine() and not self.finding.figures.get("_narrow")
        groups = [
            _group(
                Veil(self.periods, (split.by, group["code"]), self.minimum, is_fine=is_fine), group
            )
            for group in groups_of(split)
        ]
        if not any(group["answered"] for group in groups):
            return None
        found = {name: by[name] for name in ("variable", "label", "part") if name in by}
        return {**found, "groups": groups}

    def _is_fine(self) -> bool:
        """Tell whether means give no single number of people away."""
        finding = self.finding
        if finding.figures["shape"] == "allocation" and finding.answered:
            return bool(finding.figures["total"] / finding.answered >= self.minimum)
        return bool(finding.figures.get("_fine", True))


def groups_of(split: Finding) -> list[Mapping[str, Any]]:
    """Return the groups of a split; those who did not say are never a group in public."""
    return [each for each in split.figures["by"]["groups"] if not each["code"].startswith("~")]


def _group(veil: Veil, group: Mapping[str, Any]) -> dict[str, Any]:
    whole, named = group["figures"], {k: group[k] for k in ("code", "label") if k in group}
    if not veil.shows(""):
        why = {"hidden": {"reason": PROTECTED}}
        figures = {"format": whole["format"], "shape": whole["shape"]} | why
        return {**named, "asked": 0, "answered": 0, "missing": {}, "figures": figures}
    everybody = whole["respondents"]
    found = merged(group, everybody)
    figures = _merged_rows(_public(veil.figures(whole)), everybody)
    return {**named, "answered": group["answered"], **found, "figures": figures}


def _public(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in figures.items() if not name.startswith("_")}


def _merged_rows(figures: dict[str, Any], everybody: int) -> dict[str, Any]:
    if "rows" in figures:
        figures["rows"] = [_merged_row(row, everybody) for row in figures["rows"]]
    return figures


def _merged_row(row: Mapping[str, Any], everybody: int) -> dict[str, Any]:
    if "hidden" in row or "missing" not in row:
        return dict(row)
    found = {**row, **merged(row, everybody)}
    if "second" in row:
        found["second"] = {**row["second"], **merged(row["second"], everybody)}
    return found
