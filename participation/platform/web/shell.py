"""What every template may call: words, numbers, days, links, the municipality, the actor."""

from functools import partial
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from participation.platform.access.routes import actor
from participation.platform.i18n import locales
from participation.platform.web.languages import current_language, here_in, plain, say
from participation.platform.web.site import site


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
    environment.globals.update(
        site=site,
        actor=actor,
        language=current_language,
        language_names=locales.NAMES,
        here_in=here_in,
        say=say,
        plain=plain,
        features=partial(app.extensions.get, "features", ()),
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
    )
