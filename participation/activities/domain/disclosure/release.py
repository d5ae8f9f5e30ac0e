"""Decide a whole release together: every finding, every split of it, after all earlier releases."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from participation.activities.domain.disclosure.classes import fitted, is_wide, joined
from participation.activities.domain.disclosure.deciding import TooLittleNew, decide
from participation.activities.domain.disclosure.history import History, Memory, Released, key, told
from participation.activities.domain.disclosure.periods import Period
from participation.activities.domain.disclosure.reasons import are_open, reasons
from participation.activities.domain.disclosure.sheets import (
    CLASSES,
    SILENT,
    WHOLE,
    Column,
    Numbers,
    Part,
    divided,
    numbers,
    parts,
)
from participation.activities.domain.disclosure.telling import Telling, groups_of
from participation.activities.domain.findings import Finding

MOST_LOOPS = 4


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What everybody may see, and what to remember of it for the next release.

    `kept` names findings that stay as an earlier release told them: too little is new in them.
    """

    findings: tuple[Finding, ...]
    memory: Memory
    kept: tuple[str, ...] = ()


def disclosed(
    findings: Sequence[Finding], earlier: Sequence[Released] = (), minimum: int = 5
) -> Disclosed:
    """Return findings and splits as everybody may see them."""
    return _Release(minimum=minimum, history=History(earlier)).decided(findings)


@dataclass(slots=True, kw_only=True)
class _Release:
    minimum: int
    history: History
    groups: dict[str, Period] = field(default_factory=dict)

    def decided(self, findings: Sequence[Finding]) -> Disclosed:
        splits: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.by:
                splits[key(finding)].append(finding)
        wholes = [self._prepared(finding) for finding in findings if not finding.by]
        self._size(wholes, [split for found in splits.values() for split in found])
        shown: list[Finding] = []
        kept: list[str] = []
        memory: dict[str, Any] = {}
        for finding in wholes:
            name = key(finding)
            try:
                periods = self._decided(finding, splits[name])
            except TooLittleNew:
                kept.append(name)
                shown += self.history.findings(name)
                continue
            telling = self._telling(finding, periods)
            memory[name] = _remembered(telling)
            shown += telling.findings(splits[name])
        sizes = {variable: found.to_json() for variable, found in self.groups.items()}
        return Disclosed(tuple(shown), {"findings": memory, "groups": sizes}, tuple(kept))

    def _prepared(self, finding: Finding) -> Finding:
        """Join classes of numbers and months until each holds nobody or enough people."""
        figures = finding.figures
        if "classes" not in figures:
            return finding
        classes = joined(figures["classes"], self.minimum)
        is_fine = all(each in figures["classes"] or is_wide(each) for each in classes)
        narrow = any(each["from"] == each["to"] for each in figures["classes"])
        earlier = self.history.classes(key(finding))
        if earlier:
            classes = fitted(figures["classes"], earlier)
        more = {"classes": classes, "_fine": is_fine, "_narrow": narrow}
        return replace(finding, figures={**figures, **more})

    def _size(self, wholes: Sequence[Finding], splits: Sequence[Finding]) -> None:
        """Decide of which groups it is told how many people they hold, in every table alike."""
        own = {key(finding): finding for finding in wholes}
        for split in {split.by: split for split in splits}.values():
            with suppress(TooLittleNew):  # then it is not told who is in which group
                self._size_one(split, own)

    def _size_one(self, split: Finding, own: Mapping[str, Finding]) -> None:
        """Decide until the sizes of groups and the question itself hide the same."""
        hidden: set[str] = set()
        for _loop in range(MOST_LOOPS):
            period = self._sized(split, hidden)
            found = self._hidden_options(own, split.by, period)
            if found <= hidden:
                self.groups[split.by] = period
                return
            hidden |= found

    def _sized(self, split: Finding, hidden: set[str]) -> Period:
        counts = {group["code"]: group["figures"]["respondents"] for group in groups_of(split)}
        rest = split.figures["respondents"] - sum(counts.values())
        truth = {WHOLE: {**counts, SILENT: rest}}
        earlier = self.history.groups(split.by)
        return decide(divided(list(counts)), earlier, truth, self.minimum, hidden=hidden)

    def _hidden_options(
        self, own: Mapping[str, Finding], variable: str, period: Period
    ) -> set[str]:
        """Return which groups the question itself hides."""
        hidden = _untold(period, period)
        subject, _dot, row = variable.partition(".")
        if subject not in own:
            return hidden
        found = self._decided(own[subject], [], {row: hidden})
        return hidden | _untold(period, found[row]) if row in found else hidden

    def _decided(
        self,
        finding: Finding,
        splits: Sequence[Finding],
        hidden: Mapping[str, set[str]] | None = None,
    ) -> dict[str, Period]:
        """Decide each part of a finding; refuse if less would be told of it than before."""
        sizes = self._sizes(splits)
        hidden = self._hidden_of(key(finding)) if hidden is None else hidden
        found: dict[str, Period] = {}
        for name, part in parts(finding.figures).items():
            truth = dict(_columns(name, part, finding, splits))
            found[name] = decide(
                part,
                self.history.periods(key(finding), name),
                truth,
                self.minimum,
                sizes=[size for size in sizes if size in truth],
                hidden=hidden.get(name, ()),
            )
        if sum(map(told, found.values())) < self.history.told(key(finding)):
            raise TooLittleNew
        return found

    def _sizes(self, splits: Sequence[Finding]) -> list[Column]:
        return [
            (split.by, code)
            for split in splits
            if split.by in self.groups
            for _column, code in self.groups[split.by].cells
        ]

    def _hidden_of(self, name: str) -> dict[str, set[str]]:
        """Return what a question must hide because its groups are hidden elsewhere."""
        found: dict[str, set[str]] = {}
        for variable, period in self.groups.items():
            subject, _dot, row = variable.partition(".")
            if subject == name:
                found[row] = _untold(period, period)
        return found

    def _telling(self, finding: Finding, periods: Mapping[str, Period]) -> Telling:
        earlier = self.history.reasons(key(finding))
        return Telling(
            finding=finding,
            periods=periods,
            minimum=self.minimum,
            are_reasons_told=are_open(reasons(finding), earlier, self.minimum),
        )


def _remembered(telling: Telling) -> dict[str, Any]:
    return {
        "parts": {name: period.to_json() for name, period in telling.periods.items()},
        "reasons": reasons(telling.finding) if telling.are_reasons_told else {},
    }


def _untold(groups: Period, period: Period) -> set[str]:
    """Return the groups of which a period does not tell how many people they hold."""
    return set(groups.truth[WHOLE]) - {SILENT} - {name for _column, name in period.cells}


def _columns(
    name: str, part: Part, finding: Finding, splits: Sequence[Finding]
) -> Iterator[tuple[Column, Numbers]]:
    whole = numbers(name, part, finding.figures, finding.answered)
    if whole is not None:
        yield WHOLE, whole
    for split in splits if name != CLASSES else ():
        for group in groups_of(split):
            found = numbers(name, part, group["figures"], group["answered"])
            if found is not None:
                yield (split.by, group["code"]), found
