"""Keyed hashes: recognise a secret or a device again without being able to name it."""

import hmac
from functools import lru_cache

from flask import current_app

DIGEST = "sha256"


def keyed(purpose: str, data: bytes) -> bytes:
    """Return 32 bytes that stand for `data` in one `purpose` only.

    Each purpose (`receipt`, `device`, `invitation` …) has a key of its own derived from
    `SECRET_KEY`, so equal data in two tables cannot be joined.
    """
    return hmac.digest(_key(current_app.config["SECRET_KEY"], purpose), data, DIGEST)


@lru_cache(maxsize=32)
def _key(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), b"yhes keyed hash: " + purpose.encode(), DIGEST)
