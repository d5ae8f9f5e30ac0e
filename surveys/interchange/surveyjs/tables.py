"""Tables of SurveyJS whose columns are fields of any kind, as elements that ask the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.interchange.surveyjs import values
from surveys.interchange.surveyjs.values import Thing

CHOICES = frozenset({"dropdown", "radiogroup", "buttongroup"})
USUAL = "dropdown"
OWN = ("name", "title", "cellType", "yhes")


@dataclass(frozen=True, slots=True)
class Cells:
    """An element that asks a column, or one cell of it; `words` come after the table's title.

    `aliases` are the names that conditions call it by, each with the row it stands for.
    """

    element: dict[str, Any]
    words: tuple[Any, ...]
    aliases: Mapping[str, str]


def rows_of(table: Thing) -> list[dict[str, Any]]:
    """Return the rows as objects; a plain value is its own words."""
    listed = table.get("rows")
    found = listed if isinstance(listed, list) else []
    return [
        dict(each) if isinstance(each, Mapping) else {"value": each}
        for each in found
        if isinstance(each, Mapping) or values.words(each)
    ]


def type_in(table: Thing, column: Thing) -> str:
    """Return the type of the cells of a column."""
    own = values.words(column.get("cellType")).replace("default", "")
    return own or values.words(table.get("cellType")).replace("default", "") or USUAL


def choices_in(table: Thing, column: Thing) -> Any:
    """Return the choices of a column; those of the table unless it has its own."""
    return column.get("choices") or table.get("choices")


def are_two_scales(table: Thing) -> bool:
    """Tell whether each statement is rated twice and nothing else is asked."""
    columns = values.things(table.get("columns"))
    return (
        len(columns) == 2  # noqa: PLR2004 -- two scales
        and bool(rows_of(table))
        and all(
            type_in(table, column) in CHOICES and _are_several(choices_in(table, column))
            for column in columns
        )
    )


def _are_several(choices: Any) -> bool:
    return isinstance(choices, list) and len(choices) > 1


def cells(table: Thing, name: str) -> Iterator[Cells]:
    """Yield what asks the columns: a matrix for one of choices, else a question for each row."""
    rows = rows_of(table)
    for column in values.things(table.get("columns")):
        column_name = values.words(column.get("name"))
        title = column.get("title") or column_name
        if not rows:
            yield Cells(_cell(table, column, f"{name}.{column_name}"), (title,), {})
        elif type_in(table, column) in CHOICES and _are_several(choices_in(table, column)):
            yield _matrix(table, column, name, rows)
        else:
            for row in rows:
                value = values.words(row.get("value"))
                words = (row.get("text") or value, title)
                full = f"{name}.{value}.{column_name}"
                yield Cells(_cell(table, column, full), words, {})


def _cell(table: Thing, column: Thing, name: str) -> dict[str, Any]:
    kept = {key: value for key, value in column.items() if key not in OWN}
    return {**kept, "type": type_in(table, column), "name": name} | (
        {"choices": choices_in(table, column)} if choices_in(table, column) else {}
    )


def _matrix(table: Thing, column: Thing, name: str, rows: list[dict[str, Any]]) -> Cells:
    found = _cell(table, column, f"{name}.{values.words(column.get('name'))}")
    found |= {"type": "matrix", "columns": found.pop("choices"), "rows": rows}
    aliases = {
        f"{name}.{value}.{values.words(column.get('name'))}": value
        for value in (values.words(row.get("value")) for row in rows)
    }
    return Cells(found, (column.get("title") or column.get("name"),), aliases)


def of_text(matrix: Thing) -> dict[str, Any]:
    """Return a matrix in whose cells one writes as a table of fields."""
    columns = [
        {"name": each.get("value"), "title": each.get("text"), "cellType": "text"}
        for each in rows_of({"rows": matrix.get("columns")})
    ]
    return {**matrix, "columns": columns}


def once(elements: Any, before: str, after: str) -> Any:
    """Return what is repeated as it is asked once: names of `before` are those of `after`."""
    if isinstance(elements, str):
        return elements.replace(f"{{{before}.", f"{{{after}")
    if isinstance(elements, list):
        return [once(each, before, after) for each in elements]
    if isinstance(elements, Mapping):
        return {key: once(value, before, after) for key, value in elements.items()}
    return elements
