"""One structured line a request, without personal data: route, not path; no address, no query."""

import logging
import secrets
import sys
import time

from flask import Flask, Response, g, request
from pythonjsonlogger.json import JsonFormatter

log = logging.getLogger("yhes.request")


def formatter() -> JsonFormatter:
    """Return what writes one JSON object a line."""
    return JsonFormatter("{asctime}{levelname}{name}{message}", style="{")


def init_app(app: Flask) -> None:
    """Log to standard error as JSON, and time every request."""
    settings = app.config["SETTINGS"]
    if not app.testing:
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
