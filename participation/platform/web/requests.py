"""What no page of ours sends: endless forms, a sign no database keeps, a form of another site."""

import io
from collections.abc import Callable
from typing import IO, Any

from flask import Flask, Request, abort, current_app, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

NUL = "\0"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
WORKSPACE = "/manage/"


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


def largest() -> int:
    """Return how many bytes the present request may have: words alone, or words with files."""
    whole: int = current_app.config["MAX_CONTENT_LENGTH"]
    words = min(request.max_form_memory_size or whole, whole)
    if request.mimetype == URLENCODED:
        return words
    is_form = request.mimetype == MULTIPART and (request.content_length or 0) <= whole
    return words if is_form else whole


def init_app(app: Flask, is_staff: Callable[[], bool] = lambda: False) -> None:
    """Clean and check every request before a guard or a view sees it.

    Whoever `is_staff` may send the workspace's longest forms; they are read after this.
    """
    app.request_class = HouseRequest
    app.before_request(_refuse_what_is_not_ours)

    @app.before_request
    def widen() -> None:
        if request.method == "POST" and WORKSPACE in request.path and is_staff():
            request.max_form_parts = current_app.config["STAFF_FORM_PARTS"]
            request.max_form_memory_size = current_app.config["STAFF_FORM_MEMORY_SIZE"]
