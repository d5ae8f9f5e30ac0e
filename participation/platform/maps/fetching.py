"""Ask the tile service for one tile, with little patience."""

import io
from email.message import Message
from http.client import HTTPException
from time import monotonic
from typing import IO
from urllib.error import HTTPError
from urllib.request import Request, build_opener

from participation.platform.config import Settings
from participation.platform.files.kinds import FORMS, IMAGES, Kind, kinds_inside
from participation.platform.outside import StayHere

PATIENCE_SECONDS = 4
LARGEST = 512 * 1024
PIECE = 64 * 1024
NOT_THERE = (204, 404, 410)
NOTHING = b""


class ServiceFails(Exception):
    """The tile service cannot be reached, is too slow, or refuses us."""


def fetch(settings: Settings, zoom: int, x: int, y: int) -> bytes:
    """Return a tile; nothing when there is none, or what came is no picture of a tile's size."""
    address = settings.map_tiles_url
    for part, value in (("{z}", zoom), ("{x}", x), ("{y}", y)):
        address = address.replace(part, str(value))
    deadline = monotonic() + PATIENCE_SECONDS
    # Only https, or this machine: Settings.check refuses every other address.
    asked = Request(address, headers={"User-Agent": _our_name(settings)})  # noqa: S310
    try:
        with build_opener(StayHere).open(asked, timeout=PATIENCE_SECONDS) as answer:
            if answer.status in NOT_THERE or not _is_image(answer.headers):
                return NOTHING
            content = _read(answer, deadline)
    except HTTPError as error:
        with error:
            if error.code in NOT_THERE:
                return NOTHING
        raise ServiceFails from None
    except (OSError, HTTPException, ValueError):
        # What went wrong may quote the address, and the address may hold a key.
        raise ServiceFails from None
    return content if kind_of(content) else NOTHING


def kind_of(content: bytes) -> Kind | None:
    """Return what kind of picture a tile is, whatever was said of it."""
    return next(iter(kinds_inside(io.BytesIO(content)) & IMAGES), None)


def _read(answer: IO[bytes], deadline: float) -> bytes:
    """Read what is sent, but neither for long nor very much."""
    content = b""
    while more := answer.read1(PIECE):  # type: ignore[attr-defined]
        content += more
        if len(content) > LARGEST:
            return NOTHING
        if monotonic() > deadline:
            raise TimeoutError
    return content


def _is_image(headers: Message) -> bool:
    return headers.get_content_type() in {FORMS[kind].content_type for kind in IMAGES}


def _our_name(settings: Settings) -> str:
    """Name the software and the service, as the terms of tile services ask."""
    where = f" (+{settings.public_url})" if settings.public_url else ""
    return f"Yhes{where}"
