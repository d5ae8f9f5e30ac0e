"""What can go wrong when open answers are coded."""

from participation.platform.refusals import Conflict


class NotInAnswer(Conflict):
    """The words to be quoted or taken out are not in the answer (any more)."""


class StillPersonal(Conflict):
    """Nobody has confirmed that the passage does not tell who somebody is."""
