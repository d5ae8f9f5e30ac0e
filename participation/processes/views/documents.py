"""Documents of a process: for everybody to read, for staff to add."""

from typing import Any

import sqlalchemy as sa
from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.platform.access.routes import actor, public, requires
from participation.platform.extensions import db
from participation.platform.files.kinds import DOCUMENTS, IMAGES
from participation.platform.files.models import StoredFile
from participation.platform.files.refusals import FileRefused
from participation.platform.files.services import store
from participation.platform.files.words import explain
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.views.files import handed_out
from participation.platform.web.forms import ConfirmForm
from participation.processes.forms import DocumentForm
from participation.processes.models import Document, Process
from participation.processes.policy import may_edit_process, may_see_process
from participation.processes.queries import documents_of, events_of, process_named
from participation.processes.services.documents import add_document, edit_document, remove_document
from participation.processes.views.blueprint import bp
from participation.processes.views.public import public_process

PLACE = "/<language:lang>/manage/p/<slug>/documents"


@bp.app_template_global()
def file_kind(file: StoredFile) -> str:
    """Return what people call a file's type: PDF, DOCX."""
    return file.name.rpartition(".")[2].upper()


def document_named(process: Process, document: str) -> Document:
    """Return the document of this very process with a public id, or refuse."""
    found = db.session.scalar(
        sa.select(Document).where(Document.process_id == process.id, Document.public_id == document)
    )
    if found is None:
        raise NotFound
    return found


@bp.get("/<language:lang>/p/<slug>/documents/<document>")
@public
def document(slug: str, document: str) -> ResponseReturnValue:
    """Give a document to whoever may see its process."""
    process = public_process(slug)
    answer = handed_out(document_named(process, document).file)
    if process.published is None:  # drafts are seen by staff only, whatever stands in between
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _form(process: Process, obj: Any = None) -> DocumentForm:
    form = DocumentForm(obj=obj)
    form.offer_events(db.session.scalars(events_of(process)))
    return form


@bp.get(PLACE)
@requires(may_see_process, process_named)
def documents(slug: str) -> ResponseReturnValue:
    """List the documents."""
    process = process_named(slug)
    return render_template(
        "processes/manage/documents.html",
        process=process,
        documents=db.session.scalars(documents_of(process)).all(),
        may_edit=may_edit_process(actor(), process),
    )


def _added(form: DocumentForm, process: Process) -> bool:
    upload = form.file.data
    limit = current_app.config["SETTINGS"].upload_max_mb * 1024 * 1024
    try:
        with unit_of_work():
            file = store(upload.stream, upload.filename or "", DOCUMENTS | IMAGES, limit)
            add_document(process, file, form.words(), actor())
    except FileRefused as refusal:
        form.file.errors = [explain(refusal)]
        return False
    return True


@bp.route(f"{PLACE}/new", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def new_document(slug: str) -> ResponseReturnValue:
    """Add a document."""
    process = process_named(slug)
    form = _form(process)
    if form.validate_on_submit() and form.has_file() and _added(form, process):
        flash(_("The document is added."))
        return redirect(url_for(".documents", slug=slug))
    return render_template(
        "processes/manage/document.html", process=process, form=form, document=None
    )


@bp.route(f"{PLACE}/<document>", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def change_document(slug: str, document: str) -> ResponseReturnValue:
    """Change what a document is called."""
    process = process_named(slug)
    found = document_named(process, document)
    form = _form(process, found)
    if form.validate_on_submit():
        with unit_of_work():
            edit_document(found, process, form.words(), actor())
        flash(_("The changes are saved."))
        return redirect(url_for(".documents", slug=slug))
    return render_template(
        "processes/manage/document.html", process=process, form=form, document=found
    )


@bp.route(f"{PLACE}/<document>/delete", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def drop_document(slug: str, document: str) -> ResponseReturnValue:
    """Remove a document, once that is confirmed."""
    process = process_named(slug)
    found, form = document_named(process, document), ConfirmForm()
    if form.validate_on_submit():
        with unit_of_work():
            remove_document(found, process, actor())
        flash(_("The document is deleted."))
        return redirect(url_for(".documents", slug=slug))
    return render_template(
        "processes/manage/document_delete.html", process=process, form=form, document=found
    )
