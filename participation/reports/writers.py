"""The kinds of files that rows can be downloaded in, each loaded when first used."""

from collections.abc import Mapping
from typing import Any

from participation.platform.lazy import load

WRITERS: Mapping[str, str] = {
    "xlsx": "participation.reports.xlsx:XlsxFile",
    "csv": "participation.reports.csv:FINNISH_EXCEL",
    "csv-rfc4180": "participation.reports.csv:RFC_4180",
}


def writer(key: str) -> Any:
    """Return the writer of a kind of file."""
    return load(WRITERS[key])
