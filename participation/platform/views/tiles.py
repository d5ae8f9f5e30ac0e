"""Tiles of the map, from this house: no page of ours asks anybody else for anything."""

import re

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from participation.platform import clock
from participation.platform.access.routes import public
from participation.platform.extensions import limiter
from participation.platform.files.kinds import FORMS
from participation.platform.maps import mercator
from participation.platform.maps.cache import NOTHING_KEPT, PAUSE, tile
from participation.platform.maps.fetching import ServiceFails, kind_of
from participation.platform.maps.service import town_map
from participation.platform.views.blueprint import bp
from participation.platform.views.files import POLICY

# A map that is moved about asks for some thirty tiles at once.
PER_ADDRESS = "900 per minute"
SECONDS_IN_BROWSERS = 7 * 24 * 3600
NUMBER = re.compile(r"[0-9]{1,7}")


@bp.get("/tiles/<zoom>/<x>/<y>.png", endpoint="tile")
@limiter.limit(PER_ADDRESS)
@public
def show(zoom: str, x: str, y: str) -> ResponseReturnValue:
    """Hand out one tile of the municipality's map."""
    if not all(NUMBER.fullmatch(words) for words in (zoom, x, y)):
        return _none()
    where = int(zoom), int(x), int(y)
    if not _is_ours(*where):
        return _none()
    try:
        return _picture(tile(current_app.config["SETTINGS"], *where, clock.now()))
    except ServiceFails:
        wait = int(PAUSE.total_seconds())
        return _said("The map service does not answer.", 503, 0, {"Retry-After": str(wait)})


def _is_ours(zoom: int, x: int, y: int) -> bool:
    """Tell whether a tile shows some of the municipality, and is not too deep."""
    ours = town_map()
    return ours is not None and zoom <= ours.deepest and mercator.touches(zoom, x, y, ours.box)


def _picture(content: bytes) -> Response:
    kind = kind_of(content)
    if kind is None:
        return _none()
    shown = Response(content, mimetype=FORMS[kind].content_type)
    shown.headers["Cache-Control"] = f"public, max-age={SECONDS_IN_BROWSERS}"
    shown.headers["Content-Security-Policy"] = POLICY
    return shown


def _none() -> Response:
    return _said("There is no such tile.", 404, int(NOTHING_KEPT.total_seconds()))


def _said(words: str, status: int, seconds: int, headers: dict[str, str] | None = None) -> Response:
    answer = Response(words, status, headers, mimetype="text/plain")
    answer.headers["Cache-Control"] = f"public, max-age={seconds}" if seconds else "no-store"
    return answer
