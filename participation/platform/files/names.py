"""Names of files that are safe on every system and in every header."""

import re
import unicodedata

from participation.platform.files.kinds import FORMS, Kind

LONGEST = 100
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*%;\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def safe_name(filename: str, kind: Kind) -> str:
    """Return what the file may be called: its own words, without paths, with its kind's ending."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] if "." in last else last
    words = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", stem))
    words = " ".join(words.split()).strip(". ")[:LONGEST].strip(". ")
    # A device stays one on Windows whatever follows its name's first point.
    if not words or _RESERVED.fullmatch(words.partition(".")[0].rstrip()):
        words = "file"
    return f"{words}.{FORMS[kind].endings[0]}"
