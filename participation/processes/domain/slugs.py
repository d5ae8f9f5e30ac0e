"""Names for URLs."""

import re
from collections.abc import Container
from itertools import count
from unicodedata import normalize

LONGEST = 60
PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def slug_of(words: str) -> str:
    """Write words as a name for a URL: `Strategia 2030` becomes `strategia-2030`."""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", plain)
    return "-".join(parts)[:LONGEST].strip("-") or "prosessi"


def free_slug(words: str, taken: Container[str]) -> str:
    """Return a name that is not taken, with a number at its end where needed."""
    slug = slug_of(words)
    if slug not in taken:
        return slug
    return next(f"{slug}-{n}" for n in count(2) if f"{slug}-{n}" not in taken)
