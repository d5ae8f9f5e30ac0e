"""Who may do what with the municipality's settings and what people tell it."""

from participation.municipality.models import Feedback
from participation.platform.access.actor import Actor, Role


def may_change_settings(actor: Actor) -> bool:
    """Administrators of the municipality change its settings and standing pages."""
    return actor.is_administrator


def may_handle_feedback(actor: Actor, _feedback: Feedback | None = None) -> bool:
    """Editors and moderators of the whole municipality answer feedback."""
    return actor.has(Role.EDITOR, Role.MODERATOR)
