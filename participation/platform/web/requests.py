"""What no page of ours sends: endless forms, a sign no database keeps, a form of another site."""

import io
from typing import IO, Any

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

NUL = "\0"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
URLENCODED = "application/x-www-form-urlencoded"


class TypedWords(ImmutableMultiDict[str, Any]):
    """Fields of a form or query without the character NUL, which PostgreSQL refuses to keep."""

    def __init__(self, mapping: Any = None) -> None:
        super().__init__(mapping)
        if any(NUL in name or NUL in str(value) for name, value in self.items(multi=True)):
            pairs = [(_clean(name), _clean(value)) for name, value in self.items(multi=True)]
            super().__init__(pairs)


def _clean(value: Any) -> Any:
    return value.replace(NUL, "") if isinstance(value, str) else value


class BoundedForms(FormDataParser):
    """Reads forms; Werkzeug limits those with files only and takes endless lists of fields."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        """Refuse a form without files that is too long or has too many fields."""
        if mimetype != URLENCODED or self.max_form_memory_size is None:
            return super().parse(stream, mimetype, content_length, options)
        body = stream.read(self.max_form_memory_size + 1)
        fields = body.count(b"&") + 1
        if len(body) > self.max_form_memory_size or fields > (self.max_form_parts or fields):
            raise RequestEntityTooLarge
        return super().parse(io.BytesIO(body), mimetype, len(body), options)


class HouseRequest(Request):
    """A request whose words can be kept."""

    parameter_storage_class = TypedWords
    form_data_parser_class = BoundedForms


def _refuse_what_is_not_ours() -> None:
    if NUL in request.path:
        abort(404)
    # Tokens refuse these too; a browser that says so itself is believed before anything is read.
    if request.method not in READING and request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(400)


def init_app(app: Flask) -> None:
    """Clean and check every request before a guard or a view sees it."""
    app.request_class = HouseRequest
    app.before_request(_refuse_what_is_not_ours)
