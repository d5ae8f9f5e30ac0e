"""Decide a whole release together: every finding, every split of it, after all earlier releases."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from participation.activities.domain.disclosure import ideas
from participation.activities.domain.disclosure.classes import fitted, is_wide, joined
from participation.activities.domain.disclosure.deciding import TooLittleNew, decide
from participation.activities.domain.disclosure.history import History, Memory, Released, key, told
from participation.activities.domain.disclosure.periods import Period
from participation.activities.domain.disclosure.reasons import are_open, reasons
from participation.activities.domain.disclosure.sheets import (
    CLASSES,
    OTHERS,
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
from participation.activities.domain.disclosure.veiling import hidden_cells
from participation.activities.domain.findings import Finding

MOST_LOOPS = 4
Periods = dict[str, Period]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What everybody may see, and what to remember of it for the next release.

    `kept` names findings that stay as an earlier release told them: too little is new in them.
    """

    findings: tuple[Finding, ...]
    memory: Memory
    kept: tuple[str, ...] = ()


def disclosed(
    findings: Sequence[Finding],
    earlier: Sequence[Released] = (),
    minimum: int = 5,
    asked_after: Mapping[str, Collection[str]] | None = None,
) -> Disclosed:
    """Return findings and splits as everybody may see them.

    `asked_after` names the questions whose answers decide who is asked another.
    """
    history = History(earlier)
    decision = _Release(minimum=minimum, history=history, asked_after=asked_after or {})
    found = decision.decided([each for each in findings if not ideas.is_of_ideas(each)])
    of_ideas = tuple(
        ideas.told(each, next(iter(history.findings(key(each))), None), minimum)
        for each in findings
        if ideas.is_of_ideas(each)
    )
    return replace(found, findings=(*of_ideas, *found.findings))


@dataclass(slots=True, kw_only=True)
class _Release:
    minimum: int
    history: History
    asked_after: Mapping[str, Collection[str]]
    groups: dict[str, Period] = field(default_factory=dict)

    def decided(self, findings: Sequence[Finding]) -> Disclosed:
        splits: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            if finding.by:
                splits[key(finding)].append(finding)
        wholes = [self._prepared(finding) for finding in findings if not finding.by]
        self._size(wholes, [split for found in splits.values() for split in found])
        decided = {key(finding): self._tried(finding, splits[key(finding)]) for finding in wholes}
        shown: list[Finding] = []
        memory: dict[str, Any] = {}
        for finding in wholes:
            name = key(finding)
            periods = decided[name]
            if periods is None:
                shown += self.history.findings(name)
                continue
            if self._tells_of_others(finding, decided):
                periods = {part: Period(truth=each.truth) for part, each in periods.items()}
            telling = self._telling(finding, periods)
            memory[name] = _remembered(telling)
            shown += telling.findings(splits[name])
        sizes = {variable: found.to_json() for variable, found in self.groups.items()}
        kept = tuple(name for name, periods in decided.items() if periods is None)
        return Disclosed(tuple(shown), {"findings": memory, "groups": sizes}, kept)

    def _tried(self, finding: Finding, splits: Sequence[Finding]) -> Periods | None:
        """Decide a finding; None if it stays as an earlier release told it."""
        try:
            return self._decided(finding, splits)
        except TooLittleNew:
            return None

    def _tells_of_others(self, finding: Finding, decided: Mapping[str, Periods | None]) -> bool:
        """Tell whether how many were asked gives away what an earlier question hides."""
        everybody = finding.figures["respondents"]
        is_few = 0 < everybody - finding.asked < self.minimum
        if is_few and everybody - finding.answered < self.minimum:
            return True
        for subject in (
            self.asked_after.get(finding.subject, ()) if everybody > finding.asked else ()
        ):
            periods = decided.get(subject, {})
            before = self.history.findings(subject) if periods is None else ()
            if any(any(hidden_cells(each.figures)) for each in before):
                return True
            if any(_hides(each) for each in (periods or {}).values()):
                return True
        return False

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
        for _loop in range(MOST_LOOPS):  # pragma: no branch -- it has settled long before
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
    ) -> Periods:
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


def _hides(period: Period) -> bool:
    """Tell whether a number of everybody is not told."""
    rows = period.truth.get(WHOLE, {})
    told = {row for column, row in period.cells if column == WHOLE}
    return any(row not in told and not row.startswith((SILENT, OTHERS)) for row in rows)


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
    if whole is not None:  # pragma: no branch -- classes are fitted to the part before
        yield WHOLE, whole
    for split in splits if name != CLASSES else ():
        for group in groups_of(split):
            found = numbers(name, part, group["figures"], group["answered"])
            if found is not None:  # pragma: no branch -- no split counts classes
                yield (split.by, group["code"]), found
