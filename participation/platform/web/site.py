"""What every page shows of the municipality. A room above supplies it; pages only read it."""

from dataclasses import dataclass, field

from flask import current_app, g

from participation.platform.config import LANGUAGES
from participation.platform.i18n.text import Text
from participation.platform.web.moments import kept_a_moment


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
        found = g.site = kept_a_moment("site", current_app.extensions.get("site_loader", Site))
        current_app.extensions["site_last_seen"] = found
    return found


def use_site_last_seen() -> None:
    """Show the municipality as this process last saw it, for pages without a database."""
    g.site = current_app.extensions.get("site_last_seen") or Site()
