"""`flask surveys …`."""

import json

import click
from flask.cli import AppGroup

from participation.activities.queries import activity_named
from participation.platform import clock
from participation.platform.command_line import Refused
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from surveys.services import counting

group = AppGroup("surveys", help="Surveys and their answers.")


@group.command("recount")
@click.argument("activity")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def recount(activity: str, *, as_json: bool) -> None:
    """Count all answers of a survey anew and keep the figures."""
    try:
        found = activity_named(activity)
        with unit_of_work():
            counts = counting.rebuild(found.id, clock.now())
    except NotFound:
        raise Refused(f"There is no survey {activity}.") from None
    if as_json:
        click.echo(json.dumps({"activity": activity, "responses": counts.responses}))
        return
    click.echo(f"Counted {counts.responses} responses.")
