"""A mail server on the loopback that keeps what it gets, or refuses as told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


class _Talk(socketserver.StreamRequestHandler):
    server: "PostOffice"

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        self.say("220 loopback")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                self._data()
            elif verb == "QUIT":
                self.say("221 bye")
                return
            elif verb == "RCPT" and self.server.hangs_up:
                return
            elif verb == "RCPT":
                self.say(self.server.refusals.get(line.split("<")[1].split(">")[0], "250 ok"))
            elif verb == "AUTH":
                self.server.logins.append(line)
                self.say("235 welcome")
            elif verb == "EHLO":
                self.say("250-loopback\r\n250-AUTH PLAIN\r\n250 SMTPUTF8")
            else:
                self.say("250 ok")

    def _data(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        self.server.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.say("250 kept")


class PostOffice(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP for smtplib."""

    daemon_threads = True
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[EmailMessage] = []
        self.refusals: dict[str, str] = {}
        self.logins: list[str] = []
        self.hangs_up = False

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_request: Any) -> None:
        """A client that goes away is no fault."""


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Open a mail server for the time of a test."""
    with PostOffice() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
