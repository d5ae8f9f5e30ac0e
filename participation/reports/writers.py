"""The kinds of files that rows and reports are written as, each loaded when first used."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from participation.platform.lazy import load

WRITERS: Mapping[str, str] = {
    "xlsx": "participation.reports.xlsx:XlsxFile",
    "csv": "participation.reports.csv:FINNISH_EXCEL",
    "csv-rfc4180": "participation.reports.csv:RFC_4180",
    "sav": "participation.reports.data.statistical:SPSS",
    "dta": "participation.reports.data.statistical:STATA",
    "parquet": "participation.reports.data.parquet:PARQUET",
    "datapackage": "participation.reports.data.package:PACKAGE",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """A kind of file of reports. Its writer takes a laid document, a face and a moment."""

    writer: str
    mimetype: str


OFFICE = "application/vnd.openxmlformats-officedocument"
REPORTS: Mapping[str, ReportKind] = {
    "pdf": ReportKind(writer="participation.reports.pdf.writer:pdf", mimetype="application/pdf"),
    "docx": ReportKind(
        writer="participation.reports.docx.writer:docx",
        mimetype=f"{OFFICE}.wordprocessingml.document",
    ),
    "pptx": ReportKind(
        writer="participation.reports.pptx.writer:pptx",
        mimetype=f"{OFFICE}.presentationml.presentation",
    ),
    "xlsx": ReportKind(
        writer="participation.reports.workbook:workbook",
        mimetype=f"{OFFICE}.spreadsheetml.sheet",
    ),
}


def writer(key: str) -> Any:
    """Return the writer of a kind of file."""
    return load(WRITERS[key])
