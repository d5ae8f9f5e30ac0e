"""Ways a letter leaves: SMTP, or files while there is no mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from participation.platform.config import Settings

TIMEOUT_SECONDS = 30


class Transport(Protocol):
    """Takes one message at a time; raises `OSError` or `SMTPException` when it cannot."""

    def send(self, message: EmailMessage) -> None:
        """Take a message over."""
        ...


class Post:
    """An open connection to a mail server."""

    def __init__(self, connection: smtplib.SMTP) -> None:
        self.connection = connection

    def send(self, message: EmailMessage) -> None:
        """Hand the message over to the server."""
        self.connection.send_message(message)


class Folder:
    """A folder of `.eml` files, which the mailbox page of a development copy shows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write the message into a file named after it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        target = self.folder / f"{name}.eml"
        target.with_suffix(".part").write_bytes(message.as_bytes())
        target.with_suffix(".part").replace(target)


def mail_folder(settings: Settings) -> Path:
    """Return where letters go while there is no mail server: beside the stored files."""
    return Path(settings.storage_dir).with_name("mail")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as the mailbox page shows it."""

    recipient: str
    subject: str
    body: str
    moment: datetime


def letters_in(folder: Path, most: int) -> list[Letter]:
    """Return the newest letters of a folder."""
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [_read(file) for file in files[:most]]


def _read(file: Path) -> Letter:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    moment = parsedate_to_datetime(message["Date"])
    return Letter(str(message["To"]), str(message["Subject"]), message.get_content(), moment)


@contextmanager
def opened(settings: Settings) -> Iterator[Transport]:
    """Open the way the settings name: `smtp://user:pass@host:port`, `smtps://…` or none."""
    if not settings.mail_url:
        yield Folder(mail_folder(settings))
        return
    with _connected(settings.mail_url) as connection:
        yield Post(connection)


def _connected(url: str) -> smtplib.SMTP:
    """Connect, encrypt and log in.

    A password never goes over a plain connection unless `tls=0` says that it may; without a
    password `tls=1` insists on encryption.
    """
    parts, context = urlsplit(url), ssl.create_default_context()
    host = parts.hostname or "localhost"
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)
    try:
        wanted = parse_qs(parts.query).get("tls", ["1" if parts.username else "0"])
        if parts.scheme != "smtps" and wanted == ["1"]:
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server
