"""Add, describe and remove the documents of a process."""

from dataclasses import dataclass

from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.files.services import forget
from participation.platform.i18n.text import Text
from participation.processes.models import Document, Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What people are told of a file."""

    title: Text
    language: str
    event_id: int | None = None


def add_document(process: Process, file: StoredFile, words: Description, actor: Actor) -> Document:
    """List a stored file among the documents of the process."""
    document = Document(
        process_id=process.id,
        file=file,
        title=words.title,
        language=words.language,
        event_id=words.event_id,
    )
    db.session.add(document)
    db.session.flush()
    _record("add", document, process, actor)
    return document


def edit_document(document: Document, process: Process, words: Description, actor: Actor) -> None:
    """Change what a document is called and belongs to."""
    document.title, document.language = words.title, words.language
    document.event_id = words.event_id
    db.session.flush()
    _record("edit", document, process, actor)


def remove_document(document: Document, process: Process, actor: Actor) -> None:
    """Remove a document and its file."""
    _record("remove", document, process, actor)
    file = document.file
    db.session.delete(document)
    db.session.flush()
    forget(file)


def _record(verb: str, document: Document, process: Process, actor: Actor) -> None:
    record(
        actor,
        f"document.{verb}",
        document.public_id,
        process_id=process.id,
        after={
            "title": document.title.to_json(),
            "language": document.language,
            "sha256": document.file.sha256,
        },
    )
