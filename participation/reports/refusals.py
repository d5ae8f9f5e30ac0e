"""Why something cannot be done with a report."""

from participation.platform.refusals import Conflict


class Outdated(Conflict):
    """Somebody has changed the same thing since; `piece` is what it is now, if it is a piece."""


class NothingToUndo(Conflict):
    """The removal was followed by other changes, or undone already."""


class TooLong(Conflict):
    """A report has no more than `most` pieces."""


class NotForEverybody(Conflict):
    """The report says what is not public, or is not finished; see `lacks`."""
