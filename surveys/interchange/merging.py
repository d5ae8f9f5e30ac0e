"""What one JSON object has that another has not, and how to put it back (RFC 7396).

Lists of things with codes are merged by code when the codes are the same, so that words that
somebody changes in between are kept.
"""

from collections.abc import Mapping
from typing import Any


def difference(before: Any, after: Any) -> Any:
    """Return what must be merged into `before` to make it `after`."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return {
            key: difference(before.get(key), after.get(key))
            for key in {**before, **after}
            if before.get(key) != after.get(key)
        }
    if _have_same_codes(before, after):
        changed = {
            new["code"]: difference(old, new)
            for old, new in zip(before, after, strict=True)
            if old != new
        }
        return {"~each": changed}
    return after


def merged(before: Any, change: Any) -> Any:
    """Merge a change into a value."""
    if not isinstance(change, Mapping):
        return change
    if change.keys() == {"~each"} and isinstance(change["~each"], Mapping):
        each = change["~each"]
        parts = before if isinstance(before, list) else []
        return [
            merged(part, each[part["code"]]) if part["code"] in each else part for part in parts
        ]
    start = dict(before) if isinstance(before, Mapping) else {}
    for key, value in change.items():
        if value is None:
            start.pop(key, None)
        else:
            start[key] = merged(start.get(key), value)
    return start


def _have_same_codes(before: Any, after: Any) -> bool:
    if not isinstance(before, list) or not isinstance(after, list) or not after:
        return False
    if not all(isinstance(part, Mapping) and "code" in part for part in (*before, *after)):
        return False
    codes = [part["code"] for part in after]
    return [part["code"] for part in before] == codes and len(set(codes)) == len(codes)
