"""Who may do what with activities."""

from datetime import datetime

from participation.activities.domain.state import State
from participation.activities.models import AccessLevel, Activity
from participation.activities.occasions import Occasion
from participation.platform.access.actor import Actor, Role


def may_edit_activity(actor: Actor, activity: Activity) -> bool:
    """Editors of the process write, schedule and publish."""
    return actor.has(Role.EDITOR, process_id=activity.process_id)


def may_override_gate(actor: Actor, activity: Activity) -> bool:
    """Administrators may open an activity that does not offer a language of the municipality."""
    return actor.has(Role.ADMINISTRATOR, process_id=activity.process_id)


def may_see_activity(actor: Actor, activity: Activity) -> bool:
    """Everyone with a role in the process sees its activities in the workspace."""
    return actor.has(*Role, process_id=activity.process_id)


def may_analyse(actor: Actor, activity: Activity) -> bool:
    """Analysts and editors of the process see live figures and download answers."""
    return actor.has(Role.ANALYST, Role.EDITOR, process_id=activity.process_id)


def may_take_part(actor: Actor, activity: Activity | Occasion) -> bool:
    """Everybody takes part in open activities; in those for staff, whoever is signed in."""
    return activity.access is not AccessLevel.STAFF or actor.is_staff


def may_read_activity(actor: Actor, activity: Activity, now: datetime) -> bool:
    """Everybody reads what is published; drafts are read by those who work on them."""
    if activity.state(now) is State.DRAFT or activity.process.published is None:
        return may_see_activity(actor, activity)
    return True


def may_print(actor: Actor, activity: Activity, now: datetime) -> bool:
    """Everybody who may take part prints the form while it is open; staff always."""
    if may_see_activity(actor, activity):
        return True
    is_open = activity.state(now) is State.OPEN and activity.process.published is not None
    return is_open and may_take_part(actor, activity)
