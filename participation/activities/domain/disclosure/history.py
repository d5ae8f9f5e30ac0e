"""What earlier releases told of each finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from participation.activities.domain.disclosure.periods import Period
from participation.activities.domain.disclosure.reasons import Reasons
from participation.activities.domain.disclosure.sheets import WHOLE
from participation.activities.domain.findings import Finding

Memory = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Released:
    """An earlier release: its findings as everybody saw them, and what staff must remember."""

    findings: Sequence[Finding]
    memory: Memory


def key(finding: Finding) -> str:
    """Name a question among those of its activity, also where two have one code."""
    return f"{finding.subject}{finding.figures.get('mark', '')}"


@dataclass(frozen=True, slots=True)
class History:
    """All earlier releases, the oldest first."""

    releases: Sequence[Released]

    def classes(self, name: str) -> list[dict[str, Any]]:
        """Return the ends of the classes in which a question was told."""
        for finding in self.findings(name):
            if finding.figures.get("classes"):
                classes = finding.figures["classes"]
                return [{end: each[end] for end in ("from", "to")} for each in classes]
        return []

    def findings(self, name: str) -> list[Finding]:
        """Return a finding and its splits as the newest release that has them told them."""
        for release in reversed(self.releases):
            found = [finding for finding in release.findings if key(finding) == name]
            if found:
                return found
        return []

    def groups(self, variable: str) -> list[Period]:
        """Return what was told of the sizes of groups."""
        found = (release.memory["groups"].get(variable) for release in self.releases)
        return [Period.from_json(each) for each in found if each]

    def periods(self, name: str, part: str) -> list[Period]:
        """Return what was told of a part of a finding."""
        found = (each.get(part) for each in self._parts(name))
        return [Period.from_json(each) for each in found if each]

    def told(self, name: str) -> int:
        """Return how many numbers of everybody the newest release that has a finding told."""
        found = [
            sum(told(Period.from_json(p)) for p in each.values()) for each in self._parts(name)
        ]
        return found[-1] if found else 0

    def reasons(self, name: str) -> list[Reasons]:
        """Return the reasons that were told apart."""
        found = (release.memory["findings"].get(name, {}) for release in self.releases)
        return [each["reasons"] for each in found if each.get("reasons")]

    def _parts(self, name: str) -> list[Mapping[str, Any]]:
        found = (release.memory["findings"].get(name) for release in self.releases)
        return [each["parts"] for each in found if each]


def told(period: Period) -> int:
    """Return how many numbers of everybody a period tells."""
    return sum(column == WHOLE for column, _name in period.cells | period.scores)
