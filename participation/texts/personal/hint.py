"""What a hint is."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a hint may be."""

    NAME = "name"
    IDENTITY_CODE = "identity_code"
    PHONE = "phone"
    E_MAIL = "e_mail"
    ADDRESS = "address"
    PLATE = "plate"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Hint:
    """A span of a text that may tell who somebody is; sure when its form leaves little doubt."""

    start: int
    end: int
    kind: Kind
    is_sure: bool = True

    def overlaps(self, other: "Hint") -> bool:
        """Tell whether both cover a letter."""
        return self.start < other.end and other.start < self.end
