"""What every page shows of the municipality. A room above supplies it; pages only read it."""

import time
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, g, has_request_context, request

from participation.platform.config import LANGUAGES
from participation.platform.i18n.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A municipality's face: names, languages, colours, and who can be called."""

    name: Text = field(default_factory=Text)
    genitive: Text = field(default_factory=Text)
    inessive: Text = field(default_factory=Text)
    languages: tuple[str, ...] = LANGUAGES
    required_languages: tuple[str, ...] = ("fi",)
    main_language: str = "fi"
    theme_version: str = ""
    logo_url: str = ""
    phone: str = ""
    email: str = ""
    hours: Text = field(default_factory=Text)
    service_languages: Text = field(default_factory=Text)
    address: Text = field(default_factory=Text)


def site() -> Site:
    """Return the municipality of this request, read once."""
    found: Site | None = g.get("site")
    if found is None:
        found = g.site = _kept() or _read()
    return found


def _read() -> Site:
    found: Site = current_app.extensions.get("site_loader", Site)()
    _memory().update(site=found, until=time.monotonic() + current_app.config["SITE_LIVES"])
    return found


def _kept() -> Site | None:
    """Return the municipality as this process read it a moment ago.

    A flood of visitors would read the same row with every page. Whoever changes it has a session
    and sees it at once.
    """
    memory = _memory()
    if time.monotonic() >= memory["until"] or not has_request_context():
        return None
    has_session = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return None if has_session else memory["site"]


def _memory() -> dict[str, Any]:
    """Return what this process remembers of the municipality."""
    memory: dict[str, Any] = current_app.extensions.setdefault("site", {"site": None, "until": 0.0})
    return memory


def use_site_last_seen() -> None:
    """Show the municipality as this process last saw it, for pages without a database."""
    g.site = _memory()["site"] or Site()
