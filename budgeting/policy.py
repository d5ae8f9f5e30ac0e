"""Who may do what with ideas of a budget."""

from participation.activities.models import Activity
from participation.platform.access.actor import Actor, Role


def may_moderate(actor: Actor, activity: Activity) -> bool:
    """Moderators and editors of the process decide which ideas others see, and join them."""
    return actor.has(Role.MODERATOR, Role.EDITOR, process_id=activity.process_id)
