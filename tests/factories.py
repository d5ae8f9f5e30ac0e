"""One function per thing: `make_x(**changes)` with sensible defaults, committed."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from participation.activities.models import Activity, Channel
from participation.municipality.models import Municipality
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.processes.models import Process

T = TypeVar("T")
LONG_AGO = datetime(2026, 1, 2, 9, tzinfo=UTC)


def text(fi: str, sv: str | None = None, en: str | None = None) -> Text:
    """Return a text in three languages."""
    return Text({"fi": fi, "sv": sv or f"{fi} sv", "en": en or f"{fi} en"})


def save(thing: T) -> T:
    """Add and commit."""
    db.session.add(thing)
    db.session.commit()
    return thing


def make_municipality(**changes: Any) -> Municipality:
    """A bilingual municipality that also offers English."""
    values: dict[str, Any] = {
        "name": text("Lintukorpi", "Fågelmarken", "Lintukorpi"),
        "genitive": text("Lintukorven", "Fågelmarkens", "Lintukorpi’s"),
        "inessive": text("Lintukorvessa", "i Fågelmarken", "in Lintukorpi"),
        "languages": ["fi", "sv", "en"],
        "required_languages": ["fi", "sv"],
        "phone": "020 555 0100",
    }
    return save(Municipality(**values | changes))


def make_process(**changes: Any) -> Process:
    """A public process."""
    values = {"slug": "strategia", "name": text("Strategia", "Strategi", "Strategy")}
    return save(Process(**values | {"published": LONG_AGO} | changes))


def make_activity(process: Process | None = None, **changes: Any) -> Activity:
    """An open activity with a default channel; of kind survey unless told otherwise."""
    values: dict[str, Any] = {
        "process_id": (process or make_process()).id,
        "kind": "survey",
        "title": text("Kysely", "Enkät", "Survey"),
        "languages": ["fi", "sv", "en"],
        "opens": datetime.now(UTC) - timedelta(days=1),
        "closes": datetime.now(UTC) + timedelta(days=7),
        "published": LONG_AGO,
        "channels": [Channel(name=text("Verkkosivu", "Webbplats", "Web site"), is_default=True)],
    }
    return save(Activity(**values | changes))
