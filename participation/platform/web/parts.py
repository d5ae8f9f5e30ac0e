"""Parts of pages that are the same for everybody, written once: header, footer, style sheets.

A page repeats them thousands of times a day, and they cost more than what is new on it.
"""

from collections.abc import Hashable

from flask import Flask, current_app, request
from markupsafe import Markup

from participation.platform.web.languages import current_language
from participation.platform.web.once import once
from participation.platform.web.site import site

MOST_FACES = 16
MOST_PARTS = 256
# What differs between two people, or two moments; a part that asks for one fails.
PERSONAL = (
    "actor",
    "config",
    "csrf_token",
    "g",
    "get_flashed_messages",
    "here_in",
    "request",
    "session",
    "staff_menu",
)


def shared_part(template: str, **facts: Hashable) -> Markup:
    """Return a template that depends on the municipality, the language and `facts` alone.

    All of these are the key under which it is kept, so a change of any shows at once.
    """
    language = current_language()
    kept = once(("parts", language), lambda: _kept(language))
    key = template, *facts.items()
    found = kept.get(key)
    if found is None or current_app.jinja_env.auto_reload:
        if len(kept) >= MOST_PARTS:
            kept.clear()
        found = kept[key] = _written(template, facts)
    return found


def _kept(language: str) -> dict[Hashable, Markup]:
    """Return the parts of one face of the municipality in one language."""
    faces: dict[Hashable, dict[Hashable, Markup]] = current_app.extensions["parts"]
    key = language, site(), request.url_root  # the host too: a part may name whole addresses
    if len(faces) >= MOST_FACES and key not in faces:
        faces.clear()
    return faces.setdefault(key, {})


def _written(template: str, facts: dict[str, Hashable]) -> Markup:
    environment = current_app.jinja_env
    hint = f"{template} is the same for everybody and may not ask who sees it"
    nobody = {name: environment.undefined(hint) for name in PERSONAL}
    html = environment.get_template(template).render({**nobody, **facts})
    return Markup(html)  # noqa: S704 -- escaped by the template


def init_app(app: Flask) -> None:
    """Give templates `shared_part(template)`."""
    app.extensions["parts"] = {}
    app.jinja_env.globals["shared_part"] = shared_part
