"""Files of columns beside the stored count of a survey with many answers; `docs/counting.md`.

`StoredCount.segments` lists them: `{"parts": [{"key", "version", "size"}], "gone": [hex]}`, with
the versions by their ids and the keys of responses that do not count any more. The list changes
only in the transaction that changes the count, so both are always of the same moment. Files never
change: what is written anew has a new name, and the old one is deleted after the commit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from secrets import token_hex
from tempfile import SpooledTemporaryFile
from typing import Any

import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.files.storage import storage
from participation.platform.transactions import after_commit, after_failure
from surveys.domain.counting import segments
from surveys.domain.counting.block import Encoded
from surveys.domain.counting.count import count_columns
from surveys.domain.counting.segments import BrokenSegment, Segment
from surveys.domain.counting.tally import Counts
from surveys.models import StoredCount
from surveys.queries import Versions

FOLDER = "counts"
LEAST = 1_000  # fewer answers are read as they are
MOST = 100_000  # answers in one file
IN_MEMORY = 4 * 1024 * 1024
LONELY = timedelta(hours=1)

Part = Mapping[str, Any]
Blocks = Iterable[tuple[int, Encoded]]  # by the id of the version


class Writer:
    """Collects blocks of all responses, counts them and writes files of a hundred thousand."""

    def __init__(self, survey_id: int) -> None:
        self.survey_id, self.total = survey_id, 0
        self.waiting: dict[int, list[Encoded]] = defaultdict(list)
        self.parts: list[Part] = []
        self.counts = Counts()

    def add(self, version_id: int, block: Encoded) -> None:
        """Take a block; write a file when there is enough for one."""
        self.total += block.size
        many = self.waiting[version_id]
        many.append(block)
        if sum(each.size for each in many) >= MOST:
            self._write(version_id, self.waiting.pop(version_id))

    def done(self) -> dict[str, Any] | None:
        """Write the rest; return the list of files, or nothing if there are too few answers."""
        for version_id, many in self.waiting.items():
            self._write(version_id, many)
        return self.listed()

    def listed(self) -> dict[str, Any] | None:
        """Return the list of the files that have been written."""
        return {"parts": self.parts, "gone": []} if self.parts else None

    def forget(self) -> None:
        """Delete what has been written: nobody will ever name it."""
        for part in self.parts:
            _deleted(part["key"])

    def _write(self, version_id: int, many: Sequence[Encoded]) -> None:
        for block in segments.together(many, MOST):
            self.counts += count_columns((block.columns[key] for key in block.keys), block.size)
            if self.total > LEAST:
                self.parts.append(_kept(self.survey_id, version_id, block))


def _kept(survey_id: int, version_id: int, block: Encoded) -> Part:
    """Write a file; if the transaction fails, nobody ever hears of it."""
    key = f"{FOLDER}/{survey_id}/{token_hex(16)}"
    with SpooledTemporaryFile(IN_MEMORY) as file:
        segments.write(block, file)
        file.seek(0)
        storage().write(key, file)
    after_failure(partial(_deleted, key))
    return {"key": key, "version": version_id, "size": block.size}


def _forgotten(parts: Iterable[Part]) -> None:
    for part in parts:
        after_commit(partial(_deleted, part["key"]))


def _deleted(key: str) -> None:
    storage().delete(key)


def replaced(stored: StoredCount, by: Mapping[str, Any] | None) -> None:
    """List other files than before."""
    if stored.segments:
        _forgotten(stored.segments["parts"])
    stored.segments = dict(by) if by else None


def drop(stored: StoredCount, response_id: bytes) -> None:
    """Note that a response in a file does not count any more; the next refresh takes it out."""
    if stored.segments:
        gone = [*stored.segments["gone"], response_id.hex()]
        stored.segments = {**stored.segments, "gone": gone}


def has_gone(stored: StoredCount) -> bool:
    """Tell whether a file still holds what does not count any more."""
    return bool(stored.segments and stored.segments["gone"])


def with_gone() -> Iterator[int]:
    """Yield the surveys whose files still hold what does not count any more."""
    listed = sa.select(StoredCount.survey_id, StoredCount.segments).where(
        StoredCount.segments.is_not(None)
    )
    for survey_id, document in db.session.execute(listed):
        if document["gone"]:
            yield survey_id


def extended(stored: StoredCount, new: Blocks) -> None:
    """Take out what is gone, then add blocks. Without files, answers are read as they are.

    A file that cannot be read is the job's to make anew (see `is_whole`).
    """
    if not stored.segments:
        return
    try:
        parts = list(_cleared(stored))
        parts += [_kept(stored.survey_id, version_id, block) for version_id, block in new]
        parts = list(_merged(stored.survey_id, parts))
    except (FileNotFoundError, BrokenSegment):
        replaced(stored, None)
        return
    names = {part["key"] for part in parts}
    _forgotten(part for part in stored.segments["parts"] if part["key"] not in names)
    stored.segments = {"parts": parts, "gone": []}


def _cleared(stored: StoredCount) -> Iterator[Part]:
    """Yield the parts, those written anew that held something that is gone."""
    document = stored.segments or {"parts": [], "gone": []}
    gone = _ids(document)
    for part in document["parts"]:
        with storage().open(part["key"]) as file:
            segment = segments.opened(file, 0)
            left = segment.without(gone)
            if not len(left.gone):
                yield part
            elif len(left.gone) < left.size:
                yield _kept(stored.survey_id, part["version"], left.block())


def _merged(survey_id: int, parts: Sequence[Part]) -> Iterator[Part]:
    """Yield parts; those of a version that are not full are put together, in no order of coming.

    So no file tells which answers came in the same minute.
    """
    by_version: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        if part["size"] < MOST:
            by_version[part["version"]].append(part)
    many = {key: small for key, small in by_version.items() if len(small) > 1}
    yield from (part for part in parts if part not in many.get(part["version"], ()))
    for version_id, small in many.items():
        blocks = [_block(part) for part in small]
        _forgotten(small)
        for block in segments.together(blocks, MOST):
            yield _kept(survey_id, version_id, block)


def _block(part: Part) -> Encoded:
    with storage().open(part["key"]) as file:
        return segments.opened(file, 0).block()


def _ids(document: Mapping[str, Any]) -> frozenset[bytes]:
    return frozenset(bytes.fromhex(each) for each in document["gone"])


def opened(document: Mapping[str, Any], known: Versions, files: ExitStack) -> list[Segment]:
    """Open the files of a list; a version published after this moment is left out."""
    gone = _ids(document)
    found = []
    for part in document["parts"]:
        if part["version"] in known:
            file = files.enter_context(storage().open(part["key"]))
            segment = segments.opened(file, known[part["version"]][0])
            found.append(segment.without(gone))
    return found


def lacking() -> Sequence[int]:
    """Return the surveys with many answers whose files are not there, or not all of them."""
    rows = db.session.execute(
        sa.select(
            StoredCount.survey_id,
            StoredCount.counts["responses"].as_integer().label("responses"),
            StoredCount.segments,
        )
    )
    return [
        row.survey_id
        for row in rows
        if (row.responses or 0) > LEAST and not (row.segments and is_whole(row.segments))
    ]


def is_whole(document: Mapping[str, Any]) -> bool:
    """Tell whether every file of a list is there."""
    return all(storage().exists(part["key"]) for part in document["parts"])


def sweep(now: datetime) -> int:
    """Delete files that no list names, an hour after they were written."""
    listed = {
        part["key"]
        for document in db.session.scalars(
            sa.select(StoredCount.segments).where(StoredCount.segments.is_not(None))
        )
        for part in (document or {}).get("parts", ())
    }
    old = [key for key, at in storage().kept(FOLDER) if key not in listed and now - at > LONELY]
    for key in old:
        storage().delete(key)
    return len(old)
