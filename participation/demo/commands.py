"""`flask demo …`."""

import click
from flask import current_app
from flask.cli import AppGroup

from participation.demo.load import NotEmpty, load
from participation.demo.people import greeting
from participation.platform import clock
from participation.platform.command_line import Refused

group = AppGroup("demo", help="The demo town.")


@group.command("load")
def load_town() -> None:
    """Load the demo town into an empty database; where it is already, change nothing."""
    if current_app.config["SETTINGS"].is_production:
        raise Refused("The demo town is not for production: its password is known to everybody.")
    try:
        # Publishing names places to mend, which needs to know where the service is.
        with current_app.test_request_context():
            is_new = load(clock.now())
    except NotEmpty:
        raise Refused(
            "There is a municipality here already; the demo town wants an empty database."
        ) from None
    click.echo("The demo town is loaded." if is_new else "The demo town was here already.")
    click.echo(greeting(current_app._get_current_object()))  # type: ignore[attr-defined]  # noqa: SLF001
