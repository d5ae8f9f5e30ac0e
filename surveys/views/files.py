"""Files of answers for those who analyse a survey.

A file is written whole before it is sent: by the time a server sends the parts of a stream, the
request's database session is gone, and a fault would reach the reader as half a file.
"""

from collections.abc import Sequence
from tempfile import TemporaryFile

from flask import Response, send_file

from participation.platform.web.languages import current_language
from participation.reports.tables import DatasetExporter, Table, file_name
from participation.reports.writers import writer


def workbook(tables: Sequence[Table], name: str) -> Response:
    """Send a workbook, written to disk row by row."""
    return _file(writer("xlsx")(language=current_language(), title=name), tables, name)


def csv_file(table: Table, key: str, name: str) -> Response:
    """Send a table as CSV, written to disk some hundred rows at a time."""
    return _file(writer(key), [table], name)


def _file(kind: DatasetExporter, tables: Sequence[Table], name: str) -> Response:
    file = TemporaryFile()  # noqa: SIM115 -- closed when it has been sent
    kind.write(tables, file)
    file.seek(0)
    download = file_name(name, kind.suffix)
    sent = send_file(file, mimetype=kind.mimetype, as_attachment=True, download_name=download)
    sent.headers["Cache-Control"] = "no-store"  # not for a year, as other files that are sent
    return sent
