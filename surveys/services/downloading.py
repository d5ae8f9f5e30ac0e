"""Write down that somebody takes the answers of a survey away."""

from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record


def note_download(activity: Activity, kind: str, values: str, *, actor: Actor) -> None:
    """Note in the log who took which kind of file, with words or codes in it."""
    record(
        actor,
        "surveys.download",
        activity.public_id,
        process_id=activity.process_id,
        after={"kind": kind, "values": values},
    )
