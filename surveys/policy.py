"""Who may do what with questions that belong to no survey."""

from participation.platform.access.actor import Actor, Role


def may_use_bank(actor: Actor) -> bool:
    """Editors of any process take questions from the bank and keep their own there."""
    return actor.has_anywhere(Role.EDITOR)


def may_keep_library(actor: Actor) -> bool:
    """Administrators of the municipality write its background questions: every survey uses them."""
    return actor.is_administrator
