"""`flask budgeting import` and `export`: elections from and into Pabulib files."""

import json
from pathlib import Path

import click
import sqlalchemy as sa

from budgeting import queries
from budgeting.commands import group, read_file
from budgeting.services import election_import, voting_files, voting_log
from budgeting.services.voting_count import outcome_of
from participation.activities.queries import activity_named
from participation.platform.access.actor import ANYBODY
from participation.platform.command_line import Refused
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.processes.models import Process


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--process", required=True, help="The address of the process it is added to.")
@click.option("--language", type=click.Choice(LANGUAGES), default="fi", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_election(file: Path, process: str, language: str, *, as_json: bool) -> None:
    """Make a draft budget with the projects of a Pabulib file; votes stay in the file."""
    document, _understood = read_file(file)
    found = db.session.scalar(sa.select(Process).where(Process.slug == process))
    if found is None:
        raise Refused(f"There is no process “{process}”.")
    if not election_import.fits(document):
        raise Refused(f"{file.name}: an amount is too large for a budget here.")
    with unit_of_work():
        made = election_import.take(found, document, language, actor=ANYBODY)
        told = {"id": made.activity.public_id, "projects": len(document.projects)}
    click.echo(
        json.dumps(told) if as_json else f"Draft {told['id']} with {told['projects']} projects."
    )


@group.command("export")
@click.argument("activity")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def export_election(activity: str, into: Path, *, as_json: bool) -> None:
    """Write the Pabulib files of a vote whose outcome is published, one for each area."""
    try:
        found = activity_named(activity)
        budget = queries.budget_of(found.id)
    except NotFound:
        raise Refused(f"There is no budget “{activity}”.") from None
    outcome = outcome_of(found.id)
    if outcome is None or outcome.published is None:
        closed = voting_log.find(found.id, voting_log.CLOSED)
        why = "is not published" if closed else "is not over"
        raise Refused(f"The vote {why}, so nobody may have its ballots.")
    into.mkdir(parents=True, exist_ok=True)
    names = [area["file"] for area in outcome.document["areas"] if area["file"]]
    for name in names:
        (into / name).write_bytes(voting_files.published_file(budget, outcome, name))
    paths = [str(into / name) for name in names]
    click.echo(json.dumps({"files": paths}) if as_json else "\n".join(paths))
