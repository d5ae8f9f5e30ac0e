"""What can go wrong, as facts. The web shell maps each kind to one page."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """Base of every refusal: a rule said no. Holds no HTTP and no words of an interface.

    `facts` are what the page that explains the refusal may show (moments, limits, names).
    """

    def __init__(self, **facts: Any) -> None:
        super().__init__(type(self).__name__)
        self.facts: Mapping[str, Any] = facts


class NotFound(Refusal):
    """The thing does not exist, or not for this person."""


class Forbidden(Refusal):
    """The thing exists and this person may not do that."""


class Gone(Refusal):
    """The thing was here and is no more: an expired link, an erased answer."""


class Conflict(Refusal):
    """The thing has changed or is in a state in which this cannot be done."""


class TooMany(Refusal):
    """The same was tried too often in a short time."""
