"""A Frictionless Data Package: a zip of answers, their codebook, and what they are.

Data Package and Table Schema: https://datapackage.org/standard/. Reasons for missing answers are
the schema's `missingValues`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import dumps
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from participation.reports.csv import RFC_4180
from participation.reports.data.dataset import Dataset, Field, Kind
from participation.reports.tables import Column, Row, Table, file_name

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    Kind.CODE: "string",
    Kind.MARK: "string",
    Kind.NUMBER: "number",
    Kind.TEXT: "string",
    Kind.DAY: "date",
}
CODEBOOK = ("field", "label", "code", "meaning")


@dataclass(frozen=True, slots=True)
class DataPackage:
    """A zip with `datapackage.json`, `codebook.csv` and the rows, in a file named for them."""

    suffix: str = "zip"
    mimetype: str = "application/zip"

    def write(self, dataset: Dataset, file: IO[bytes]) -> None:
        """Write the package, holding some hundred rows."""
        with ZipFile(file, "w", ZIP_DEFLATED) as package:
            package.writestr(
                "datapackage.json", dumps(_about(dataset), ensure_ascii=False, indent=1)
            )
            names = [Column(title=field.name) for field in dataset.fields]
            rows = ([_cell(cell) for cell in row] for row in dataset.rows)
            _add(package, f"{dataset.name}.csv", Table(name=dataset.name, columns=names, rows=rows))
            titles = [Column(title=title) for title in CODEBOOK]
            _add(
                package,
                "codebook.csv",
                Table(name="codebook", columns=titles, rows=_codes(dataset)),
            )


def _cell(cell: Any) -> Any:
    return cell if cell is not None else ""


def _add(package: ZipFile, name: str, table: Table) -> None:
    with package.open(name, "w", force_zip64=True) as part:
        RFC_4180.write([table], part)


def _about(dataset: Dataset) -> dict[str, Any]:
    fields = [_described(field) for field in dataset.fields]
    answers = {"fields": fields, "missingValues": ["", *dataset.missing]}
    codebook = {"fields": [{"name": name, "type": "string"} for name in CODEBOOK]}
    return {
        "$schema": PROFILE,
        "name": file_name(dataset.title, "x").removesuffix(".x"),
        "title": dataset.title,
        "sources": [{"title": dataset.title, "path": dataset.source}],
        "resources": [
            _resource(dataset.name, answers),
            _resource("codebook", codebook),
        ],
    }


def _resource(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": dict(schema),
    }


def _described(field: Field) -> dict[str, Any]:
    about: dict[str, Any] = {"name": field.name, "title": field.label, "type": TYPES[field.kind]}
    if field.codes:
        about["categories"] = [
            {"value": code, "label": words} for code, words in field.codes.items()
        ]
    return about


def _codes(dataset: Dataset) -> Iterator[Row]:
    for code, words in dataset.missing.items():
        yield "", "", code, words
    for field in dataset.fields:
        yield field.name, field.label, "", ""
        for code, words in field.codes.items():
            yield field.name, field.label, code, words


PACKAGE = DataPackage()
