"""Asking services outside: no redirects, so that only the address of the settings is asked."""

from email.message import Message
from typing import IO
from urllib.request import HTTPRedirectHandler, Request


class StayHere(HTTPRedirectHandler):
    """Follows no redirect: the address is chosen by whoever keeps the service, and nobody else."""

    def redirect_request(  # noqa: PLR0913, PLR0917 -- as its parent has it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Go nowhere."""
