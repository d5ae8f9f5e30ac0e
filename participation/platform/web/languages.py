"""Languages in URLs: `/fi/`, `/sv/`, `/en/`, and the switcher between them."""

from typing import Any
from urllib.parse import quote, urlencode

from babel import Locale
from flask import Flask, abort, g, request
from markupsafe import Markup
from werkzeug.routing import BaseConverter

from participation.platform.config import LANGUAGES
from participation.platform.i18n.text import Text
from participation.platform.web.site import site

LOCALES = {code: Locale.parse({"en": "en_GB"}.get(code, code)) for code in LANGUAGES}
PLAIN_IN_PATHS = "!$&'()*+,/:;=@"


class LanguageConverter(BaseConverter):
    """A language the product speaks."""

    regex = "|".join(LANGUAGES)


def current_language() -> str:
    """Return the language of this request's pages."""
    found: str | None = g.get("language")
    if found is None:
        found = g.language = _language_of_path() or _language_wished()
    return found


def _language_of_path() -> str:
    """Return the language an address without a page begins with: errors are read in it too."""
    first = request.path.split("/", 2)[1] if request.url_rule is None else ""
    return first if first in site().languages else ""


def _language_wished() -> str:
    """Return the first language asked for that is offered; Swedish of Finland is Swedish."""
    offered = site().languages
    asked = (tag.split("-", 1)[0].lower() for tag, quality in request.accept_languages if quality)
    return next((code for code in asked if code in offered), site().main_language)


def select_locale() -> Locale:
    """Tell Flask-Babel which catalogue and formats to use."""
    return LOCALES[current_language()]


def here_in(language: str, page: str = "") -> str:
    """Return the address of this page, or of the one that takes its form, in another language."""
    if request.endpoint is None or "language_in_url" not in g:
        return f"/{language}/"
    path = page.removeprefix(request.script_root) or quote(request.path, safe=PLAIN_IN_PATHS)
    _, _, page = path.removeprefix("/").partition("/")  # every page's address is /fi/…
    address = f"{request.script_root}/{language}/{page}"
    # What stands after the question mark is a visitor's: never an argument of url_for.
    query = [(name, words) for name, words in request.args.items(multi=True) if name != "lang"]
    return f"{address}?{urlencode(query)}" if query else address


def say(text: Text | None, *, language: str = "") -> str | Markup:
    """Show people's words in the page's language; mark the language when it is another."""
    if not text:
        return ""
    wanted = language or current_language()
    words = text.translations.get(wanted)
    if words is not None:  # nearly always; a survey's page says a hundred texts
        return words
    found = text.language_for(wanted, site().main_language)
    words = text.translations[found]
    return Markup('<span lang="{}">{}</span>').format(found, words)


def plain(text: Text | None, *, language: str = "") -> str:
    """Return people's words without a mark, for titles and attributes."""
    return text.in_(language or current_language(), site().main_language) if text else ""


def init_app(app: Flask) -> None:
    """Take the language out of URLs and put it into links."""
    app.url_map.converters["language"] = LanguageConverter

    @app.url_value_preprocessor
    def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and "lang" in values:
            g.language = g.language_in_url = values.pop("lang")

    @app.before_request
    def _refuse_languages_switched_off() -> None:
        if "language" in g and g.language not in site().languages:
            g.pop("language")
            abort(404)

    @app.url_defaults
    def _add_language(endpoint: str, values: dict[str, Any]) -> None:
        if "lang" not in values and app.url_map.is_endpoint_expecting(endpoint, "lang"):
            values["lang"] = current_language()
