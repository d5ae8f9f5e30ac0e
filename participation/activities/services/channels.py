"""Add, rename and remove the ways to an activity, and choose the one of who names none."""

from participation.activities.models import Activity, Channel, Source
from participation.activities.refusals import DefaultChannel
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text

READY = {
    Source.PAPER: Text({"fi": "Paperilomake", "sv": "Pappersblankett", "en": "Paper form"}),
    Source.TELEPHONE: Text({"fi": "Puhelin", "sv": "Telefon", "en": "Telephone"}),
}


def channel_of(activity: Activity, source: Source, *, actor: Actor) -> Channel:
    """Return the channel of answers that staff key in, made when it is first needed."""
    found = (channel for channel in activity.channels if channel.source is source)
    return next(found, None) or add_channel(activity, READY[source], source=source, actor=actor)


def add_channel(
    activity: Activity, name: Text, *, actor: Actor, source: Source | None = None
) -> Channel:
    """Add a channel: with a link of its own, unless it is of answers that staff key in."""
    channel = Channel(activity=activity, name=name, source=source)
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


def make_default(channel: Channel, *, actor: Actor) -> None:
    """Let those who come without a link of their own be counted with this one."""
    activity = channel.activity
    db.session.refresh(activity, with_for_update=True)
    before = next((one.code for one in activity.channels if one.is_default), None)
    for one in activity.channels:
        one.is_default = one is channel
    db.session.flush()
    record(
        actor,
        "channel.make_default",
        channel.code,
        process_id=activity.process_id,
        before={"default": before},
        after={"default": channel.code},
    )


def remove_channel(channel: Channel, *, actor: Actor) -> None:
    """Remove a channel; its link leads nowhere, and answers that came by it stay without it."""
    activity = channel.activity
    db.session.refresh(activity, with_for_update=True)
    db.session.refresh(channel)
    if channel.is_default:
        raise DefaultChannel
    record(
        actor,
        "channel.remove",
        channel.code,
        process_id=activity.process_id,
        before={"activity": activity.public_id, "name": channel.name.to_json()},
    )
    db.session.delete(channel)
    db.session.flush()
