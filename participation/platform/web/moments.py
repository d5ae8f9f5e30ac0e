"""What every visitor's page reads, kept for a moment in each process.

A flood of visitors would ask for the same few rows with every page. Staff change those rows and
must see at once what they did: whoever has a session always reads.
"""

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import current_app, has_request_context, request

Found = TypeVar("Found")
MOST_KEPT = 512


def kept_a_moment(key: Hashable, read: Callable[[], Found]) -> Found:
    """Return what `read` found a moment ago under a key, or finds now.

    How long a moment is, in seconds, `MOMENT` of the configuration says.
    """
    memory: dict[Hashable, tuple[float, Any]] = current_app.extensions.setdefault("moments", {})
    is_visitor = (
        has_request_context() and current_app.config["SESSION_COOKIE_NAME"] not in request.cookies
    )
    until, kept = memory.get(key, (0.0, None))
    if is_visitor and time.monotonic() < until:
        return kept  # type: ignore[no-any-return]
    found = read()
    if len(memory) >= MOST_KEPT:
        memory.clear()
    memory[key] = time.monotonic() + current_app.config["MOMENT"], found
    return found
