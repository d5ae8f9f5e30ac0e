"""Seal bytes that a browser keeps for us and nobody reads: not the browser, not a finder.

Encrypt-then-MAC. The key stream is BLAKE2b with a key over a nonce and a counter; the tag is
BLAKE2b with another key over the nonce and what is sealed. Both keys hang on `SECRET_KEY` and on
what the bytes are for.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import blake2b
from hmac import compare_digest
from secrets import token_bytes

from participation.platform.privacy.hashing import keyed

NONCE, TAG, BLOCK = 16, 16, 64


def seal(purpose: str, plain: bytes) -> str:
    """Return text that only `unseal` with the same purpose reads."""
    nonce = token_bytes(NONCE)
    hidden = _stirred(purpose, nonce, plain)
    return urlsafe_b64encode(nonce + hidden + _tag(purpose, nonce, hidden)).decode().rstrip("=")


def unseal(purpose: str, sealed: str) -> bytes | None:
    """Return what was sealed, or nothing if anybody touched it."""
    try:
        whole = urlsafe_b64decode(sealed.encode() + b"=" * (-len(sealed) % 4))
    except (Error, ValueError):
        return None
    nonce, hidden, tag = whole[:NONCE], whole[NONCE:-TAG], whole[-TAG:]
    if len(whole) < NONCE + TAG or not compare_digest(_tag(purpose, nonce, hidden), tag):
        return None
    return _stirred(purpose, nonce, hidden)


def _stirred(purpose: str, nonce: bytes, data: bytes) -> bytes:
    key = keyed(f"seal: {purpose}", b"stream")
    blocks = (
        blake2b(nonce + number.to_bytes(8), key=key, digest_size=BLOCK).digest()
        for number in range(-(-len(data) // BLOCK))
    )
    return bytes(a ^ b for a, b in zip(data, b"".join(blocks), strict=False))


def _tag(purpose: str, nonce: bytes, hidden: bytes) -> bytes:
    key = keyed(f"seal: {purpose}", b"tag")
    return blake2b(nonce + hidden, key=key, digest_size=TAG).digest()
