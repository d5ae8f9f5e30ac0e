"""How gunicorn serves the house: `gunicorn wsgi:app`."""

import gc
import socket
import sys
from pathlib import Path
from typing import Any

from participation.platform.config import BadSettings, Settings

try:
    _settings = Settings.from_environ()
except BadSettings as error:
    print(error, file=sys.stderr)  # noqa: T201 -- the log is not there yet
    sys.exit(2)

# A demo town has a known password: it is shown to this machine only.
bind = f"{'0.0.0.0' if _settings.is_production else '127.0.0.1'}:{_settings.port}"  # noqa: S104
workers = _settings.web_workers
# One request at a time in each worker: steady latency, and what SQLite likes.
worker_class = "sync"
preload_app = True
control_socket_disable = True
accesslog = None  # the house writes its own line, without addresses
timeout = 60
graceful_timeout = 30
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
# A heartbeat file on a busy disk would make gunicorn think a worker dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# Linux tells of a connection when its first words have come; others have no such thing.
DEFERRED = getattr(socket, "TCP_DEFER_ACCEPT", None)


def when_ready(server: Any) -> None:
    """Let forked workers share what is loaded: the collector would copy every page it touches.

    A request leaves hardly anything that counting references does not free at once, so the
    collector, which looks every 700 objects unless told otherwise, need not look so often.
    """
    # A browser opens connections ahead of need; one that says nothing would hold a worker up.
    for listener in server.LISTENERS:
        if listener.sock.family in (socket.AF_INET, socket.AF_INET6) and DEFERRED is not None:
            listener.sock.setsockopt(socket.IPPROTO_TCP, DEFERRED, timeout)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def post_fork(server: object, worker: object) -> None:
    """Give each worker connections of its own."""
    from participation.platform.extensions import db  # noqa: PLC0415 -- only loaded in a worker
    from wsgi import app  # noqa: PLC0415

    with app.app_context():
        db.engine.dispose(close=False)
