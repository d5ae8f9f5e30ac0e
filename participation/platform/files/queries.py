"""Reads of stored files."""

import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.files.models import StoredFile


def public_file(public_id: str) -> StoredFile | None:
    """Return the file with a public id if anybody may have it."""
    query = sa.select(StoredFile).where(StoredFile.public_id == public_id, StoredFile.public)
    return db.session.scalar(query)
