"""Parquet files (Apache Parquet format), written some thousand rows at a time.

Codes are dictionaries of strings, missing reasons among them. A number has its reason in a column
of its own beside it, `name~missing`, since a column of numbers holds numbers only. Labels stand in
the metadata of the fields, as JSON.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from json import dumps
from typing import IO, Any

import pyarrow as pa
from pyarrow import parquet

from participation.reports.data.dataset import Dataset, Field, Kind, Row

TYPES = {
    Kind.CODE: pa.dictionary(pa.int32(), pa.string()),
    Kind.MARK: pa.dictionary(pa.int32(), pa.string()),
    Kind.NUMBER: pa.float64(),
    Kind.TEXT: pa.string(),
    Kind.DAY: pa.date32(),
}
WHY = "~missing"


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """A Parquet file, compressed."""

    suffix: str = "parquet"
    mimetype: str = "application/vnd.apache.parquet"

    def write(self, dataset: Dataset, file: IO[bytes]) -> None:
        """Write the dataset, holding one batch of rows."""
        schema = _schema(dataset)
        with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            for rows in dataset.batches():
                arrays = list(_arrays(dataset, rows))
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _schema(dataset: Dataset) -> Any:
    fields = []
    for field in dataset.fields:
        about = {"label": field.label}
        if field.codes:
            about["codes"] = dumps(dict(field.codes), ensure_ascii=False)
        fields.append(pa.field(field.name, TYPES[field.kind], metadata=about))
        if _has_reasons(field):
            fields.append(pa.field(f"{field.name}{WHY}", TYPES[Kind.CODE]))
    missing = dumps(dict(dataset.missing), ensure_ascii=False)
    about = {"title": dataset.title, "language": dataset.language, "missing": missing}
    return pa.schema(fields, metadata=about | {"source": dataset.source})


def _has_reasons(field: Field) -> bool:
    return field.kind in (Kind.NUMBER, Kind.DAY)


def _arrays(dataset: Dataset, rows: Sequence[Row]) -> Iterator[Any]:
    for place, field in enumerate(dataset.fields):
        cells = [row[place] for row in rows]
        if not _has_reasons(field):
            words = [None if cell is None else str(cell) for cell in cells]
            array = pa.array(words, pa.string())
            yield array.dictionary_encode() if TYPES[field.kind] == TYPES[Kind.CODE] else array
            continue
        wanted = date if field.kind is Kind.DAY else (int, float)
        plain = [cell if isinstance(cell, wanted) else None for cell in cells]
        yield pa.array(plain, TYPES[field.kind])
        reasons = [cell if isinstance(cell, str) else None for cell in cells]
        yield pa.array(reasons, pa.string()).dictionary_encode()


PARQUET = ParquetFile()
