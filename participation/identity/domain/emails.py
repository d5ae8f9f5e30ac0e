"""E-mail addresses as people type them."""

import re

LONGEST = 254
SHAPE = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[^@\s,;:<>()\[\]\"\\]+")


def email_address(words: str) -> str:
    """Return the address in lower case, or nothing if the words are no e-mail address."""
    found = words.strip().lower()
    if len(found) > LONGEST or not found.isprintable() or not SHAPE.fullmatch(found):
        return ""
    return found
