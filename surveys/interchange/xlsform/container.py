"""Look at a file before any program opens it: what it is, and whether it is a trap."""

import re
from enum import StrEnum
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 -- an exception, whatever it is called there

from surveys.interchange.report import FormRefused

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_MEMBERS = 2_000
GREATEST_RATIO = 200
CHUNK = 1024 * 1024

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What unpacking says of bytes that are not what they should be.
DAMAGED = (
    BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, LZMAError,
    ZlibError,
)  # fmt: skip
DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


class Form(StrEnum):
    """How a form is written down."""

    WORKBOOK = "workbook"
    CSV = "csv"
    MARKDOWN = "markdown"


def form_of(content: bytes, name: str) -> Form:
    """Return what the file is by its content; refuse what must not be opened."""
    if not content:
        raise FormRefused("empty_file")
    if len(content) > LARGEST_FILE:
        raise FormRefused("file_too_large", limit=LARGEST_FILE, size=len(content))
    if content.startswith(ZIP):
        _check_zip(content)
        return Form.WORKBOOK
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise FormRefused("has_password")
        return Form.WORKBOOK
    if b"\0" in content[:4096]:
        raise FormRefused("not_a_form")
    return Form.MARKDOWN if name.lower().endswith(".md") else Form.CSV


def _check_zip(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _check_sizes(members, len(content))
            if "xl/workbook.xml" not in archive.namelist():
                raise FormRefused("not_a_form")
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_declarations(archive, member)
    except DAMAGED as error:
        raise FormRefused("damaged_file") from error


def _check_sizes(members: list[ZipInfo], size: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise FormRefused("too_many_parts", limit=MOST_MEMBERS, count=len(members))
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_UNPACKED or unpacked > size * GREATEST_RATIO:
        raise FormRefused("unpacks_too_large", limit=LARGEST_UNPACKED)
    if any(member.flag_bits & 1 for member in members):
        raise FormRefused("has_password")


def _check_declarations(archive: ZipFile, member: ZipInfo) -> None:
    """Refuse XML that declares a document type: no spreadsheet program writes one."""
    before = b""
    with archive.open(member) as file:
        while chunk := file.read(CHUNK).replace(b"\0", b""):
            if DECLARATION.search(before + chunk):
                raise FormRefused("declares_entities")
            before = chunk[-16:]
