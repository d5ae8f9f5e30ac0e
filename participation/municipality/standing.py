"""Standing pages as they are shown: the municipality's own words, or the template's."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from participation.municipality.domain.standing import (
    PARAGRAPHS,
    WORDS,
    broken_as_typed,
    filled,
    link,
    literal,
)
from participation.municipality.markdown import rendered
from participation.municipality.models import Municipality, StandingPage
from participation.municipality.queries import standing_page
from participation.municipality.services.settings import settings_to_edit
from participation.platform.config import LANGUAGES
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language
from participation.platform.web.site import site

FOLDER = Path(__file__).parent / "standing"
SLUGS = ("accessibility", "privacy", "terms")
LOCALES = {"en": "en_GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A standing page in one language, ready to be put on a page."""

    slug: str
    title: str
    body: Markup
    language: str


@cache
def template_of(slug: str) -> tuple[Text, Text]:
    """Return a template's heading and text in every language; refuse a page nobody knows."""
    if slug not in SLUGS:
        raise NotFound
    titles, bodies = {}, {}
    for code in LANGUAGES:
        words = FOLDER.joinpath(f"{slug}.{code}.md").read_text(encoding="utf-8")
        heading, _newline, body = words.partition("\n")
        titles[code], bodies[code] = heading.removeprefix("# "), body.strip() + "\n"
    return Text(titles), Text(bodies)


@cache
def supervisor() -> Text:
    """Return who supervises digital services when the municipality has not written it."""
    return Text(
        {
            code: FOLDER.joinpath(f"supervisor.{code}.md").read_text(encoding="utf-8").strip()
            for code in LANGUAGES
        }
    )


def words_of(slug: str) -> tuple[Text, Text]:
    """Return a page's heading and text: staff's own, else the template's."""
    template = template_of(slug)
    page: StandingPage | None = standing_page(slug)
    return (page.title, page.body) if page else template


def shown_page(slug: str) -> ShownPage:
    """Return a page in the visitor's language, else in another one it exists in."""
    return shown(slug, *words_of(slug))


def shown(slug: str, title: Text, body: Text, language: str = "") -> ShownPage:
    """Return a page's words with the municipality's settings put in, as HTML."""
    found = body.language_for(language or current_language(), site().main_language)
    source = filled(body.translations.get(found, ""), places(found))
    return ShownPage(
        slug=slug,
        title=title.in_(found, site().main_language),
        body=rendered(source),
        language=found,
    )


def places(language: str) -> dict[str, str]:
    """Return what may stand in a page in `{braces}`, in one language."""
    settings = settings_to_edit()
    with force_locale(LOCALES.get(language, language)):
        nothing = _("(not given yet)")
    found = {
        **{name: literal(_said(settings, name, language)) for name in WORDS},
        **{name: broken_as_typed(_said(settings, name, language)) for name in PARAGRAPHS},
        "phone": link(settings.phone, f"tel:{settings.phone.replace(' ', '')}"),
        "email": link(settings.email, f"mailto:{settings.email}"),
        "feedback": url_for("municipality.feedback", lang=language),
    }
    return {name: words or nothing for name, words in found.items()}


def _said(settings: Municipality, name: str, language: str) -> str:
    text: Text = getattr(settings, name)
    if name == "accessibility_supervisor" and not text:
        text = supervisor()
    return text.in_(language, site().main_language)
