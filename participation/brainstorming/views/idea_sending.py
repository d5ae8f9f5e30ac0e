"""Send ideas and figures as files; written whole before they are sent, as a fault is no file."""

from io import BytesIO
from typing import IO

from flask import Response, send_file
from flask_babel import gettext as _

from participation.brainstorming.interchange.idea_tables import ideas_table, places, write_json
from participation.brainstorming.services.idea_files import Ideas
from participation.platform.web.languages import current_language
from participation.reports.data.geojson import MIMETYPE, write_places
from participation.reports.tables import Table, file_name
from participation.reports.writers import writer


def sent_ideas(ideas: Ideas, kind: str, name: str, comments: Ideas | None = None) -> Response:
    """Send ideas as CSV, a workbook with a sheet of comments, JSON or GeoJSON."""
    table = ideas_table(ideas.columns, ideas.rows, _("Ideas"))
    if kind == "xlsx" and comments:
        below = ideas_table(comments.columns, comments.rows, _("Comments"))
        return sent_table(table, kind, name, below)
    if kind in ("csv", "xlsx"):
        return sent_table(table, kind, name)
    file = BytesIO()
    if kind == "geojson":
        write_places(places(ideas.rows), file)
        return _sent(file, MIMETYPE, file_name(name, kind))
    write_json(ideas.rows, file)
    return _sent(file, "application/json", file_name(name, kind))


def sent_comments(comments: Ideas, kind: str, name: str) -> Response:
    """Send comments as CSV, a workbook or JSON."""
    if kind != "json":
        table = ideas_table(comments.columns, comments.rows, _("Comments"))
        return sent_table(table, kind, name)
    file = BytesIO()
    write_json(comments.rows, file, "comments")
    return _sent(file, "application/json", file_name(name, kind))


def sent_table(table: Table, kind: str, name: str, *more: Table) -> Response:
    """Send a table as CSV, or as a workbook that may have more sheets."""
    made = writer(kind)
    if kind == "xlsx":
        made = made(language=current_language(), title=name)
    file = BytesIO()
    made.write([table, *more], file)
    return _sent(file, made.mimetype, file_name(name, made.suffix))


def _sent(file: IO[bytes], mimetype: str, name: str) -> Response:
    file.seek(0)
    answer = send_file(file, mimetype=mimetype, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"  # an idea that is hidden now is in no copy
    return answer
