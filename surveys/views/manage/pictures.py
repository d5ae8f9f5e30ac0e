"""Pictures that staff send for options and maps: stored before the form is looked at."""

from dataclasses import replace

from flask import request

from participation.platform.files.pictures import PictureField, keep_picture
from surveys.forms.building import QuestionForm
from surveys.forms.lines import Line, LinesField


def keep_pictures(form: QuestionForm) -> None:
    """Store the pictures sent with a form; one that is refused becomes an error of its list."""
    if request.method != "POST":
        return
    for field in form:
        if isinstance(field, LinesField) and field.has_pictures:
            field.lines = [_kept(field, line) if line.upload else line for line in field.lines]
        elif isinstance(field, PictureField):
            field.keep()


def _kept(field: LinesField, line: Line) -> Line:
    image, refused = keep_picture(line.upload, line.image)
    field.refused = refused or field.refused
    return replace(line, image=image, upload=None)
