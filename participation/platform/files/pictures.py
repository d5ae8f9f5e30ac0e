"""Pictures that staff send with a form: stored as they come, so that no mistake loses them."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from flask import url_for
from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from participation.platform.files.kinds import IMAGES
from participation.platform.files.models import StoredFile
from participation.platform.files.queries import public_file
from participation.platform.files.refusals import FileRefused
from participation.platform.files.services import store
from participation.platform.files.words import explain
from participation.platform.transactions import unit_of_work

IMAGE = re.compile(r"[a-z0-9]{1,40}/[^/]{1,200}")
LARGEST = 5 * 1024 * 1024


class PictureField(Field):
    """Holds a stored picture; posts `name-image`, `name-drop` and, for another one, `name-file`.

    `alt` is said of the picture on the form; the macro `picture` renders the field.
    """

    image = ""
    upload: Any = None
    refused = ""

    def __init__(self, *arguments: Any, alt: Any = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.alt = alt

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,
    ) -> None:
        """Read which picture is kept, and the one that was sent."""
        super().process(None, data, extra_filters)
        if isinstance(self.data, StoredFile):
            self.image = name_of(self.data)
        if formdata and f"{self.name}-image" in formdata:
            posted = formdata.get(f"{self.name}-image", "")
            is_kept = IMAGE.fullmatch(posted) and not formdata.get(f"{self.name}-drop")
            self.image = posted if is_kept else ""
            sent = formdata.get(f"{self.name}-file")
            self.upload = sent if getattr(sent, "filename", "") else None

    def pre_validate(self, form: Any) -> None:
        """Refuse what storing refused."""
        if self.refused:
            raise ValidationError(self.refused)

    def keep(self) -> None:
        """Store the picture that was sent, before the form is looked at."""
        if self.upload:
            self.image, self.refused = keep_picture(self.upload, self.image)


def keep_picture(upload: Any, before: str) -> tuple[str, str]:
    """Store a picture; return its name, or the one there was before and why it is refused."""
    try:
        with unit_of_work():
            file = store(upload.stream, upload.filename or "", IMAGES, LARGEST, public=True)
            return name_of(file), ""
    except FileRefused as refusal:
        return before, explain(refusal)


def name_of(picture: StoredFile) -> str:
    """Return what a picture is called where it is used."""
    return f"{picture.public_id}/{picture.name}"


def picture_named(image: str) -> StoredFile | None:
    """Return the stored picture that anybody may see under a name, if there is one."""
    found = public_file(image.partition("/")[0]) if image else None
    is_one = found is not None and found.content_type.startswith("image/")
    return found if is_one else None


def picture_url(image: str) -> str:
    """Return where a stored picture is."""
    public_id, _slash, name = image.partition("/")
    return url_for("platform.file", public_id=public_id, name=name)
