"""Write standing pages, or return them to their templates."""

from datetime import datetime
from typing import Any

from participation.municipality.models import StandingPage
from participation.municipality.queries import standing_page
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text


def write_page(actor: Actor, slug: str, title: Text, body: Text, now: datetime) -> None:
    """Put the municipality's own words in place of a standing page's template."""
    page = standing_page(slug)
    before = _told(page) if page else None
    page = page or StandingPage(slug=slug)
    page.title, page.body, page.changed = title, body, now
    db.session.add(page)
    db.session.flush()
    record(actor, "municipality.write_page", f"page:{slug}", before=before, after=_told(page))


def restore_page(actor: Actor, slug: str) -> None:
    """Return a standing page to its template."""
    page = standing_page(slug)
    if page is None:
        return
    before = _told(page)
    db.session.delete(page)
    db.session.flush()
    record(actor, "municipality.restore_page", f"page:{slug}", before=before)


def _told(page: StandingPage) -> dict[str, Any]:
    """Return a page as the log keeps it."""
    return {"title": page.title.to_json(), "text": page.body.to_json()}
