"""Add and rename the ways to an activity."""

from participation.activities.models import Activity, Channel
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text


def add_channel(activity: Activity, name: Text, *, actor: Actor) -> Channel:
    """Add a channel with a link of its own."""
    channel = Channel(activity=activity, name=name)
    db.session.add(channel)
    db.session.flush()
    record(
        actor,
        "channel.add",
        channel.code,
        process_id=activity.process_id,
        after={"activity": activity.public_id, "name": name.to_json()},
    )
    return channel


def rename_channel(channel: Channel, name: Text, *, actor: Actor) -> None:
    """Change what staff call a channel; its link and its answers stay."""
    before, channel.name = channel.name, name
    db.session.flush()
    record(
        actor,
        "channel.rename",
        channel.code,
        process_id=channel.activity.process_id,
        before={"name": before.to_json()},
        after={"name": name.to_json()},
    )
