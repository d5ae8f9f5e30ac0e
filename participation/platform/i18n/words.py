"""Interface words, found once: a page says a hundred of them.

Flask-Babel spells out the locale for every word and Jinja formats each anew, which together cost
more than all the rest of a page. Here a catalogue is kept by its locale and a sentence without
places by its catalogue, so that saying it again is two look-ups.
"""

from functools import lru_cache
from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, g, has_app_context
from flask_babel import Domain, get_locale, get_translations
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup

MOST_SENTENCES = 8_192


BY_LOCALE: dict[Locale, NullTranslations] = {}


class Catalogues(Domain):
    """The catalogues of the house, by locale. What language is spoken, the request says."""

    def get_translations(self) -> NullTranslations:
        """Return the catalogue of the language that is spoken here and now."""
        return catalogue() or super().get_translations()


def catalogue() -> NullTranslations | None:
    """Return the catalogue of the language that is spoken; none where no request says which."""
    if not has_app_context():
        return None
    said = g.get("_flask_babel")  # where Flask-Babel keeps the locale, once it has been asked
    locale = getattr(said, "babel_locale", None) or get_locale()
    if locale is not None and locale not in BY_LOCALE:
        BY_LOCALE[locale] = Domain().get_translations()
    return BY_LOCALE.get(locale)


@lru_cache(maxsize=MOST_SENTENCES)
def _sentence(spoken: NullTranslations, words: str) -> Markup:
    return Markup(spoken.ugettext(words)) % {}  # noqa: S704 -- our own words


@pass_eval_context
def gettext(template: EvalContext, words: str, /, **places: Any) -> str:
    """Say words in a template: `{{ _("Hello %(name)s", name=name) }}`; places are escaped."""
    spoken = catalogue() or get_translations()
    if not template.autoescape:
        return str(spoken.ugettext(words)) % places
    if places:
        return Markup(spoken.ugettext(words)) % places  # noqa: S704 -- our own words
    return _sentence(spoken, words)


@pass_eval_context
def ngettext(template: EvalContext, one: str, more: str, number: int, /, **places: Any) -> str:
    """Say words that depend on a number."""
    words = (catalogue() or get_translations()).ungettext(one, more, number)
    facts = {"num": number, **places}
    return Markup(words) % facts if template.autoescape else str(words) % facts  # noqa: S704


def init_app(app: Flask) -> None:
    """Let Flask-Babel read these catalogues, and templates speak by these functions."""
    app.extensions["babel"].instance.domain_instance = Catalogues()
    app.jinja_env.globals.update(gettext=gettext, ngettext=ngettext, _=gettext)
