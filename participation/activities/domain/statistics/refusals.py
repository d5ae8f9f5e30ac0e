"""Why a measure is not given. The reasons are facts; pages have the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """What is missing."""

    NO_ANSWERS = "no_answers"
    TOO_FEW_ANSWERS = "too_few_answers"
    TOO_FEW_GROUPS = "too_few_groups"
    TOO_FEW_OPTIONS = "too_few_options"
    EXPECTED_TOO_SMALL = "expected_too_small"
    GROUPS_TOO_SMALL = "groups_too_small"
    ALL_ALIKE = "all_alike"
    TOO_FEW_ITEMS = "too_few_items"
    TOO_FEW_CODERS = "too_few_coders"
    NOT_COMPARABLE = "not_comparable"
    NO_POPULATION = "no_population"
    NO_BACKGROUND = "no_background"
    EMPTY_CATEGORY = "empty_category"
    WITHOUT_CATEGORY = "without_category"
    NO_CATEGORY_KNOWN = "no_category_known"
    NOT_CONVERGED = "not_converged"
    CAP_TOO_TIGHT = "cap_too_tight"


@dataclass(frozen=True, slots=True)
class Refused:
    """A measure that is not given, and why; `facts` fill the sentence."""

    reason: Reason
    facts: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the refusal as findings keep it."""
        return {"refused": self.reason.value, **self.facts}
