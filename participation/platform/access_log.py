"""One structured line a request, without personal data: route, not path; no address, no query."""

import json
import logging
import secrets
import sys
import time
import traceback
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy.exc import StatementError

log = logging.getLogger("yhes.request")

# What these say is about the code alone.
OUR_OWN = (NameError, AttributeError, ImportError)

ENCODER = json.JSONEncoder(default=str)
# What Python keeps in every record; the rest is what the call said beside its message.
ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    """Writes one JSON object a line, and of errors only where and of which kind they were.

    What an error says may quote what somebody typed: a database repeats the key that was there
    already, Python the word that is no number.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Write a line."""
        line: dict[str, Any] = {
            "asctime": self.formatTime(record),
            "levelname": record.levelname,
            "name": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in ORDINARY}
        if record.exc_info:
            line["exc_info"] = self.formatException(record.exc_info)
        if record.stack_info:
            line["stack_info"] = record.stack_info
        return ENCODER.encode(line)

    def formatException(  # noqa: N802 -- the name that logging calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Tell an error and those that led to it, the first one first."""
        parts: list[str] = []
        error = ei[1]
        while error is not None:
            where = traceback.format_tb(error.__traceback__)
            parts[:0] = ["Traceback, the last call last:\n", *where, f"{_kind(error)}\n"]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(parts).rstrip()


def _kind(error: BaseException) -> str:
    """Return the kind of an error; of one of the database also the statement, without values."""
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, StatementError):
        return f"{name}: {error.statement}"
    return f"{name}: {error}" if isinstance(error, OUR_OWN) else name


def _ask_nothing_in_vain() -> None:
    """Let lines gather only what is written: see “Optimization” in Python's logging how-to."""
    logging._srcfile = None  # noqa: SLF001 -- the documented way
    logging.logThreads = logging.logMultiprocessing = False  # gunicorn writes the process


def formatter() -> logging.Formatter:
    """Return what writes the log."""
    return Lines()


def init_app(app: Flask) -> None:
    """Log to standard error as JSON, and time every request."""
    settings = app.config["SETTINGS"]
    if not app.testing:
        _ask_nothing_in_vain()
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(formatter())
        logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
        # The development server would log addresses and queries.
        logging.getLogger("werkzeug").setLevel(logging.WARNING)

    @app.before_request
    def _start() -> None:
        g.started, g.request_id = time.perf_counter(), secrets.token_hex(6)

    @app.after_request
    def _finish(response: Response) -> Response:
        if request.endpoint != "static" and "started" in g:
            log.info(
                "request",
                extra={
                    "id": g.request_id,
                    "method": request.method,
                    "route": str(request.url_rule or ""),
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - g.started) * 1000, 1),
                },
            )
        return response
