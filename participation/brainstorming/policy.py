"""Who may do what with brainstorms."""

from participation.activities.models import Activity
from participation.platform.access.actor import Actor, Role


def may_moderate(actor: Actor, activity: Activity) -> bool:
    """Moderators and editors of the process decide which ideas others see."""
    return actor.has(Role.MODERATOR, Role.EDITOR, process_id=activity.process_id)


def may_make_sense(actor: Actor, activity: Activity) -> bool:
    """Editors, analysts and moderators of the process join ideas and put them into themes."""
    roles = (Role.EDITOR, Role.ANALYST, Role.MODERATOR)
    return actor.has(*roles, process_id=activity.process_id)
