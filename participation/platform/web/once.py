"""Read the same thing once a request, though a guard and a view both need it."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from flask import g, has_request_context

Thing = TypeVar("Thing")


def once(key: Hashable, load: Callable[[], Thing]) -> Thing:
    """Return what `load` returned the first time in this request; outside requests, load."""
    if not has_request_context():
        return load()
    known: dict[Hashable, Thing] = g.setdefault("read_once", {})
    if key not in known:
        known[key] = load()
    return known[key]
