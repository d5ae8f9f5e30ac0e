"""Read a workbook in a process of its own, with little memory and little time.

Run as a program: the workbook on standard input, the names of wanted sheets as arguments (none:
the first sheet), JSON on standard output. A crafted workbook may name a cell so far out that the
reader asks for more memory than there is; here that ends only this process. Imports nothing of
the house, so that it starts fast.
"""

import json
import resource
import sys
from collections.abc import Collection
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MEMORY = 1024 * 1024 * 1024
SECONDS = 10
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 20_000, 400, 10_000_000


class TooLarge(Exception):
    """The workbook holds more than people type."""


def limit() -> None:
    """Keep this process small and short."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def words(value: Any) -> str:
    """Write a cell as a person would have typed it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date, time)):
        return value.isoformat(*([" "] if isinstance(value, datetime) else []))
    return str(value).replace("\N{NO-BREAK SPACE}", " ").strip()


def read(content: bytes, wanted: Collection[str] = ()) -> dict[str, Any]:
    """Return the names of all sheets and the cells of those wanted, in lower case."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets, characters = {}, 0
    for name in book.sheet_names if wanted else book.sheet_names[:1]:
        if wanted and name.strip().lower() not in wanted and len(book.sheet_names) > 1:
            continue
        sheet = book.get_sheet_by_name(name)
        bottom, right = sheet.end or (0, 0)
        if bottom >= MOST_ROWS or right >= MOST_COLUMNS:
            raise TooLarge(name)
        rows = [[words(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        characters += sum(len(cell) for row in rows for cell in row)
        if characters > MOST_CHARACTERS:
            raise TooLarge(name)
        sheets[name] = rows
    return {"names": book.sheet_names, "sheets": sheets}


def main() -> None:
    """Do it."""
    limit()
    try:
        answer = read(sys.stdin.buffer.read(), sys.argv[1:])
    except TooLarge as error:
        answer = {"error": "sheet_too_large", "sheet": str(error)}
    except (CalamineError, ValueError, OverflowError) as error:
        kind = type(error).__name__
        answer = {"error": "has_password" if "Password" in kind else "damaged_file"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
