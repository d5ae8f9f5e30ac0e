"""XLSForms for tests: files of other projects, and small ones written as Markdown tables."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from surveys.interchange.imported import Imported
from surveys.interchange.report import Entry
from surveys.interchange.xlsform.reading import read_form

HERE = Path(__file__).parents[1] / "data" / "xlsforms"
OFFERED = ("fi", "sv", "en")
YES_NO = """
list_name | name | label
yn | yes | Kyllä
yn | no | Ei
"""
FINNISH = "default_language\nSuomi (fi)"
SUFFIXES = (".xlsx", ".xls", ".csv")


def files() -> list[Path]:
    """The forms kept here, and all in the folder `xlsforms` of YHES_DATA."""
    found = {file.name: file for file in sorted(HERE.iterdir()) if file.name != "SOURCES.md"}
    more = os.environ.get("YHES_DATA")
    if more:
        found |= {file.name: file for file in sorted((Path(more) / "xlsforms").iterdir())}
    return list(found.values())


def read_file(file: Path) -> Imported:
    """Read a file for a municipality in three languages."""
    return read_form(file.read_bytes(), file.name, OFFERED)


def read(survey: str, choices: str = "", settings: str = "") -> Imported:
    """Read a form given as rows `a | b`, one a line; the first line has the headers.

    Without settings of its own it is in Finnish where a column does not say otherwise.
    """
    said = settings or FINNISH
    return read_form(markdown(survey, choices, said).encode(), "form.md", OFFERED)


def markdown(survey: str, choices: str = "", settings: str = "") -> str:
    """Write the sheets as one Markdown table."""
    lines = []
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        written = [line.strip() for line in rows.strip().splitlines() if line.strip()]
        if written:
            lines += [f"| {name} |", *(f"| | {row} |" for row in written)]
    return "\n".join(lines)


def reasons(imported: Imported, effect: str = "") -> Counter[str]:
    """Count the reasons of a report."""
    return Counter(e.reason for e in imported.report.entries if effect in ("", e.effect))


def entry(imported: Imported, reason: str) -> Entry:
    """The one entry with a reason."""
    (found,) = (e for e in imported.report.entries if e.reason == reason)
    return found


def walk(children: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every element of pyxform's reading of a form, except what it made up itself."""
    made_up = ("reserved_name_for_field_list_labels", "generated_table_list_label")
    for child in children:
        if child["name"] == "meta" and child["type"] == "group":
            yield from (found for found in child["children"] if found["type"] == "audit")
            continue
        counts_repeats = child["type"] == "calculate" and child["bind"].get("readonly")
        if counts_repeats or child.get("label") == "Specify other.":
            continue
        if not child["name"].startswith(made_up):
            yield child
        if child["type"] in ("group", "repeat", "loop"):
            yield from walk(child["children"])
