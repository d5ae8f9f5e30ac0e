"""What can go wrong with a process, as facts."""

from collections.abc import Sequence
from enum import StrEnum

from participation.platform.refusals import Conflict


class Lack(StrEnum):
    """What a process needs before people see it."""

    CONTACT = "contact"
    NAME = "name"
    PURPOSE = "purpose"


class NotPresentable(Conflict):
    """Something is missing that the public page needs."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(lacks=tuple(lacks))
        self.lacks = tuple(lacks)


class SlugTaken(Conflict):
    """Another process has the same address."""


class HasActivities(Conflict):
    """The process has activities, so it cannot be deleted, or published ones, so not hidden."""


class LastContact(Conflict):
    """A published process needs somebody who can be asked."""
