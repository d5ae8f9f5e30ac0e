"""Flask, without what this house never uses and would pay for at every request."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

from participation.platform.extensions import limiter
from participation.platform.web.signing import quick


class Sessions(SecureCookieSessionInterface):
    """Flask's session cookies; what signs them is kept for as long as the secret stays."""

    def __init__(self) -> None:
        self.kept: dict[Any, URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs and reads cookies with the app's present secrets."""
        secrets = app.secret_key, tuple(app.config["SECRET_KEY_FALLBACKS"] or ())
        if secrets not in self.kept:
            self.kept = {secrets: quick(super().get_signing_serializer(app))}
        return self.kept[secrets]

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the session, if there is one or there was one to forget."""
        if session or session.modified:
            super().save_session(app, session, response)
        elif session.accessed:
            response.vary.add("Cookie")


class House(Flask):
    """An application whose views are plain functions."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.session_interface = Sessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function as it is; Flask would look at each, every time, for `async`."""
        return func

    def limit_marked_views(self) -> None:
        """Let the views marked with a limit count; the others have none to look for."""
        after = list(self.after_request_funcs[None])
        limiter.init_app(self)
        looks = limiter._check_request_limit  # noqa: SLF001 -- at every view; those marked look too
        hooks = self.before_request_funcs[None]
        self.before_request_funcs[None] = [hook for hook in hooks if hook != looks]
        # What it does after a request is to write headers, which are switched off.
        self.after_request_funcs[None] = after
