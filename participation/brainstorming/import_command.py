"""`flask brainstorming import-ideas`: ideas from a file, with a report line by line."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from participation.activities.models import Activity
from participation.brainstorming.interchange.idea_cells import LONGEST, LONGEST_NAME, Fault, Wrong
from participation.brainstorming.interchange.idea_rows import IdeaRow, read
from participation.brainstorming.queries import brainstorm_here, brainstorm_of
from participation.brainstorming.services import importing
from participation.platform import clock
from participation.platform.access.actor import ANYBODY
from participation.platform.command_line import Refused
from participation.platform.files.refusals import FileRefused, FileTooLarge, WrongKind
from participation.platform.files.tables import read_table
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work

LARGEST_FILE = 20 * 1024 * 1024
SENTENCES = {
    Wrong.COLUMN_MISSING: "there is no column {column}",
    Wrong.COLUMN_TWICE: "the column {column} is there twice",
    Wrong.EMPTY: "the idea is empty",
    Wrong.TOO_LONG: "{column} has more than {longest} characters",
    Wrong.UNREADABLE: "{column} has a sign that cannot be shown",
    Wrong.UNKNOWN_QUESTION: "{said!r} is none of the questions",
    Wrong.UNKNOWN: "{said!r} is not known as {column}",
    Wrong.NOT_A_PLACE: "latitude and longitude are two numbers in degrees",
    Wrong.NOT_A_DAY: "{said!r} is not a day, such as 2026-11-23",
    Wrong.LATER: "the day {said!r} is still to come",
}


@click.command("import-ideas")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", "name", required=True, help="The brainstorm that takes them, by its code.")
@click.option("--dry-run", is_flag=True, help="Report only; save nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@with_appcontext
def import_ideas(file: Path, name: str, *, dry_run: bool, as_json: bool) -> None:
    """Take ideas in from a CSV or XLSX file; the same file twice adds nothing."""
    activity = _brainstorm(name)
    rows, faults = _read(file, activity)
    found = importing.prospect(brainstorm_of(activity.id), rows)
    taken = 0 if dry_run else _taken(activity, rows)
    told: dict[str, Any] = {
        "lines": len(rows) + len({one.line for one in faults}),
        "new": len(found.rows),
        "known": found.known,
        "new_themes": list(found.themes),
        "taken": taken,
        "faults": [_fault(one) for one in faults],
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for one in told["faults"]:
        click.echo(f"Line {one['line']}: {one['sentence']}.", err=True)
    click.echo(
        f"{told['lines']} lines, {told['new']} new ideas, {told['known']} known, "
        f"{len(faults)} faults. Took {taken} in."
    )


def _brainstorm(name: str) -> Activity:
    try:
        return brainstorm_here(name)
    except NotFound:
        raise Refused(f"There is no brainstorm {name}.") from None


def _read(file: Path, activity: Activity) -> tuple[list[IdeaRow], list[Fault]]:
    try:
        with file.open("rb") as stream:
            grid = read_table(stream, file.name, LARGEST_FILE)
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None
    except FileRefused as refusal:
        raise Refused(f"{file.name}: {_why(refusal)}.") from None
    known = importing.known_here(brainstorm_of(activity.id), clock.today())
    rows, faults = read(grid, known)
    if faults and not rows:
        raise Refused(f"{file.name}, line {faults[0].line}: {_fault(faults[0])['sentence']}.")
    return rows, faults


def _why(refusal: FileRefused) -> str:
    if isinstance(refusal, FileTooLarge):
        return "it is too large"
    if isinstance(refusal, WrongKind):
        return "only .csv and .xlsx are read"
    return "it is empty, broken, protected, or something else than its name says"


def _taken(activity: Activity, rows: Sequence[IdeaRow]) -> int:
    with unit_of_work():
        return importing.take(activity, rows, actor=ANYBODY, now=clock.now())


def _fault(one: Fault) -> dict[str, Any]:
    longest = LONGEST if one.column.startswith("words") else LONGEST_NAME
    words = SENTENCES[one.wrong].format(column=one.column, said=one.said, longest=longest)
    return {"line": one.line, "column": one.column, "wrong": one.wrong.value, "sentence": words}
