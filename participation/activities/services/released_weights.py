"""Weighted figures of a release: when there can be some, and what is told of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from participation.activities.domain.disclosure import (
    WEIGHTS,
    Disclosed,
    Released,
    hidden_cells,
    key,
    n_effective,
    same_people,
    weighted,
)
from participation.activities.domain.disclosure.periods import Period
from participation.activities.domain.disclosure.sheets import WHOLE
from participation.activities.domain.findings import Finding
from participation.activities.kinds import Weighed, kind_of
from participation.activities.models import Activity, Release
from participation.activities.refusals import (
    NoWeighting,
    SamePeople,
    TooManySplits,
    WeighedGroups,
    WeighedHidden,
)

MOST_SPLITS = 3  # ways to divide people; classes of weight are one of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a release tells with weights, what it remembers, and what it says of the weights."""

    findings: Sequence[Finding]
    memory: Mapping[str, Any]
    weights: Mapping[str, Any]


def weighed(
    activity: Activity,
    splits: Sequence[str],
    earlier: Sequence[Release],
    now: datetime,
    *,
    wanted: bool,
) -> Weighed | None:
    """Return what is weighed; refuse what would tell too much beside groups, now or before."""
    before = [each.memory["weights"] for each in earlier if "weights" in each.memory]
    variables = {name for each in before for name in each["variables"]}
    found = None
    if wanted:
        found = kind_of(activity).weighed(activity, now, before[-1] if before else None)
        if found is None or len(found.weights) == 1:
            raise NoWeighting
        variables |= {each.code for each in found.subjects}
    told = {*splits, *(split for each in earlier for split in each.document["splits"])}
    if both := sorted(told & variables):
        raise WeighedGroups(splits=both)
    if found is not None:
        if len(splits) >= MOST_SPLITS:
            raise TooManySplits(most=MOST_SPLITS - 1)
        _check_apart(found, told, activity.least_people)
    return found


def _check_apart(found: Weighed, splits: set[str], minimum: int) -> None:
    """Refuse classes that hold almost the same people as the groups of a split, now or before."""
    for each in found.findings:
        if key(each) in splits and same_people(each, minimum):
            raise SamePeople(splits=(key(each), WEIGHTS))


def classes(found: Weighed, chosen: Sequence[Finding]) -> list[Finding]:
    """Return the classes of every question but those that people are weighed or split by."""
    by = {each.code for each in found.subjects} | {f.by.partition(".")[0] for f in chosen}
    names = {key(finding) for finding in chosen} - by
    return [each for each in found.findings if key(each) in names]


def beside(told: Disclosed, found: Weighed | None, before: Sequence[Released]) -> Beside:
    """Put weighted shares beside the others, as far as all they are made from could be told."""
    if found is None:
        every = [without(finding) for finding in told.findings]
        return Beside(findings=every, memory=told.memory, weights={})
    _check_hidden(found, [*told.findings, *(each for one in before for each in one.findings)])
    splits = {key(each): each for each in told.findings if each.by == WEIGHTS}
    every = [
        weighted(each, splits[name], found.weights)
        if not each.by and (name := key(each)) in splits
        else each
        for each in told.findings
    ]
    memory = {**told.memory, "weights": found.memory}
    return Beside(findings=every, memory=memory, weights=_about(told, found))


def without(finding: Finding) -> Finding:
    """Return a finding without its weighted shares."""
    figures = {name: value for name, value in finding.figures.items() if name != "weighted"}
    return replace(finding, figures=figures)


def _check_hidden(found: Weighed, told: Sequence[Finding]) -> None:
    """Refuse weights by a question with hidden numbers: sizes of classes could tell them."""
    subjects = {each.code for each in found.subjects}
    asked = [each for each in told if each.subject in subjects and not each.by]
    if hidden := {each.subject for each in asked if any(hidden_cells(each.figures))}:
        raise WeighedHidden(subjects=sorted(hidden))


def _about(told: Disclosed, found: Weighed) -> dict[str, Any]:
    """Say what the weights are; what they cost, where the sizes of all classes could be told."""
    labels = [each.label.to_json() for each in found.subjects]
    said: dict[str, Any] = {"classes": len(found.weights), "subjects": labels}
    stored = told.memory["groups"].get(WEIGHTS)
    sizes = Period.from_json(stored) if stored else Period(truth={})
    if not set(found.weights) <= {name for _column, name in sizes.cells}:
        return said
    counts = [(weight, sizes.of(WHOLE, [name])) for name, weight in found.weights.items()]
    effective, people = n_effective(counts), sum(number for _weight, number in counts)
    return said | {"n_effective": effective, "design_effect": round(people / effective, 2)}
