"""Take files in, and let them go."""

import hashlib
import io
from collections.abc import Collection
from typing import IO

from participation.platform.database import public_id
from participation.platform.extensions import db
from participation.platform.files import images
from participation.platform.files.kinds import FORMS, IMAGES, Kind, kind_named, kinds_inside
from participation.platform.files.models import StoredFile
from participation.platform.files.names import safe_name
from participation.platform.files.refusals import (
    FileMissing,
    FileTooLarge,
    NotWhatItSays,
    WrongKind,
)
from participation.platform.files.storage import storage
from participation.platform.transactions import after_commit, after_failure


def checked(
    stream: IO[bytes], filename: str, allowed: Collection[Kind], limit: int
) -> tuple[Kind, io.BytesIO]:
    """Return what a file is and its content, or refuse: by size, by kind, by what is inside."""
    content = stream.read(limit + 1)
    if not content:
        raise FileMissing
    if len(content) > limit:
        raise FileTooLarge(limit=limit)
    kind = kind_named(filename)
    if kind is None or kind not in allowed:
        raise WrongKind(allowed=frozenset(allowed))
    found = io.BytesIO(content)
    if kind not in kinds_inside(found):
        raise NotWhatItSays
    found.seek(0)
    return kind, found


def store(
    stream: IO[bytes],
    filename: str,
    allowed: Collection[Kind],
    limit: int,
    *,
    public: bool = False,
) -> StoredFile:
    """Check a file and keep it; images lose everything but the picture.

    If the transaction fails, the file goes too.
    """
    kind, content = checked(stream, filename, allowed, limit)
    if kind in IMAGES:
        content = images.redrawn(content, kind)
    name = public_id()
    kept = content.getvalue()
    file = StoredFile(
        public_id=name,
        name=safe_name(filename, kind),
        content_type=FORMS[kind].content_type,
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
        key=f"uploads/{name[:2]}/{name}",
        public=public,
    )
    keeper, key = storage(), file.key
    after_failure(lambda: keeper.delete(key))
    keeper.write(key, content)
    db.session.add(file)
    db.session.flush()
    return file


def forget(file: StoredFile) -> None:
    """Delete a file: its row now, its content once that is certain."""
    keeper, key = storage(), file.key
    db.session.delete(file)
    db.session.flush()
    after_commit(lambda: keeper.delete(key))
