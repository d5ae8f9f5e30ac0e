"""Files of answers for those who analyse a survey."""

from collections.abc import Sequence
from tempfile import TemporaryFile

from flask import Response, send_file, stream_with_context

from participation.platform.web.languages import current_language
from participation.reports.tables import Table, file_name
from participation.reports.writers import writer


def workbook(tables: Sequence[Table], name: str) -> Response:
    """Send a workbook, written to disk row by row."""
    kind = writer("xlsx")(language=current_language(), title=name)
    file = TemporaryFile()  # noqa: SIM115 -- closed when it has been sent
    kind.write(tables, file)
    file.seek(0)
    download = file_name(name, kind.suffix)
    return send_file(file, mimetype=kind.mimetype, as_attachment=True, download_name=download)


def csv_file(table: Table, key: str, name: str) -> Response:
    """Send a table as CSV while it is being read."""
    kind = writer(key)
    disposition = f'attachment; filename="{file_name(name, kind.suffix)}"'
    lines = stream_with_context(kind.stream(table))
    return Response(lines, mimetype=kind.mimetype, headers={"Content-Disposition": disposition})
