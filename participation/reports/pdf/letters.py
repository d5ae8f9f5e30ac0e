"""Which letters our fonts have: PDF/A and PDF/UA refuse a letter that could not be shown."""

import re
import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, unescape

from participation.reports.drawing.letters import width

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "print"
MISSING = "□"
DISALLOWED = dict.fromkeys((0, 0xFEFF, 0xFFFE))  # in any text, by ISO 19005-2, 6.2.11.7.2
HEADER, RECORD, SUBTABLE = 12, 16, 8
BY_RANGES, BY_GROUPS = 4, 12
LAST_RANGE = 0xFFFF


# The first font that has a letter shows it.
FAMILIES = (
    ("SourceSans3_400Regular.ttf", "Source Sans 3"),
    ("NotoSansArabic_400Regular.ttf", "Noto Sans Arabic"),
    ("NotoSansHebrew_400Regular.ttf", "Noto Sans Hebrew"),
    ("NotoEmoji_400Regular.ttf", "Noto Emoji"),
)
# They join signs or say how to draw them, and have no shape of their own.
JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
WORDS = re.compile(r"<text(?P<looks>[^>]*)>(?P<words>[^<]*)</text>")
PLACE = re.compile(
    r' x="(?P<x>[-\d.]+)".*? font-size="(?P<size>[\d.]+)"[^>]*?( text-anchor="(?P<anchor>\w+)")?$'
)
X, ANCHOR = re.compile(r' x="[-\d.]+"'), re.compile(r' text-anchor="\w+"')
ANCHORS = {"middle": 0.5, "end": 1.0}


def printable(words: str) -> str:
    """Return words with a box in place of each letter that no font of ours has."""
    known, allowed = letters(), words.translate(DISALLOWED)
    return "".join(c if ord(c) in known or c.isspace() else MISSING for c in allowed)


def boxed(words: str) -> str:
    """Return the letters that become boxes, each once."""
    known = letters()
    found = dict.fromkeys(JOINERS.sub("", words))
    return "".join(c for c in found if ord(c) not in known and c.isprintable() and not c.isspace())


def dressed(svg: str) -> str:
    """Return a drawing in which each text element has letters of one font, and names it.

    Fonts are not sought in a list where one line of a drawing needs several of them, and parts of
    a line with fonts of their own end the typesetter.
    """
    return WORDS.sub(_texts, svg)


def _texts(found: re.Match[str]) -> str:
    looks, words = found["looks"], unescape(found["words"])
    runs = list(_runs(printable(JOINERS.sub("", words))))
    place = PLACE.search(looks)
    if len(runs) <= 1 or place is None:
        family = runs[0][0] if runs else FAMILIES[0][1]
        return _text(looks, family, "".join(letters for _family, letters in runs))
    size, is_bold = float(place["size"]), "font-weight" in looks
    widths = [width(letters, size, is_bold=is_bold) for _family, letters in runs]
    parts, x = [], float(place["x"]) - sum(widths) * ANCHORS.get(place["anchor"] or "", 0)
    for (family, letters), wide in zip(runs, widths, strict=True):
        parts.append(_text(ANCHOR.sub("", X.sub(f' x="{x:.1f}"', looks, count=1)), family, letters))
        x += wide
    return "".join(parts)


def _text(looks: str, family: str, words: str) -> str:
    named = "" if family == FAMILIES[0][1] else f" font-family=\"'{family}'\""
    return f"<text{looks}{named}>{escape(words)}</text>"


def _runs(words: str) -> Iterator[tuple[str, str]]:
    """Part words by font; a font goes on as long as it has the letters."""
    known, family, run = families(), "", ""
    for letter in words:
        if family and ord(letter) in known[family] and family != FAMILIES[0][1]:
            run += letter
            continue
        next_family = next((f for f, own in known.items() if ord(letter) in own), FAMILIES[0][1])
        if run and next_family != family:
            yield family, run
            run = ""
        family, run = next_family, run + letter
    if run:
        yield family, run


def letters() -> frozenset[int]:
    """Return the code points that our fonts can show."""
    return frozenset().union(*families().values())


@lru_cache(maxsize=1)
def families() -> dict[str, frozenset[int]]:
    """Return the code points that each font can show, read from its own tables."""
    return {family: frozenset(_letters_of(FONTS / name)) for name, family in FAMILIES}


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
