"""Ask a clamd service whether a file has a virus; without one configured nothing is asked."""

import socket
import struct
from contextlib import closing

from flask import current_app

from participation.platform.files.refusals import FileInfected, NotScanned

PATIENCE_SECONDS = 20
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
DEFAULT_PORT = 3310


def address() -> str:
    """Return where clamd listens: `host:port`, or the path of a socket; empty when it does not."""
    return str(current_app.config["SETTINGS"].clamd)


def scan(content: bytes) -> None:
    """Refuse a file with a virus, and every file while clamd cannot be reached."""
    where = address()
    if not where:
        return
    try:
        said = _ask(where, content)
    except (OSError, ValueError):
        raise NotScanned from None
    if said.endswith(b"FOUND"):
        raise FileInfected
    if not said.endswith(b"OK"):
        raise NotScanned


def _ask(where: str, content: bytes) -> bytes:
    """Send a file in pieces, each after its length (clamd's INSTREAM), and return the answer."""
    with closing(_connected(where)) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        said = b""
        while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
            more = line.recv(LONGEST_ANSWER)
            if not more:
                break
            said += more
    return said.rstrip(b"\0").strip()


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE_SECONDS)
        line.connect(where)
        return line
    host, _colon, port = where.partition(":")
    return socket.create_connection((host, int(port or DEFAULT_PORT)), PATIENCE_SECONDS)
