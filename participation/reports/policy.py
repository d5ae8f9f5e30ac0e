"""Who may do what with composed reports."""

from participation.platform.access.actor import Actor, Role
from participation.processes.models import Process
from participation.reports.models import Report


def may_report(actor: Actor, report: Report) -> bool:
    """Analysts and editors of the process write its reports and take them away."""
    return actor.has(Role.ANALYST, Role.EDITOR, process_id=report.process_id)


def may_begin_report(actor: Actor, process: Process) -> bool:
    """Analysts and editors of the process begin reports of all of it."""
    return actor.has(Role.ANALYST, Role.EDITOR, process_id=process.id)


def may_publish_report(actor: Actor, report: Report) -> bool:
    """Editors of the process decide what everybody reads."""
    return actor.has(Role.EDITOR, process_id=report.process_id)
