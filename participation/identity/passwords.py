"""Hashes of passwords: argon2id, in constant time for accounts that do not exist."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# 32 MiB and three passes: above what OWASP asks for, and small enough that a dozen people signing
# in at once do not push a web worker out of its memory.
HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)

# The hash of a password nobody knows, with the parameters above (a test compares them).
NOBODY = (
    "$argon2id$v=19$m=32768,t=3,p=1$Pznvphg+YuHuamPwI23ymg$480fFq"
    "pTWsHA/MiV+6kdLHA2A9tMYUUla4/zK1M5DmQ"
)


def hash_of(password: str) -> str:
    """Return the hash to keep."""
    return HASHER.hash(_normal(password))


def matches(stored: str, password: str) -> bool:
    """Tell whether the password is the stored one; as slow when nothing is stored."""
    try:
        HASHER.verify(stored or NOBODY, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def is_outdated(stored: str) -> bool:
    """Tell whether the hash was made with weaker parameters than today's."""
    return HASHER.check_needs_rehash(stored)


def _normal(password: str) -> str:
    """Return one form of letters that keyboards write in several (å as one sign or two)."""
    return unicodedata.normalize("NFKC", password)
