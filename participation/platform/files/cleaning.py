"""Files of people we do not know: what is inside decides, and only what can be seen is kept."""

import io
from collections.abc import Collection
from typing import IO

from participation.platform.files import images, packages, pdfs
from participation.platform.files.kinds import IMAGES, Kind, kinds_inside
from participation.platform.files.refusals import (
    FileMissing,
    FileTooLarge,
    NotWhatItSays,
    WrongKind,
)
from participation.platform.files.scanning import scan


def cleaned(stream: IO[bytes], allowed: Collection[Kind], limit: int) -> tuple[Kind, io.BytesIO]:
    """Return what a file is and its content made harmless, or refuse; its name says nothing."""
    stream.seek(0)
    content = stream.read(limit + 1)
    if not content:
        raise FileMissing
    if len(content) > limit:
        raise FileTooLarge(limit=limit)
    found = io.BytesIO(content)
    inside = kinds_inside(found)
    if not inside:
        raise NotWhatItSays if content.startswith((b"PK", b"%PDF-")) else WrongKind(allowed=allowed)
    fitting = inside & frozenset(allowed)
    if len(fitting) != 1:
        raise WrongKind(allowed=frozenset(allowed))
    (kind,) = fitting
    scan(content)
    return kind, _made_harmless(found, kind)


def _made_harmless(found: io.BytesIO, kind: Kind) -> io.BytesIO:
    if kind in IMAGES:
        return images.redrawn(found, kind)
    if kind is Kind.PDF:
        return pdfs.stripped(found)
    return packages.stripped(found)
