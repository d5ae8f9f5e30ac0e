"""Who may do what with the municipality's settings and what people tell it."""

from participation.municipality.models import Feedback
from participation.platform.access.actor import Actor, Role


def may_change_settings(actor: Actor) -> bool:
    """Administrators of the municipality change its settings and standing pages."""
    return actor.is_administrator


def may_handle_feedback(actor: Actor, _feedback: Feedback | None = None) -> bool:
    """Editors and moderators of the whole municipality answer feedback."""
    return actor.has(Role.EDITOR, Role.MODERATOR)


def may_see_population(actor: Actor) -> bool:
    """Those who write or analyse look at the figures that results are weighted by."""
    return actor.has_anywhere(Role.EDITOR, Role.ANALYST)


def may_change_population(actor: Actor) -> bool:
    """Editors of the whole municipality change its population figures: every survey uses them."""
    return actor.has(Role.EDITOR)
