"""The signatures of Flask's cookies, without making the signer and its key anew for each."""

import hmac
from functools import cache
from typing import Any

from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from itsdangerous.signer import HMACAlgorithm


class Sha1(HMACAlgorithm):
    """HMAC with SHA-1, in one call."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        """Return the signature of a value."""
        return hmac.digest(key, value, "sha1")


class Signer(TimestampSigner):
    """Signs as its parent does; derives its key once."""

    def __init__(self, *secrets: Any, **options: Any) -> None:
        super().__init__(*secrets, **options)
        self.derive_key = cache(super().derive_key)  # type: ignore[method-assign]


class Serializer(URLSafeTimedSerializer):
    """Signs and reads as its parent does; keeps its signer."""

    default_signer = Signer

    def __init__(self, *secrets: Any, **options: Any) -> None:
        super().__init__(*secrets, **options)
        self.make_signer = cache(super().make_signer)  # type: ignore[method-assign]


def quick(slow: URLSafeTimedSerializer | None) -> URLSafeTimedSerializer | None:
    """Return what signs just like Flask's own."""
    if slow is None:
        return None
    return Serializer(
        slow.secret_keys,
        salt=slow.salt,
        serializer=slow.serializer,
        signer_kwargs={**slow.signer_kwargs, "algorithm": Sha1()},
    )
