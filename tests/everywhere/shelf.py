"""A service that shows pages as they were answered, and answers everything else itself."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.everywhere.walk import Shown

WHICH = "_shown"


class Silent(WSGIRequestHandler):
    """Says nothing of every request."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 -- werkzeug's name
        """Be silent."""


class Shelf:
    """Pages by number; `address(number)` is where a page says it is."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.pages: list[Shown] = []
        self.pictures: dict[str, tuple[str, bytes]] = {}
        self.host = ""

    def put(self, shown: Shown) -> str:
        """Put a page on the shelf and return its address."""
        self.pages.append(shown)
        self.pictures |= {place: (kind, content) for place, kind, content in shown.pictures}
        joined = "&" if "?" in shown.path else "?"
        return f"{self.host}{shown.path}{joined}{WHICH}={len(self.pages) - 1}"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] in self.pictures:
            kind, content = self.pictures[environ["PATH_INFO"]]
            start_response("200 OK", [("Content-Type", kind)])
            return [content]
        number = parse_qs(environ["QUERY_STRING"]).get(WHICH)
        if not number or environ["REQUEST_METHOD"] != "GET":
            return self.app(environ, start_response)
        shown = self.pages[int(number[0])]
        start_response(f"{shown.status} {HTTPStatus(shown.status).phrase}", list(shown.headers))
        return [shown.body]


@contextmanager
def standing(app: Flask) -> Iterator[Shelf]:
    """Let a shelf stand at an address of this machine."""
    shelf = Shelf(app)
    server = make_server("127.0.0.1", 0, shelf, threaded=True, request_handler=Silent)
    shelf.host = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield shelf
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
