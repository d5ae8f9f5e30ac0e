"""Small files for statistics programs, made by a process of its own.

The libraries take a hundred megabytes that a web process would never give back.
"""

import subprocess
import sys
from collections.abc import Mapping
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import participation
from participation.reports.data.dataset import Dataset, Field, Kind
from participation.reports.writers import writer

HOUSE = Path(participation.__file__).parents[1]
PATIENCE = 60


def written_apart(dataset: Dataset, kind: str) -> bytes:
    """Return a dataset without days as a kind of file (see `WRITERS`)."""
    finished = subprocess.run(  # noqa: S603 -- our own program, people's words come as data
        [sys.executable, "-m", __name__, kind],
        input=dumps(_packed(dataset)).encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=True,
        cwd=HOUSE,
    )
    return finished.stdout


def _packed(dataset: Dataset) -> dict[str, Any]:
    fields = [
        {"name": each.name, "label": each.label, "kind": each.kind, "codes": dict(each.codes)}
        for each in dataset.fields
    ]
    plain = ("title", "language", "source", "size", "name")
    return {
        **{name: getattr(dataset, name) for name in plain},
        "fields": fields,
        "missing": dict(dataset.missing),
        "rows": [list(row) for row in dataset.rows],
    }


def unpacked(packed: Mapping[str, Any]) -> Dataset:
    """Return the dataset that another process has packed."""
    fields = [Field(**each | {"kind": Kind(each["kind"])}) for each in packed["fields"]]
    return Dataset(**{**packed, "fields": fields})


def main() -> None:
    """Read a packed dataset, write the file."""
    dataset, kind = unpacked(loads(sys.stdin.buffer.read())), writer(sys.argv[1])
    with TemporaryFile() as file:
        kind.write(dataset, file)
        file.seek(0)
        sys.stdout.buffer.write(file.read())


if __name__ == "__main__":
    main()
