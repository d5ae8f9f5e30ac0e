"""`flask municipality …`."""

import json

import click
from flask.cli import AppGroup

from participation.municipality.models import Municipality
from participation.municipality.queries import settings
from participation.platform.command_line import Refused
from participation.platform.i18n.text import Text

group = AppGroup("municipality", help="The municipality's settings.")


@group.command("show")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(*, as_json: bool) -> None:
    """Show the settings."""
    municipality = settings()
    if municipality is None:
        raise Refused("There are no settings yet; an administrator saves them in the workspace.")
    found = _as_json(municipality)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for name, value in found.items():
        click.echo(f"{name}  {json.dumps(value, ensure_ascii=False)}")


def _as_json(municipality: Municipality) -> dict[str, object]:
    values = {
        column.key: getattr(municipality, column.key)
        for column in Municipality.__table__.c
        if column.key not in ("id", "logo_id")
    }
    return {
        name: value.to_json() if isinstance(value, Text) else value
        for name, value in values.items()
    }
