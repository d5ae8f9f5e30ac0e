"""Who may do what with activities."""

from participation.activities.models import Activity
from participation.platform.access.actor import Actor, Role


def may_edit_activity(actor: Actor, activity: Activity) -> bool:
    """Editors of the process write, schedule and publish."""
    return actor.has(Role.EDITOR, process_id=activity.process_id)


def may_see_activity(actor: Actor, activity: Activity) -> bool:
    """Everyone with a role in the process sees its activities in the workspace."""
    return actor.has(*Role, process_id=activity.process_id)


def may_analyse(actor: Actor, activity: Activity) -> bool:
    """Analysts and editors of the process see live figures and download answers."""
    return actor.has(Role.ANALYST, Role.EDITOR, process_id=activity.process_id)
