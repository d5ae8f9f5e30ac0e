"""A form field for the picture that is a map."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

IMAGE = re.compile(r"[a-z0-9]{1,40}/[^/]{1,200}")


class MapPictureField(Field):
    """Holds a stored picture; posts `name-image`, `name-drop` and, for another one, `name-file`."""

    image = ""
    upload: Any = None
    refused = ""

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,
    ) -> None:
        """Read which picture is kept, and the one that was sent."""
        super().process(None, data, extra_filters)
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
