"""The municipality's Word template: looked through before it is kept, for every report to use.

A template may bring looks, a header and a footer. It brings no programs, and nothing in it reaches
outside: whoever opens a report must not fetch anything from anywhere.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from participation.municipality.queries import settings
from participation.municipality.services.settings import change_template
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.files.cleaning import cleaned
from participation.platform.files.kinds import Kind, kinds_inside
from participation.platform.files.models import StoredFile
from participation.platform.files.packages import BROKEN, MOST_UNPACKED
from participation.platform.files.refusals import (
    FileMissing,
    FileRefused,
    FileTooLarge,
    NotWhatItSays,
)
from participation.platform.files.services import store
from participation.platform.files.storage import storage
from participation.platform.lazy import load

LARGEST = 5 * 1024 * 1024
TRIED = "participation.reports.docx.trying:tried"
TYPES = "[Content_Types].xml"
PROGRAMS = re.compile(r"vba|macros|activex|\.bin$|\.exe$|\.js$|\.vbs$", re.IGNORECASE)
OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External|/(aFChunk|subDocument)[\"']", re.IGNORECASE)
INSTRUCTIONS = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr\s*=\s*\"([^\"]*)\"")
FETCHES = re.compile(
    rb"\b(INCLUDETEXT|INCLUDEPICTURE|IMPORT|DDE|DDEAUTO|LINK|EMBED|DATABASE|RD|MACROBUTTON|"
    rb"HYPERLINK\s+(?!\\l)\S)",
    re.IGNORECASE,
)
# Word remembers from which template a document was made; reports need not.
CAME_FROM = re.compile(
    rb"<w:attachedTemplate\b[^>]*/>|<Relationship\b[^>]*/attachedTemplate\"[^>]*/>"
)
# A template for documents is the same as a document but for its type.
AS_TEMPLATE, AS_DOCUMENT = b"wordprocessingml.template.main", b"wordprocessingml.document.main"


class HasPrograms(FileRefused):
    """The template has macros or other programs."""


class ReachesOutside(FileRefused):
    """The template links to, or fetches, something outside itself."""


def looked_through(stream: IO[bytes]) -> bytes:
    """Return a template that reports can be written into, or refuse it."""
    content = stream.read(LARGEST + 1)
    if not content:
        raise FileMissing
    if len(content) > LARGEST:
        raise FileTooLarge(limit=LARGEST)
    _kind, clean = cleaned(io.BytesIO(_plain(content)), {Kind.DOCX}, LARGEST)
    packed = clean.getvalue()
    try:
        load(TRIED)(packed)
    except Exception:  # noqa: BLE001 -- a file of others can break a library in any way
        raise NotWhatItSays from None
    return packed


def _plain(content: bytes) -> bytes:
    """Return the package as that of a document, or refuse what it brings.

    Here first, as the general check would say of all this only that the file is broken.
    """
    written = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
            entries = _entries(old, content)
            for entry in entries:
                part = _part(entry.filename, old.read(entry))
                new.writestr(entry.filename, part, zipfile.ZIP_DEFLATED)
    except BROKEN:
        raise NotWhatItSays from None
    return written.getvalue()


def _entries(package: zipfile.ZipFile, content: bytes) -> list[zipfile.ZipInfo]:
    """Return the parts, or refuse by their names and sizes, before any is read."""
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if any(PROGRAMS.search(name) for name in names):
        raise HasPrograms
    too_large = sum(entry.file_size for entry in entries) > MOST_UNPACKED
    if (
        too_large
        or len(names) != len(set(names))
        or Kind.DOCX not in kinds_inside(io.BytesIO(content))
    ):
        raise NotWhatItSays
    return entries


def _part(name: str, part: bytes) -> bytes:
    """Return a part without the template that it came from; refuse what reaches outside."""
    if name == TYPES:
        if b"macroEnabled" in part:
            raise HasPrograms
        return part.replace(AS_TEMPLATE, AS_DOCUMENT)
    if name.endswith((".xml", ".rels")):
        part = CAME_FROM.sub(b"", part)
        _refuse_reaching(part)
    return part


def _refuse_reaching(part: bytes) -> None:
    """Refuse a part that names something outside, or declares entities."""
    plain = part.replace(b"\x00", b"")  # UTF-16 has the same words with air between the letters
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise NotWhatItSays
    if OUTSIDE.search(plain) or FETCHES.search(b"".join(_instructions(plain))):
        raise ReachesOutside


def _instructions(part: bytes) -> Iterator[bytes]:
    """Yield what fields do; Word parts one instruction into several pieces."""
    for written, simple in INSTRUCTIONS.findall(part):
        yield written or b" %s " % simple


def keep(stream: IO[bytes], name: str, *, actor: Actor) -> StoredFile:
    """Keep a template in the place of the one there was."""
    content = looked_through(stream)
    called = name if name.lower().endswith(".docx") else f"{name.rpartition('.')[0]}.docx"
    file = store(io.BytesIO(content), called, {Kind.DOCX}, 2 * LARGEST)
    change_template(actor, file)
    return file


def present() -> StoredFile | None:
    """Return the template there is."""
    found = settings()
    return db.session.get(StoredFile, found.template_id) if found and found.template_id else None


def content_of_present() -> bytes | None:
    """Return what the template holds, if there is one and its file is there."""
    found = present()
    if found is None:
        return None
    try:
        with storage().open(found.key) as kept:
            return kept.read()
    except FileNotFoundError:
        return None
