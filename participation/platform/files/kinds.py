"""Kinds of files people may send, recognised by what is inside them."""

import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import IO

HEAD = 4096
MOST_ENTRIES = 5_000
MOST_UNPACKED = 256 * 1024 * 1024
MOST_TIMES_LARGER = 200
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


class Kind(StrEnum):
    """What a file is. SVG is missing on purpose: it is a program."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    CSV = "csv"
    TXT = "txt"


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind is named."""

    content_type: str
    endings: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument."
FORMS: dict[Kind, Form] = {
    Kind.PDF: Form("application/pdf", ("pdf",)),
    Kind.PNG: Form("image/png", ("png",)),
    Kind.JPEG: Form("image/jpeg", ("jpg", "jpeg")),
    Kind.WEBP: Form("image/webp", ("webp",)),
    Kind.DOCX: Form(f"{OFFICE}wordprocessingml.document", ("docx",)),
    Kind.XLSX: Form(f"{OFFICE}spreadsheetml.sheet", ("xlsx",)),
    Kind.PPTX: Form(f"{OFFICE}presentationml.presentation", ("pptx",)),
    Kind.ODT: Form(ODT_TYPE.decode(), ("odt",)),
    Kind.CSV: Form("text/csv", ("csv",)),
    Kind.TXT: Form("text/plain", ("txt",)),
}
IMAGES = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP})
TEXTS = frozenset({Kind.CSV, Kind.TXT})
DOCUMENTS = frozenset(Kind) - IMAGES
INLINE = frozenset(FORMS[kind].content_type for kind in IMAGES)
OFFICE_PARTS = {"word/": Kind.DOCX, "xl/": Kind.XLSX, "ppt/": Kind.PPTX}


def kind_named(filename: str) -> Kind | None:
    """Return the kind that a file's name claims."""
    ending = PurePosixPath(filename.lower()).suffix.removeprefix(".")
    return next((kind for kind, form in FORMS.items() if ending in form.endings), None)


def kinds_inside(stream: IO[bytes]) -> frozenset[Kind]:
    """Return the kinds that what is inside fits; none if it is nothing we know."""
    stream.seek(0)
    head = stream.read(HEAD)
    if head.startswith(b"%PDF-"):
        return frozenset({Kind.PDF})
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return frozenset({Kind.PNG})
    if head.startswith(b"\xff\xd8\xff"):
        return frozenset({Kind.JPEG})
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return frozenset({Kind.WEBP})
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(stream)
    return TEXTS if _is_text(stream) else frozenset()


def _office_kind(stream: IO[bytes]) -> frozenset[Kind]:
    try:
        with zipfile.ZipFile(stream) as packed:
            entries = packed.infolist()
            if _is_dangerous(entries, _length(stream)):
                return frozenset()
            names = {entry.filename for entry in entries}
            if "mimetype" in names:
                with packed.open("mimetype") as declared:
                    is_odt = declared.read(len(ODT_TYPE) + 1).strip() == ODT_TYPE
                return frozenset({Kind.ODT}) if is_odt else frozenset()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return frozenset()
    found = {
        kind
        for folder, kind in OFFICE_PARTS.items()
        if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)
    }
    return frozenset(found) if len(found) == 1 else frozenset()


def _is_dangerous(entries: list[zipfile.ZipInfo], length: int) -> bool:
    """Tell whether a package would burst, hides parts in one another, is locked or has macros."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    return (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or unpacked > MOST_TIMES_LARGER * max(packed, 1)
        or packed > length
        or any(entry.flag_bits & 1 for entry in entries)
        or any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries)
    )


def _length(stream: IO[bytes]) -> int:
    return stream.seek(0, 2)


def _is_text(stream: IO[bytes]) -> bool:
    """Tell whether every byte can be read as text: UTF-8, UTF-16 with a mark, or Windows-1252."""
    stream.seek(0)
    found = stream.read()
    codings = ["utf-16"] if found[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8", "cp1252"]
    return any(_reads_as(found, coding) for coding in codings)


def _reads_as(found: bytes, coding: str) -> bool:
    try:
        words = found.decode(coding)
    except UnicodeDecodeError:
        return False
    return not any(sign < " " and sign not in "\t\n\r\f" for sign in words)
