"""What can go wrong in a brainstorm, as facts."""

from participation.platform.refusals import Conflict


class Outdated(Conflict):
    """Somebody else, or another window, has changed the same thing since."""


class HasIdeas(Conflict):
    """Ideas answer the question, so it cannot be deleted."""


class NotNow(Conflict):
    """The present phase takes no ideas, or no evaluations."""


class OwnIdea(Conflict):
    """Nobody weighs an idea of their own."""


class NotShown(Conflict):
    """The idea is not shown to others, or no longer."""


class NothingToUndo(Conflict):
    """No decision about the idea is left to undo."""


class NotAlike(Conflict):
    """Ideas that answer different questions, or one alone, cannot be joined."""
