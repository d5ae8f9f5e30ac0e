"""Change the municipality's settings."""

from collections.abc import Mapping
from typing import Any

from participation.municipality.models import Municipality
from participation.municipality.queries import settings
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.files.services import forget
from participation.platform.i18n.text import Text
from participation.platform.refusals import Conflict

# May name a person: the log says that it changed, not from what to what.
UNTOLD = frozenset({"protection_officer"})
# The log refuses keys under which people's own data could hide; these are the municipality's.
TOLD_AS = {"phone": "public_phone", "email": "public_email"}
SUBJECT = "municipality:1"


def new_municipality() -> Municipality:
    """Return the settings a deployment starts with."""
    return Municipality(
        id=1,
        name=Text(),
        genitive=Text(),
        inessive=Text(),
        languages=list(LANGUAGES),
        required_languages=["fi"],
        brand="#00437c",
        brand_dark="#002e57",
        tint="#e9f2fa",
        accent="#ffb81c",
        phone="",
        email="",
        hours=Text(),
        service_languages=Text(),
        address=Text(),
        controller=Text(),
        protection_officer=Text(),
        accessibility_supervisor=Text(),
        revision=0,
    )


def settings_to_edit() -> Municipality:
    """Return the settings, or those that a first visit to the form should show."""
    return settings() or new_municipality()


class Overtaken(Conflict):
    """Somebody else has changed the same settings since."""


def change_settings(
    actor: Actor, values: Mapping[str, Any], revision: int | None = None
) -> Municipality:
    """Save settings; the log keeps what changed, before and after.

    Whoever saw another `revision` than the present one would overwrite what they have not seen.
    """
    municipality = settings_to_edit()
    if revision not in (None, municipality.revision):
        raise Overtaken
    before = {name: getattr(municipality, name) for name in values}
    changed = [name for name in values if before[name] != values[name]]
    if not changed:
        return municipality
    for name in changed:
        setattr(municipality, name, values[name])
    municipality.revision += 1
    db.session.add(municipality)
    db.session.flush()
    record(
        actor,
        "municipality.change_settings",
        SUBJECT,
        before=_told({name: before[name] for name in changed}),
        after=_told({name: values[name] for name in changed}),
    )
    return municipality


def change_logo(actor: Actor, logo: StoredFile | None) -> None:
    """Take a stored image as the logo, or none; the old image is forgotten."""
    municipality = settings_to_edit()
    old = db.session.get(StoredFile, municipality.logo_id) if municipality.logo_id else None
    municipality.logo_id = logo.id if logo else None
    municipality.revision += 1
    db.session.add(municipality)
    db.session.flush()
    if old:
        forget(old)
    record(
        actor,
        "municipality.change_logo",
        SUBJECT,
        before={"logo": old.name if old else None},
        after={"logo": logo.name if logo else None},
    )


def change_template(actor: Actor, template: StoredFile | None) -> None:
    """Take a stored document as the template of reports, or none; the old one is forgotten."""
    municipality = settings_to_edit()
    named = municipality.template_id
    old = db.session.get(StoredFile, named) if named else None
    municipality.template_id = template.id if template else None
    municipality.revision += 1
    db.session.add(municipality)
    db.session.flush()
    if old:
        forget(old)
    record(
        actor,
        "municipality.change_template",
        SUBJECT,
        before={"template": old.name if old else None},
        after={"template": template.name if template else None},
    )


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as the log keeps them."""
    return {
        TOLD_AS.get(name, name): "…"
        if name in UNTOLD
        else value.to_json()
        if isinstance(value, Text)
        else value
        for name, value in values.items()
    }
