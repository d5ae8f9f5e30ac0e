"""Releases and findings as the JSON that the API gives: version 1."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from participation.activities.domain.disclosure import key
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity, Correction, Release
from participation.activities.services.releasing import findings_of

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
Address = Callable[..., str]


def summary(release: Release, address: Address) -> dict[str, Any]:
    """Say what a release is and where it is."""
    activity = release.activity
    return {
        "activity": activity.public_id,
        "kind": activity.kind,
        "title": activity.title.to_json(),
        "release": release.number,
        "published": release.published.isoformat(),
        "is_final": release.is_final,
        "responses": release.responses,
        "note": release.note.to_json(),
        "checksum": release.checksum,
        "licence": LICENCE,
        "url": address("api.release", activity=activity.public_id, number=str(release.number)),
    }


def whole(release: Release, address: Address) -> dict[str, Any]:
    """Give a release with everything it tells, and what was corrected in it."""
    return summary(release, address) | {
        "weights": release.document.get("weights", {}),
        "findings": [finding.to_json() for finding in told(release)],
        "corrections": [_correction(each) for each in release.corrections],
    }


def one(release: Release, subject: str, address: Address) -> dict[str, Any] | None:
    """Give the findings about one subject: of everybody, and by group."""
    found = [finding.to_json() for finding in told(release) if key(finding) == subject]
    corrections = [_correction(each) for each in release.corrections if each.subject == subject]
    if not found and not corrections:
        return None
    return summary(release, address) | {"findings": found, "corrections": corrections}


def told(release: Release) -> Sequence[Finding]:
    """Return the findings of a release that were not taken back."""
    gone = {each.subject for each in release.corrections if each.is_withdrawal}
    return [finding for finding in findings_of(release) if key(finding) not in gone]


def live(activity: Activity, findings: Sequence[Finding]) -> dict[str, Any]:
    """Give unpublished findings as they are at this moment."""
    return {
        "activity": activity.public_id,
        "kind": activity.kind,
        "title": activity.title.to_json(),
        "is_public": False,
        "findings": [finding.to_json() for finding in findings],
    }


def _correction(correction: Correction) -> Mapping[str, Any]:
    return {
        "subject": correction.subject,
        "is_withdrawal": correction.is_withdrawal,
        "before": correction.before,
        "after": correction.after,
        "reason": correction.reason.to_json(),
        "made": correction.made.isoformat(),
    }
