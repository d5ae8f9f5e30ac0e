"""Why people did not answer: told apart only where every reason holds nobody or enough people.

That somebody gave no answer is no answer, so how many they are is always told of a question that is
shown; which of them were not asked, or did not know, is as telling as an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from participation.activities.domain.findings import Finding

Reasons = dict[str, dict[str, int]]


def reasons(finding: Finding) -> Reasons:
    """Return the reasons of a finding and of its rows; the empty name is the finding itself."""
    return dict(_reasons(finding))


def _reasons(finding: Finding) -> Iterator[tuple[str, dict[str, int]]]:
    everybody = finding.figures["respondents"]
    yield "", {**finding.missing, "not_asked": everybody - finding.asked}
    for row in finding.figures.get("rows", ()):
        for mark, found in (("", row), ("~second", row.get("second", {}))):
            if "missing" in found:
                left = {"not_asked": everybody - found["asked"]}
                yield f"{row['code']}{mark}", {**found["missing"], **left}


def are_open(now: Reasons, earlier: Sequence[Reasons], minimum: int) -> bool:
    """Tell whether each reason may be told, also after what was told earlier."""
    return all(
        not 0 < abs(count - before) < minimum
        for name, found in now.items()
        for reason, count in found.items()
        for before in (0, *(e[name].get(reason, 0) for e in earlier if name in e))
    )


def merged(found: Mapping[str, Any], everybody: int) -> dict[str, Any]:
    """Return asked, answered and missing of a finding or row with its reasons told as one."""
    silent = everybody - found["answered"]
    return {"asked": everybody, "missing": {"hidden": silent}}
