"""Which files other programs let people send, as settings of ours."""

import re
from collections.abc import Mapping
from math import ceil
from typing import Any

from surveys.domain.questions.upload import (
    KINDS,
    LARGEST_ALLOWED_MB,
    LARGEST_MB,
    MEGABYTE,
    MOST_FILES,
)

ENDINGS: Mapping[str, str] = {
    **dict.fromkeys(("jpg", "jpeg", "png", "webp", "image/*"), "pictures"),
    **dict.fromkeys(("image/jpeg", "image/png", "image/webp"), "pictures"),
    **dict.fromkeys(("pdf", "application/pdf"), "pdf"),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt"), "office"),
}


def limits(accepted: str, most: float | None, bytes_: float | None) -> tuple[dict[str, Any], str]:
    """Return the settings, and the types of files that nobody can send here."""
    wanted = [each.lstrip(".") for each in re.split(r"[\s,;|]+", accepted.lower()) if each]
    kinds = [kind for kind in KINDS if kind in {ENDINGS.get(each) for each in wanted}]
    found: dict[str, Any] = {"kinds": kinds} if kinds and len(kinds) < len(KINDS) else {}
    if most and most > 1:
        found["max"] = int(min(most, MOST_FILES))
    if bytes_ and bytes_ > 0 and (size := megabytes(bytes_)) != LARGEST_MB:
        found["largest"] = size
    return found, ", ".join(each for each in wanted if each not in ENDINGS)


def megabytes(bytes_: float) -> int:
    """Return a size in whole megabytes, at least one and at most what is allowed."""
    return min(max(ceil(bytes_ / MEGABYTE), 1), LARGEST_ALLOWED_MB)
