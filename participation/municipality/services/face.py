"""The municipality's face, read once a request for the page shell."""

from hashlib import sha256

from flask import has_request_context, url_for
from sqlalchemy.exc import SQLAlchemyError

from participation.municipality.domain.colours import Palette, stylesheet
from participation.municipality.models import Municipality
from participation.municipality.queries import settings_with_logo
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.web.site import Site


def load_site() -> Site:
    """Return the municipality's face for this request: a plain one before any settings exist.

    Error pages show it too, so a database that does not answer must not break it.
    """
    try:
        found = db.session.execute(settings_with_logo()).one_or_none()
    except SQLAlchemyError:
        db.session.rollback()
        return Site()
    return face_of(*found) if found else Site()


def palette_of(municipality: Municipality) -> Palette:
    """Return the four colours."""
    return Palette(
        brand=municipality.brand,
        brand_dark=municipality.brand_dark,
        tint=municipality.tint,
        accent=municipality.accent,
    )


def theme_version(palette: Palette) -> str:
    """Name the stylesheet by its content, so that browsers may keep it for ever."""
    return sha256(stylesheet(palette).encode()).hexdigest()[:12]


def face_of(municipality: Municipality, logo: StoredFile | None) -> Site:
    """Return what every page shows of the municipality."""
    return Site(
        name=municipality.name,
        genitive=municipality.genitive,
        inessive=municipality.inessive,
        languages=tuple(municipality.languages),
        required_languages=tuple(municipality.required_languages),
        main_language=municipality.languages[0],
        theme_version=theme_version(palette_of(municipality)),
        logo_url=_address_of(logo),
        phone=municipality.phone,
        email=municipality.email,
        hours=municipality.hours,
        service_languages=municipality.service_languages,
    )


def _address_of(logo: StoredFile | None) -> str:
    """Return where the logo is; letters and commands show none."""
    if logo is None or not has_request_context():
        return ""
    return url_for("platform.file", public_id=logo.public_id, name=logo.name)
