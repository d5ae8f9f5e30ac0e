"""Addresses of static files that change when the file does."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, current_app, url_for


@lru_cache(maxsize=256)
def _fingerprint(path: str, _changed: float) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """Return the address of a static file with its fingerprint."""
    known: dict[str, str] = current_app.extensions.setdefault("assets", {})
    if name not in known or current_app.debug:
        path = Path(current_app.static_folder or "") / name
        mark = _fingerprint(str(path), path.stat().st_mtime) if path.exists() else "missing"
        known[name] = url_for("static", filename=name, v=mark)
    return known[name]


def init_app(app: Flask) -> None:
    """Give templates `asset(name)`."""
    app.jinja_env.globals["asset"] = asset
