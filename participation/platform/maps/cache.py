"""Tiles kept for a while, so that the tile service is asked once for each and not by everybody."""

import io
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from participation.platform import clock
from participation.platform.config import Settings
from participation.platform.files.storage import FolderStorage
from participation.platform.maps.fetching import NOTHING, ServiceFails, fetch

KEPT = timedelta(days=30)
# That there is no tile, or none that can be shown, is believed for a short time only.
NOTHING_KEPT = timedelta(minutes=10)
# A service that fails is left in peace: whoever waits for it keeps a web process from others.
PAUSE = timedelta(seconds=30)
MOST_BYTES = 256 * 1024 * 1024


def tile(settings: Settings, zoom: int, x: int, y: int, now: datetime) -> bytes:
    """Return a tile that is kept, or fetch it; nothing when there is none."""
    kept = FolderStorage(folder(settings))
    key = f"{zoom}/{x}/{y}"
    content = _kept(kept, key, now)
    if content is None:
        content = _fetched(settings, zoom, x, y, now)
        with suppress(OSError):  # a full disk must not take the map away
            kept.write(key, io.BytesIO(content))
    return content


def folder(settings: Settings) -> Path:
    """Return where tiles are; it may be emptied at any time."""
    return Path(settings.storage_dir) / "tiles"


def _kept(kept: FolderStorage, key: str, now: datetime) -> bytes | None:
    try:
        with kept.open(key) as file:
            content = file.read()
        written = (kept.folder / key).stat().st_mtime
    except FileNotFoundError:
        return None
    age = timedelta(seconds=now.timestamp() - written)
    return content if age < (NOTHING_KEPT if content == NOTHING else KEPT) else None


def _fetched(settings: Settings, zoom: int, x: int, y: int, now: datetime) -> bytes:
    known = current_app.extensions
    if now < known.get("tiles_pause", now):
        raise ServiceFails
    try:
        return fetch(settings, zoom, x, y)
    except ServiceFails:
        known["tiles_pause"] = clock.now() + PAUSE
        raise


def forget_old(now: datetime) -> None:
    """Delete tiles that are too old, and the oldest of those that are too many."""
    found = []
    for path in folder(current_app.config["SETTINGS"]).glob("*/*/*"):
        with suppress(FileNotFoundError):  # another worker was quicker
            facts = path.stat()
            found.append((facts.st_mtime, facts.st_size, path))
    total, oldest = 0, (now - KEPT).timestamp()
    for written, size, path in sorted(found, key=lambda one: one[0], reverse=True):
        total += size
        if written < oldest or total > MOST_BYTES:
            path.unlink(missing_ok=True)
