"""What every template may call: words, numbers, days, links, the municipality, the actor."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from jinja2 import StrictUndefined

from participation.platform.access.routes import actor
from participation.platform.feature import Attention
from participation.platform.i18n import locales, words
from participation.platform.web import parts
from participation.platform.web.languages import current_language, here_in, plain, say
from participation.platform.web.site import site


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A link of the staff menu. `current` is the value of aria-current, empty elsewhere."""

    title: Any
    url: str
    current: str = ""


def staff_menu() -> list[MenuEntry]:
    """Return the places of the workspace that the actor may enter, in order."""
    items = [
        item
        for feature in current_app.extensions.get("features", ())
        for item in feature.menu
        if item.policy(actor())
    ]
    items.sort(key=lambda item: item.order)
    places = [(item.title, url_for(item.endpoint)) for item in items]
    # A page deep in one part of the workspace belongs to the entry whose address it continues.
    above = max((url for _, url in places if request.path.startswith(url)), key=len, default="")
    return [MenuEntry(title, url, _current(url, above)) for title, url in places]


def places() -> list[MenuEntry]:
    """Return the pages for everybody that rooms want linked."""
    features = current_app.extensions.get("features", ())
    found = [place for feature in features for place in feature.places]
    return [MenuEntry(place.title, url_for(place.endpoint)) for place in found]


def begun_here() -> list[Attention]:
    """Return what this browser began and has not finished."""
    features = current_app.extensions.get("features", ())
    return [one for feature in features for look in feature.unfinished for one in look()]


def _current(url: str, above: str) -> str:
    if url == request.path:
        return "page"
    return "true" if url == above else ""


def _in_language(write: Any) -> Any:
    """Make a filter of a function that needs the language."""

    def filtered(value: Any, *more: Any, **options: Any) -> str:
        return (
            ""
            if value is None
            else str(write(value, *more, language=current_language(), **options))
        )

    return filtered


def init_app(app: Flask) -> None:
    """Furnish the template environment."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.do")
    words.init_app(app)
    parts.init_app(app)
    environment.globals.update(
        site=site,
        actor=actor,
        language=current_language,
        language_names=locales.NAMES,
        here_in=here_in,
        say=say,
        plain=plain,
        staff_menu=staff_menu,
        places=places,
        begun_here=begun_here,
    )
    environment.filters.update(
        day=_in_language(locales.day),
        clock_time=_in_language(locales.clock_time),
        moment=_in_language(locales.moment),
        span=_in_language(locales.span),
        month=_in_language(locales.month),
        month_span=_in_language(locales.month_span),
        number=_in_language(locales.number),
        percent=_in_language(locales.percent),
        size=_in_language(locales.size),
        most=_in_language(locales.most),
    )
