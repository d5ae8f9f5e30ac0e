"""Who may do what with processes."""

from participation.platform.access.actor import Actor, Role
from participation.processes.models import Process


def may_work(actor: Actor) -> bool:
    """Everyone with any role enters the workspace."""
    return actor.is_staff


def may_create_process(actor: Actor) -> bool:
    """Administrators of the municipality start processes."""
    return actor.is_administrator


def may_edit_process(actor: Actor, process: Process) -> bool:
    """Editors of the process edit it."""
    return actor.has(Role.EDITOR, process_id=process.id)


def may_see_process(actor: Actor, process: Process) -> bool:
    """Everyone with a role in the process sees it in the workspace."""
    return actor.has(*Role, process_id=process.id)
