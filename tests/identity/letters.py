"""Letters waiting in the outbox, and the links in them."""

import re

from participation.platform.extensions import db
from participation.platform.mail.models import OutboxMail


def letters():
    """All letters, the oldest first."""
    db.session.rollback()
    return db.session.scalars(db.select(OutboxMail).order_by(OutboxMail.id)).all()


def link_in(letter):
    """The path of the first link in a letter."""
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)
