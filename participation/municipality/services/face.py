"""The municipality's face, read once a request for the page shell."""

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from json import loads
from typing import Any

import sqlalchemy as sa
from flask import has_request_context, url_for
from sqlalchemy.exc import SQLAlchemyError

from participation.municipality.domain.colours import Palette, stylesheet
from participation.municipality.models import Municipality
from participation.municipality.queries import FACE, TRANSLATED
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.transactions import connection
from participation.platform.web.site import Site

MOST_KEPT = 8


def load_site() -> Site:
    """Return the municipality's face for this request: a plain one before any settings exist.

    Error pages show it too, so a database that does not answer must not break it.
    """
    try:
        found = connection().execute(FACE).one_or_none()
    except SQLAlchemyError:
        db.session.rollback()
        return Site()
    if found is None:
        return Site()
    site = face_of(found)
    # Letters and commands show no logo.
    if found.logo_id is None or not has_request_context():
        return site
    address = url_for("platform.file", public_id=found.logo_id, name=found.logo_name)
    return replace(site, logo_url=address)


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


@lru_cache(maxsize=MOST_KEPT)
def face_of(row: sa.Row[Any]) -> Site:
    """Return what every page shows of the municipality.

    Kept by all that the row says, so the face of other settings is never shown.
    """
    text = {name: Text.from_json(loads(getattr(row, name))) for name in TRANSLATED}
    languages = tuple(loads(row.languages))
    palette = Palette(brand=row.brand, brand_dark=row.brand_dark, tint=row.tint, accent=row.accent)
    return Site(
        name=text["name"],
        genitive=text["genitive"],
        inessive=text["inessive"],
        languages=languages,
        required_languages=tuple(loads(row.required_languages)),
        main_language=languages[0],
        theme_version=theme_version(palette),
        phone=row.phone,
        email=row.email,
        hours=text["hours"],
        service_languages=text["service_languages"],
        address=text["address"],
    )
