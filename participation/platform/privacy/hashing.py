"""Keyed hashes: recognise a secret or a device again without being able to name it."""

import hmac

from flask import current_app

DIGEST = "sha256"


def keyed(purpose: str, data: bytes) -> bytes:
    """Return 32 bytes that stand for `data` in one `purpose` only.

    Each purpose (`receipt`, `device`, `invitation` …) has a key of its own derived from
    `SECRET_KEY`, so equal data in two tables cannot be joined.
    """
    secret = current_app.config["SECRET_KEY"].encode()
    key = hmac.digest(secret, b"yhes keyed hash: " + purpose.encode(), DIGEST)
    return hmac.digest(key, data, DIGEST)
