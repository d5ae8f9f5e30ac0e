"""Pictures that staff send for options: stored as they come, so that no mistake loses them."""

from dataclasses import replace
from typing import Any

from flask import request

from participation.platform.files.kinds import IMAGES
from participation.platform.files.refusals import FileRefused
from participation.platform.files.services import store
from participation.platform.files.words import explain
from participation.platform.transactions import unit_of_work
from surveys.forms.building import QuestionForm
from surveys.forms.lines import Line, LinesField
from surveys.forms.mapping import MapPictureField
from surveys.views.asked.choice import picture_url
from surveys.views.manage.blueprint import bp

LARGEST = 5 * 1024 * 1024

bp.add_app_template_global(picture_url)


def keep_pictures(form: QuestionForm) -> None:
    """Store the pictures sent with a form; one that is refused becomes an error of its list."""
    if request.method != "POST":
        return
    for field in form:
        if isinstance(field, LinesField) and field.has_pictures:
            field.lines = [_kept(field, line) if line.upload else line for line in field.lines]
        elif isinstance(field, MapPictureField) and field.upload:
            field.image, field.refused = _stored(field.upload, field.image)


def _kept(field: LinesField, line: Line) -> Line:
    image, refused = _stored(line.upload, line.image)
    field.refused = refused or field.refused
    return replace(line, image=image, upload=None)


def _stored(upload: Any, before: str) -> tuple[str, str]:
    """Store a picture; return its name, or the one there was before and why it is refused."""
    try:
        with unit_of_work():
            file = store(upload.stream, upload.filename or "", IMAGES, LARGEST, public=True)
            return f"{file.public_id}/{file.name}", ""
    except FileRefused as refusal:
        return before, explain(refusal)
