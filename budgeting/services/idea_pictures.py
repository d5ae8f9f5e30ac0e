"""Pictures that residents send with ideas: kept under random names, drawn anew, swept away.

Whoever sends a form with a mistake keeps the picture: it waits a day for the idea. The name tells
nothing, and what the file was called is forgotten at once.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_hex
from typing import IO

import sqlalchemy as sa

from budgeting.proposal_models import Proposal
from participation.platform.extensions import db
from participation.platform.files.cleaning import cleaned
from participation.platform.files.kinds import FORMS, IMAGES
from participation.platform.files.storage import storage
from participation.platform.transactions import after_commit

FOLDER = "proposals"
LARGEST = 10 * 1024 * 1024
WAITS = timedelta(days=1)
CONTENT_TYPES = {kind.value: FORMS[kind].content_type for kind in IMAGES}


def keep(stream: IO[bytes]) -> str:
    """Keep a picture and return its key, or refuse the file."""
    kind, content = cleaned(stream, IMAGES, LARGEST)
    name = token_hex(16)
    key = f"{FOLDER}/{name[:2]}/{name}.{kind.value}"
    storage().write(key, content)
    return key


def is_ours(key: str) -> bool:
    """Tell whether a key that came with a form names a picture kept here."""
    return key.startswith(f"{FOLDER}/") and content_type(key) != "" and _exists(key)


def _exists(key: str) -> bool:
    try:
        return storage().exists(key)
    except ValueError:  # no key at all
        return False


def content_type(key: str) -> str:
    """Return what kind of picture a key names; empty if none."""
    return CONTENT_TYPES.get(key.rpartition(".")[2], "")


def forget(keys: Iterable[str]) -> None:
    """Delete pictures once the transaction is certain."""
    keeper, gone = storage(), [key for key in keys if key]

    def delete() -> None:
        for key in gone:
            keeper.delete(key)

    after_commit(delete)


def sweep(now: datetime) -> int:
    """Delete pictures that no idea has a day after they came; return how many."""
    keeper = storage()
    old = {key for key, written in keeper.kept(FOLDER) if written < now - WAITS}
    known = set(db.session.scalars(sa.select(Proposal.picture_key).distinct()))
    for key in old - known:
        keeper.delete(key)
    return len(old - known)
