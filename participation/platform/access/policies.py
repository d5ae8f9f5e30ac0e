"""Rules about the platform's own pages."""

from flask import current_app

from participation.platform.access.actor import Actor


def may_read_mailbox(actor: Actor) -> bool:
    """Administrators read letters of a development copy that has no mail server."""
    settings = current_app.config["SETTINGS"]
    return actor.is_administrator and not settings.is_production and not settings.mail_url
