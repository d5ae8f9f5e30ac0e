"""Letters from templates: one template, two blocks, `subject` and `body`, in any language."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app, g
from flask_babel import force_locale

from participation.platform.web.languages import select_locale


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write words, days and numbers in `language`, whatever the page's language is."""
    before = g.get("language")
    g.language = language
    try:
        with force_locale(select_locale()):
            yield
    finally:
        g.language = before
        if before is None:
            g.pop("language")


def render(template: str, language: str, **facts: Any) -> tuple[str, str]:
    """Return subject and body of a letter; the subject is always one line."""
    with speaking(language):
        found = current_app.jinja_env.get_template(template)
        context = found.new_context(facts)
        subject, body = ("".join(found.blocks[block](context)) for block in ("subject", "body"))
        footer = current_app.jinja_env.get_template("platform/mails/footer.txt").render()
    return " ".join(subject.split()), f"{body.strip()}\n\n{footer.strip()}\n"
