r"""Columns as a file: a line of JSON, then the bare arrays, each at a multiple of 64 bytes.

    YHES1 <length of the JSON>\n <JSON> <padding> <array> <padding> <array> …

The JSON names the columns and says of each array its type, its shape and where it begins, counted
from the first array. A reader fetches one column at a time, so it never holds more, and a file
that is cut short is an error, never wrong figures.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import SEEK_SET
from math import prod
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from surveys.domain.counting.block import NOTHING, VERSION, Encoded, every_one
from surveys.domain.counting.column import Column, Rows, merged, taken, trimmed
from surveys.domain.counting.shapes import Shape

MAGIC = b"YHES1 "
ALIGNED = 64
LONGEST_HEAD = 64 * 1024 * 1024
ARRAYS = ("codes", "levels", "bits", "others", "points")
IDS = "ids"
ID_BYTES = 16


class BrokenSegment(Exception):
    """A file is no segment, or not all of one: count the responses anew."""


def write(block: Encoded, file: IO[bytes]) -> None:
    """Write a block."""
    arrays: list[NDArray[Any]] = []
    ids = np.frombuffer(b"".join(block.ids), np.uint8).reshape(-1, ID_BYTES)
    places = _Places(arrays)
    head = {
        "size": block.size,
        IDS: places.of(ids),
        "columns": {name: _described(column, places) for name, column in block.columns.items()},
    }
    words = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    start = MAGIC + str(len(words)).encode() + b"\n"
    file.write(start + words)
    _pad(file, len(start) + len(words))
    for array in arrays:
        file.write(array.tobytes())
        _pad(file, array.nbytes)


class _Places:
    """Where arrays will lie."""

    def __init__(self, arrays: list[NDArray[Any]]) -> None:
        self.arrays, self.end = arrays, 0

    def of(self, array: NDArray[Any]) -> list[Any]:
        self.arrays.append(array)
        place = [array.dtype.str, list(array.shape), self.end]
        self.end += -(-array.nbytes // ALIGNED) * ALIGNED
        return place


def _described(column: Column, places: _Places) -> dict[str, Any]:
    found = {name: getattr(column, name) for name in ARRAYS}
    return {
        "shape": column.shape.value,
        "options": column.options,
        "whole": column.whole,
        "arrays": {name: places.of(array) for name, array in found.items() if array is not None},
    }


def _pad(file: IO[bytes], length: int) -> None:
    file.write(b"\0" * (-length % ALIGNED))


@dataclass(frozen=True)
class Segment:
    """A block in a file that can be searched."""

    file: IO[bytes]
    version: int
    head: Mapping[str, Any]
    start: int
    gone: Rows = field(default_factory=lambda: NOTHING)

    @property
    def size(self) -> int:
        """How many responses there are, the ones that are gone among them."""
        return int(self.head["size"])

    @cached_property
    def keys(self) -> Collection[str]:
        """The names of the columns of answers."""
        return [name for name in self.head["columns"] if not name.startswith("@")]

    def column(self, key: str) -> Column | None:
        """Read a column, if the version has it."""
        if key == VERSION:
            return every_one(self.version, self.size)
        return self._column(key) if key in self.head["columns"] else None

    def _column(self, key: str) -> Column:
        found = self.head["columns"][key]
        arrays = {name: self._read(place) for name, place in found["arrays"].items()}
        return Column(
            key=key,
            shape=Shape(found["shape"]),
            options=tuple(found["options"]),
            whole=found["whole"],
            **arrays,
        )

    @cached_property
    def ids(self) -> NDArray[Any]:
        """The keys of the responses."""
        return self._read(self.head[IDS])

    def without(self, ids: Collection[bytes]) -> "Segment":
        """Return the same without some responses."""
        return replace(self, gone=self.rows_of(ids)) if ids else self

    def rows_of(self, ids: Collection[bytes]) -> Rows:
        """Return the rows of responses that are here."""
        here = self.ids.reshape(-1).view(f"V{ID_BYTES}")
        wanted = np.frombuffer(b"".join(sorted(ids)), f"V{ID_BYTES}")
        return np.flatnonzero(np.isin(_plain(here), _plain(wanted)))

    def block(self) -> Encoded:
        """Read everything that still counts into memory; of the rest no word is kept."""
        kept = np.setdiff1d(np.arange(self.size), self.gone)
        columns = {name: taken(self._column(name), kept) for name in self.head["columns"]}
        if len(self.gone):
            columns = {name: trimmed(column) for name, column in columns.items()}
        ids = [bytes(each) for each in self.ids[kept]]
        return Encoded(size=len(kept), version=self.version, columns=columns, ids=ids)

    def _read(self, place: Sequence[Any]) -> NDArray[Any]:
        kind, shape, offset = place
        dtype = np.dtype(kind)
        wanted = prod(shape) * dtype.itemsize
        self.file.seek(self.start + offset, SEEK_SET)
        found = self.file.read(wanted)
        if len(found) != wanted:
            raise BrokenSegment(self.head["size"])
        return np.frombuffer(found, dtype).reshape(shape)


def _plain(keys: NDArray[Any]) -> NDArray[Any]:
    """Return keys as two numbers each, which can be sorted."""
    return keys.view("<u8").reshape(-1, 2).view([("a", "<u8"), ("b", "<u8")]).reshape(-1)


def opened(file: IO[bytes], version: int) -> Segment:
    """Open a segment."""
    line = file.readline(ALIGNED)
    length = line.removeprefix(MAGIC).strip()
    if not line.startswith(MAGIC) or not length.isdigit() or int(length) > LONGEST_HEAD:
        raise BrokenSegment(line)
    words = file.read(int(length))
    if len(words) != int(length):
        raise BrokenSegment(line)
    end = len(line) + len(words)
    return Segment(file, version, json.loads(words), end + -end % ALIGNED)


def together(blocks: Sequence[Encoded], most: int) -> Iterator[Encoded]:
    """Put blocks of one version together, and part them again at `most` responses.

    Responses come in the order of their random keys, which tells nothing of when they came.
    """
    names = blocks[0].columns
    ids = [each for block in blocks for each in block.ids]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    columns = {name: merged([block.columns[name] for block in blocks]) for name in names}
    for first in range(0, len(ids), most):
        rows = np.array(order[first : first + most], np.intp)
        yield Encoded(
            size=len(rows),
            version=blocks[0].version,
            columns={name: taken(column, rows) for name, column in columns.items()},
            ids=[ids[row] for row in rows.tolist()],
        )
