"""A finding: one citable result. Immutable; everything shown to people is made from findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any, Self

from participation.activities.domain.filters import Filter
from participation.platform.i18n.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A result of one subject (question, theme …) of an activity at one moment.

    `figures` is versioned JSON of the kind (`{"format": 1, …}`); `missing` counts by kind of
    missing answer. asked = answered + sum(missing). `by` is the variable that figures are split by,
    and `weights` says how they are weighted: `{"name", "n_effective", "design_effect"}`.
    """

    kind: str
    activity: str
    subject: str
    label: Text
    asked: int
    answered: int
    missing: Mapping[str, int]
    figures: Mapping[str, Any]
    moment: datetime
    versions: tuple[int, ...] = ()
    filter: Filter = field(default_factory=Filter)
    by: str = ""
    weights: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON, ready for checksum, API and storage."""
        return {
            "format": 1,
            "kind": self.kind,
            "activity": self.activity,
            "subject": self.subject,
            "label": self.label.to_json(),
            "asked": self.asked,
            "answered": self.answered,
            "missing": dict(self.missing),
            "figures": dict(self.figures),
            "moment": self.moment.isoformat(),
            "versions": list(self.versions),
            "filter": self.filter.to_json(),
            "by": self.by,
            "weights": dict(self.weights),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild a finding from its JSON."""
        found = {name: value for name, value in stored.items() if name != "format"}
        return cls(
            **{
                **found,
                "label": Text.from_json(stored["label"]),
                "moment": datetime.fromisoformat(stored["moment"]),
                "versions": tuple(stored["versions"]),
                "filter": Filter.from_json(stored["filter"]),
            }
        )

    def checksum(self) -> str:
        """Return the SHA-256 of the canonical JSON."""
        canonical = dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()
