"""Which letters our fonts have: PDF/A and PDF/UA refuse a letter that could not be shown."""

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "print"
MISSING = "□"
HEADER, RECORD, SUBTABLE = 12, 16, 8
BY_RANGES, BY_GROUPS = 4, 12
LAST_RANGE = 0xFFFF


def printable(words: str) -> str:
    """Return words with a box in place of each letter that no font of ours has."""
    known = letters()
    return "".join(c if ord(c) in known or c.isspace() else MISSING for c in words)


@lru_cache(maxsize=1)
def letters() -> frozenset[int]:
    """Return the code points that our fonts can show, read from their own tables."""
    return frozenset(code for path in sorted(FONTS.glob("*.ttf")) for code in _letters_of(path))


def _letters_of(path: Path) -> Iterator[int]:
    content = path.read_bytes()
    (tables,) = struct.unpack_from(">H", content, 4)
    for place in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sLLL", content, HEADER + RECORD * place)
        if tag == b"cmap":
            yield from _cmap(content, offset)


def _cmap(content: bytes, start: int) -> Iterator[int]:
    (subtables,) = struct.unpack_from(">H", content, start + 2)
    for place in range(subtables):
        _platform, _encoding, offset = struct.unpack_from(
            ">HHL", content, start + 4 + SUBTABLE * place
        )
        (kind,) = struct.unpack_from(">H", content, start + offset)
        if kind == BY_GROUPS:
            yield from _groups(content, start + offset)
        elif kind == BY_RANGES:
            yield from _ranges(content, start + offset)


def _groups(content: bytes, start: int) -> Iterator[int]:
    (number,) = struct.unpack_from(">L", content, start + 12)
    for place in range(number):
        first, last, _glyph = struct.unpack_from(">LLL", content, start + 16 + 12 * place)
        yield from range(first, last + 1)


def _ranges(content: bytes, start: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", content, start + 6)
    number = double // 2
    ends = struct.unpack_from(f">{number}H", content, start + 14)
    firsts = struct.unpack_from(f">{number}H", content, start + 16 + double)
    for first, last in zip(firsts, ends, strict=True):
        if first != LAST_RANGE:
            yield from range(first, last + 1)
