"""How commands refuse: one sentence on standard error and exit status 2, never a traceback."""

from typing import IO, Any

import click


class Refused(click.ClickException):
    """A command cannot do what was asked; the message says why and what to do."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence alone."""
        click.echo(self.message, file=file, err=True)
