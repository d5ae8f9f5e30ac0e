"""Pictures that staff send for options: stored as soon as they come, so that no mistake loses them."""

from dataclasses import replace

from flask import request

from participation.platform.files.kinds import IMAGES
from participation.platform.files.refusals import FileRefused
from participation.platform.files.services import store
from participation.platform.files.words import explain
from participation.platform.transactions import unit_of_work
from surveys.forms.building import QuestionForm
from surveys.forms.lines import Line, LinesField

LARGEST = 5 * 1024 * 1024


def keep_pictures(form: QuestionForm) -> None:
    """Store the pictures sent with a form; one that is refused becomes an error of its list."""
    if request.method != "POST":
        return
    for field in form:
        if isinstance(field, LinesField) and field.has_pictures:
            field.lines = [_kept(field, line) if line.upload else line for line in field.lines]


def _kept(field: LinesField, line: Line) -> Line:
    try:
        with unit_of_work():
            name = line.upload.filename or ""
            file = store(line.upload.stream, name, IMAGES, LARGEST, public=True)
            return replace(line, image=f"{file.public_id}/{file.name}", upload=None)
    except FileRefused as refusal:
        field.refused = explain(refusal)
        return replace(line, upload=None)
