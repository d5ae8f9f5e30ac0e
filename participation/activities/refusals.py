"""What can go wrong with an activity, as facts."""

from collections.abc import Sequence

from participation.activities.kinds import Fault
from participation.platform.refusals import Conflict


class NotReady(Conflict):
    """Something keeps the activity from being published."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults=tuple(faults))
        self.faults = tuple(faults)


class WrongState(Conflict):
    """The activity is not in a state in which this can be done; somebody may have been faster."""


class HasContributions(Conflict):
    """People have taken part, so the activity can be closed but not taken back."""


class WrongTimes(Conflict):
    """The closing moment is not after the opening, or not after the present."""


class AlreadyOpened(Conflict):
    """The activity has opened, so its opening cannot be moved to the future."""


class DefaultChannel(Conflict):
    """Whoever comes without a link of their own is counted with this channel."""


class NotReleasable(Conflict):
    """Results become public after closing, where everybody may see them; `facts["activity"]`."""


class TooFewNew(Conflict):
    """So few answers came since the last release that it must wait; `facts["lacking"]` more."""


class Overtaken(Conflict):
    """What was decided of a release stands on other answers, or another release came since."""


class NotDecided(Conflict):
    """A fault of ours kept a release from being decided."""


class TooManySplits(Conflict):
    """Results are split by too many things at once; `facts["most"]`."""


class SamePeople(Conflict):
    """Two splits have groups of almost the same people; `facts["splits"]`."""


class WeighedGroups(Conflict):
    """People are to be grouped by what they are weighed by, now or before; `facts["splits"]`."""


class WeighedOtherwise(Conflict):
    """An earlier release weighed people by other questions."""


class WeighedHidden(Conflict):
    """Numbers of a question that people are weighed by are hidden; `facts["subjects"]`."""


class NoWeighting(Conflict):
    """There are no weights, or not of people to be told apart by them."""


class StillCounting(Conflict):
    """Answers are being counted at this moment; try again."""
