"""Figures inside texts: `{survey:q3:park:share}` is the share of option `park` of question q3.

`{activity:subject:part:what}` or `{activity:subject:what}`; `{activity:answers}` is how many took
part. A part is the code of an option or a row, or `row.option`; what is one of `WHAT`. In a report
of one activity (`home`) its name is left out: `{q3:park:share}`, `{answers}`.

Live figures follow the findings. A frozen one keeps the number it had, and is stale when the
finding says another by now.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from participation.activities.domain.findings import Finding
from participation.reports.domain.said import Unit, Value

PATTERN = re.compile(r"\{([^{}\s]+)\}")
# What is left in braces when figures are read: a mistake in writing one.
LOOSE = re.compile(r"\{[^{}\n]{0,80}\}?")
ANSWERS = "answers"
WHAT: Mapping[str, Unit] = {
    "share": Unit.SHARE,
    "count": Unit.PEOPLE,
    "answered": Unit.PEOPLE,
    "asked": Unit.PEOPLE,
    "mean": Unit.MEAN,
    "median": Unit.AMOUNT,
    "net": Unit.NET,
    "score": Unit.SCORE,
    "borda": Unit.SCORE,
    "first": Unit.SHARE,
    "mean_rank": Unit.MEAN,
    ANSWERS: Unit.PEOPLE,
}
# A number that was kept in JSON and read again is the same to this many digits.
SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A figure that a text speaks of; `written` is how, braces and all."""

    written: str
    source: str
    part: str
    what: str
    start: int
    end: int

    @property
    def full(self) -> str:
        """The figure with the activity that it is of."""
        names = [name for name in (self.source.rstrip(":"), self.part, self.what) if name]
        return f"{{{':'.join(names)}}}"


def references(words: str, home: str = "") -> Iterator[Reference]:
    """Yield the figures a text speaks of; braces that name no kind of figure are words."""
    for match in PATTERN.finditer(words):
        found = _read(match[1], home)
        if found is not None:
            source, part, what = found
            yield Reference(
                written=match[0],
                source=source,
                part=part,
                what=what,
                start=match.start(),
                end=match.end(),
            )


def mistaken(words: str, home: str = "") -> tuple[str, ...]:
    """Return what stands in braces and is no figure."""
    known = {each.written for each in references(words, home)}
    return tuple(dict.fromkeys(each for each in LOOSE.findall(words) if each not in known))


def in_full(words: str, home: str) -> str:
    """Write figures with the activity that they are of."""
    found = words
    for each in reversed(list(references(words, home))):
        found = f"{found[: each.start]}{each.full}{found[each.end :]}"
    return found


def _read(inside: str, home: str) -> tuple[str, str, str] | None:
    """Return source, part and kind of what stands in braces."""
    *names, what = inside.split(":")
    activity = home or (names.pop(0) if names else "")
    if what not in WHAT or not activity or bool(names) is (what == ANSWERS) or "" in names:
        return None
    if what == ANSWERS:
        return f"{activity}:", "", what
    return f"{activity}:{names[0]}", ":".join(names[1:]), what


def figure(reference: Reference, findings: Mapping[str, Finding]) -> Value | None:
    """Return the number a reference means, or nothing if there is none or it is hidden."""
    if reference.what == ANSWERS:
        return _people(reference.source, findings)
    finding = findings.get(reference.source)
    if finding is None or "hidden" in finding.figures:
        return None
    found = _found(finding, reference.part, reference.what)
    return None if found is None else Value(number=found, unit=WHAT[reference.what])


def _people(source: str, findings: Mapping[str, Finding]) -> Value | None:
    """Return how many took part in an activity, as its findings say."""
    found = [
        finding.figures["respondents"]
        for finding in findings.values()
        if f"{finding.activity}:" == source and "respondents" in finding.figures
        if not finding.filter
    ]
    return Value(number=float(max(found)), unit=Unit.PEOPLE) if found else None


def is_known(reference: Reference, findings: Mapping[str, Finding]) -> bool:
    """Tell whether there is such a figure, or will be once somebody has answered."""
    if figure(reference, findings) is not None:
        return True
    finding = findings.get(reference.source)
    return finding is not None and not finding.answered and "hidden" not in finding.figures


def is_stale(kept: float, now: Value | None) -> bool:
    """Tell whether a frozen figure is no longer what the finding says."""
    return now is None or abs(now.number - kept) > SAME * max(1.0, abs(kept))


def frozen(words: str, findings: Mapping[str, Finding]) -> dict[str, float]:
    """Return the figures of a text as they are now, to be kept."""
    found = ((each.written, figure(each, findings)) for each in references(words))
    return {written: value.number for written, value in found if value is not None}


def _found(finding: Finding, part: str, what: str) -> float | None:
    if not part:
        return _of_whole(finding, what)
    row, _dot, option = part.partition(".")
    for each in finding.figures.get("rows", ()):
        if each["code"] == row:
            return None if "hidden" in each else _of_row(each, option, what)
    for each in finding.figures.get("options", ()):
        if each["code"] == part and "count" in each:
            return _counted(each["count"], finding.answered, what)
    return None


def _of_whole(finding: Finding, what: str) -> float | None:
    if what in ("answered", "asked"):
        return float(getattr(finding, what))
    if what == "share":
        return finding.answered / finding.asked if finding.asked else None
    if what == "score":
        return _number(finding.figures.get("nps", {}), "score")
    return _number(finding.figures, what)


def _of_row(row: Mapping[str, Any], option: str, what: str) -> float | None:
    if option == "second":
        row, option = row.get("second", {}), ""
    if option:
        return _counted(row.get("counts", {}).get(option, 0), row.get("answered", 0), what)
    if what == "first":
        return _counted(row.get("first"), row.get("answered", 0), "share")
    return _number(row, what)


def _counted(count: float | None, answered: float, what: str) -> float | None:
    if what == "count" or count is None:
        return count
    return count / answered if what == "share" and answered else None


def _number(found: Mapping[str, Any], name: str) -> float | None:
    value = found.get(name)
    return float(value) if isinstance(value, int | float) else None
