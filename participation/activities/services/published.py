"""What everybody may read of the results: one release, and nothing live."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from participation.activities.domain.disclosure import key
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity, Correction, Release, ResultVisibility
from participation.activities.queries import newest_release, release_numbered
from participation.activities.services.releasing import findings_of
from participation.platform.refusals import Conflict, NotFound


class ResultsNotYet(Conflict):
    """Results will be public when the activity has closed; `facts["activity"]`."""


class ResultsNotPublic(NotFound):
    """Results go to those who prepare the matter only; `facts["activity"]`."""


@dataclass(frozen=True)
class Published:
    """A release, ready to be shown."""

    release: Release
    every: Sequence[Finding]

    @cached_property
    def findings(self) -> list[Finding]:
        """What is told of everybody, question by question."""
        return [finding for finding in self.every if not finding.by]

    @cached_property
    def splits(self) -> Mapping[str, Sequence[Finding]]:
        """The splits of each question."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.every:
            if finding.by:
                found[key(finding)].append(finding)
        return found

    @cached_property
    def corrections(self) -> Mapping[str, Sequence[Correction]]:
        """What was corrected, by question."""
        found: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.release.corrections:
            found[correction.subject].append(correction)
        return found

    def withdrawn(self, finding: Finding) -> Correction | None:
        """Return why a figure was taken back, if it was."""
        found = self.corrections.get(key(finding), ())
        return next((each for each in found if each.is_withdrawal), None)

    @property
    def shown(self) -> list[Finding]:
        """Everything that was not taken back, splits among it."""
        return [finding for finding in self.every if self.withdrawn(finding) is None]

    @property
    def versions(self) -> Mapping[int, tuple[int, Any]]:
        """The versions of the questionnaire that the figures join, by number."""
        numbers = sorted({number for finding in self.every for number in finding.versions})
        return {number: (number, None) for number in numbers}

    def named(self, name: str) -> Finding:
        """Return one question, or refuse."""
        for finding in self.findings:
            if key(finding) == name:
                return finding
        raise NotFound

    def is_kept(self, finding: Finding) -> bool:
        """Tell whether a figure stays as an earlier release told it."""
        return finding.moment != max(each.moment for each in self.findings)


def published(activity: Activity, now: datetime, number: int | None = None) -> Published:
    """Return a release of an activity as everybody may see it, or refuse; the newest by default."""
    check_public(activity, now)
    if number is not None:
        found: Release | None = release_numbered(activity.id, number)
    else:
        found = newest_release(activity.id)
    if found is None:
        raise ResultsNotYet(activity=activity)
    return Published(found, findings_of(found))


def check_public(activity: Activity, now: datetime) -> None:
    """Refuse what nobody but staff may see of results, or not yet."""
    if activity.results is not ResultVisibility.AFTER_CLOSING:
        raise ResultsNotPublic(activity=activity)
    if not activity.shows_results(now):
        raise ResultsNotYet(activity=activity)
