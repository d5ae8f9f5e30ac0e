"""Take letters out of the outbox and send them, with any number of workers at once."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

import sqlalchemy as sa
from flask import current_app

from participation.platform.config import Settings
from participation.platform.extensions import db
from participation.platform.mail.models import MailState, OutboxMail
from participation.platform.mail.transport import Transport, opened
from participation.platform.privacy.hashing import keyed
from participation.platform.transactions import unit_of_work

BATCH = 20
LEASE = timedelta(minutes=15)
MOST_TRIES = 8
KEPT = timedelta(days=30)
PERMANENT = range(500, 600)

log = logging.getLogger("yhes.mail")


def deliver(now: datetime) -> int:
    """Send what is due; return how many letters left."""
    settings, sent = current_app.config["SETTINGS"], 0
    if settings.is_production and not settings.mail_url:
        log.error("MAIL_URL is missing: letters wait")
        return 0
    while letters := _claim(now):
        sent += _send(letters, now)
    return sent


def forget_old(now: datetime) -> None:
    """Delete letters that were sent or given up a month ago."""
    done = OutboxMail.state != MailState.WAITING
    with unit_of_work():
        db.session.execute(sa.delete(OutboxMail).where(done, OutboxMail.created <= now - KEPT))


def _claim(now: datetime) -> Sequence[OutboxMail]:
    """Reserve some letters by moving their due time past the longest a batch can take.

    A worker that dies leaves its letters to be sent again when the reservation has passed.
    """
    waiting = (
        sa.select(OutboxMail)
        .where(OutboxMail.state == MailState.WAITING, OutboxMail.due <= now)
        .order_by(OutboxMail.due, OutboxMail.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    with unit_of_work():
        letters = db.session.scalars(waiting).all()
        for letter in letters:
            letter.due, letter.tries = now + LEASE, letter.tries + 1
    return letters


def _send(letters: Sequence[OutboxMail], now: datetime) -> int:
    settings, sent, left = current_app.config["SETTINGS"], 0, list(letters)
    try:
        with opened(settings) as transport:
            while left:
                sent += _send_one(transport, left[0], settings, now)
                left.pop(0)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail server does not answer", extra={"error": type(error).__name__})
        for letter in left:
            _put_back(letter, error, now)
    return sent


def _send_one(transport: Transport, letter: OutboxMail, settings: Settings, now: datetime) -> bool:
    try:
        transport.send(compose(letter, settings, now))
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError):
        raise
    except (smtplib.SMTPException, ValueError) as error:
        _put_back(letter, error, now)
        return False
    with unit_of_work():
        # Links in letters are secrets; they have no business here once they are on their way.
        letter.state, letter.sent, letter.body, letter.error = MailState.SENT, now, "", ""
    return True


def compose(letter: OutboxMail, settings: Settings, now: datetime) -> EmailMessage:
    """Make the message; the same letter has the same Message-ID however often it is tried."""
    message = EmailMessage(policy=policy.SMTP)
    domain = settings.mail_from.rpartition("@")[2].strip("<> ") or "localhost"
    name = keyed("message", f"{letter.id} {letter.created.isoformat()}".encode()).hex()[:32]
    message["Message-ID"] = f"<{name}@{domain}>"
    message["Date"] = format_datetime(now)
    message["From"] = settings.mail_from
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    message["Content-Language"] = letter.language
    return message


def _put_back(letter: OutboxMail, error: Exception, now: datetime) -> None:
    """Try again in 2, 4, 8 … minutes; give up after the last try, or when it can never work."""
    with unit_of_work():
        letter.error = _reason(error)
        letter.due = now + timedelta(minutes=2**letter.tries)
        if letter.tries >= MOST_TRIES or _is_permanent(error):
            letter.state, letter.body = MailState.FAILED, ""
            log.error("mail given up", extra={"letter": letter.id, "error": letter.error})


def _codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _words in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    codes = _codes(error)
    return isinstance(error, ValueError) or (bool(codes) and all(c in PERMANENT for c in codes))


def _reason(error: Exception) -> str:
    """Return kind and code only: what servers answer often quotes the address."""
    return " ".join([type(error).__name__, *map(str, _codes(error))])
