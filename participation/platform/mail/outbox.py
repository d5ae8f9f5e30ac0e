"""Write letters into the outbox, in the transaction of what they tell of."""

from datetime import datetime

from participation.platform import clock
from participation.platform.extensions import db
from participation.platform.jobs.queue import nudge
from participation.platform.mail.models import OutboxMail
from participation.platform.transactions import after_commit

DELIVER = "platform.deliver_mail"


def send(
    recipient: str, subject: str, body: str, language: str, due: datetime | None = None
) -> OutboxMail:
    """Have a letter sent once the transaction has committed, or at `due` if that is later."""
    for words in (recipient, subject):
        if not words.isprintable() or not words:
            raise ValueError("a recipient and a subject are one line each")
    written = clock.now()
    letter = OutboxMail(
        recipient=recipient,
        subject=subject,
        body=body,
        language=language,
        due=due or written,
        created=written,
    )
    db.session.add(letter)
    db.session.flush()
    after_commit(lambda: nudge(DELIVER))
    return letter
