"""What can go wrong before the vote, as facts."""

from participation.platform.refusals import Conflict


class NotNow(Conflict):
    """The phase in which this may be done is not on."""


class Outdated(Conflict):
    """A colleague has changed the same thing since."""


class InUse(Conflict):
    """Ideas or projects belong to it, so it cannot be deleted."""


class NotShown(Conflict):
    """The idea is not shown to others."""


class NotAlike(Conflict):
    """An idea cannot be merged into itself, into one merged already, or into another budget's."""


class NotFinished(Conflict):
    """Something that the decision needs is missing: a finding, or a public reason."""


class NotDecided(Conflict):
    """The idea has not been decided about, or was declined."""


class BadBallot(Conflict):
    """The ballot breaks the rules of the vote; `facts["faults"]`."""


class HasVoted(Conflict):
    """The device, code, address or person is on the roll already."""


class NotACode(Conflict):
    """The code was never made, or has been cancelled."""


class DoesNotAddUp(Conflict):
    """What was counted apart differs; `facts` say what was found and what was expected."""
