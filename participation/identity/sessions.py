"""Who is signed in."""

from flask.typing import ResponseReturnValue

from participation.platform.access.actor import ANYBODY, Actor


def load_actor() -> Actor:
    """Return the actor of this request's session."""
    return ANYBODY


def sign_in_page(error: Exception) -> ResponseReturnValue:
    """Ask to sign in, keeping what was typed."""
    return "sign in", 403
