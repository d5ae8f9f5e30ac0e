"""Settings: defaults in code, secrets from the environment or `.env`."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from os import environ
from os import open as open_file
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Self

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fi", "sv", "en")
SHORTEST_SECRET = 32
SAFE_ADDRESSES = ("https://", "http://127.0.0.1:", "http://127.0.0.1/")
TILE_PARTS = ("{z}", "{x}", "{y}")
DEEPEST_ZOOM = 20
RANGES = {
    "port": (1, 65_535),
    "web_workers": (1, 256),
    "trusted_proxies": (0, 10),
    "upload_max_mb": (1, 1_000),
}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
BEGINNINGS = {
    "database_url": ("sqlite://", "postgresql://", "postgresql+psycopg://", "postgres://"),
    "redis_url": ("redis://", "rediss://", "unix://"),
    "mail_url": ("smtp://", "smtps://"),
}

Box = tuple[float, float, float, float]
WORLD: Box = (-180, -85, 180, 85)  # as much of it as maps of square tiles show


class BadSettings(Exception):
    """A deployment's settings cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one deployment may choose. `.env.sample` explains every field, in upper case."""

    secret_key: str = ""
    environment: str = "development"
    database_url: str = ""
    redis_url: str = ""
    storage_dir: str = str(ROOT / "instance" / "files")
    public_url: str = ""
    port: int = 8000
    web_workers: int = 2
    trusted_proxies: int = 0
    mail_url: str = ""
    mail_from: str = "yhes@localhost"
    upload_max_mb: int = 20
    clamd: str = ""
    map_tiles_url: str = ""
    map_tiles_attribution: str = ""
    map_tiles_max_zoom: int = 16
    map_bounds: str = ""
    translation_url: str = ""
    translation_key: str = ""
    log_level: str = "INFO"

    @classmethod
    def from_environ(cls, source: Mapping[str, str] | None = None) -> Self:
        """Read the environment over `.env`; refuse what production must not start with."""
        if source is None:
            kept = {k: v for k, v in dotenv_values(ROOT / ".env").items() if v is not None}
            source = {**kept, **environ}
        given: dict[str, Any] = {}
        for field in fields(cls):
            words = source.get(field.name.upper(), "")
            if words:
                given[field.name] = _whole_number(field.name, words) if field.type is int else words
        settings = cls(**given)
        settings.check()
        return settings if settings.secret_key else replace(settings, secret_key=kept_secret())

    def check(self) -> None:
        """Refuse settings that would make the service unsafe."""
        if self.environment not in ("development", "production"):
            raise BadSettings("ENVIRONMENT must be development or production.")
        self._check_values()
        if self.is_production:
            self._check_production()
        if self.map_tiles_url:
            self._check_map()
        if self.translation_url and not self.translation_url.startswith(SAFE_ADDRESSES):
            raise BadSettings(
                "TRANSLATION_URL must begin with https://. Only a service on this machine "
                "(http://127.0.0.1) can do without encryption."
            )

    def _check_values(self) -> None:
        """Refuse values with which nothing would start, or start and serve nobody."""
        for name, (least, most) in RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise BadSettings(f"{name.upper()} must be from {least} to {most}.")
        if self.log_level not in LOG_LEVELS:
            raise BadSettings(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}.")
        for name, starts in BEGINNINGS.items():
            address = getattr(self, name)
            if address and not address.startswith(starts):
                raise BadSettings(f"{name.upper()} must begin with {' or '.join(starts)}.")

    def _check_production(self) -> None:
        """Refuse what could be guessed, and letters without an address."""
        if len(self.secret_key) < SHORTEST_SECRET:
            raise BadSettings(
                "SECRET_KEY is missing or shorter than 32 characters. Production needs a long "
                "random one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        if len(set(self.secret_key)) < SHORTEST_SECRET // 4:
            raise BadSettings("SECRET_KEY repeats a few characters. Use a random one.")
        if not self.public_url.startswith(("https://", "http://")):
            raise BadSettings(
                "PUBLIC_URL is missing. Production needs the address people use, such as "
                "https://osallistu.example.fi: links in letters are made of it."
            )

    def _check_map(self) -> None:
        """Refuse a map whose tiles cannot be asked for, or must not be."""
        address = self.map_tiles_url
        if not address.startswith(SAFE_ADDRESSES) or any(
            part not in address for part in TILE_PARTS
        ):
            raise BadSettings(
                "MAP_TILES_URL must begin with https:// and have {z}, {x} and {y} in it. Only a "
                "service on this machine (http://127.0.0.1) can do without encryption."
            )
        if not self.map_tiles_attribution:
            raise BadSettings("MAP_TILES_ATTRIBUTION is missing. Terms of map services ask for it.")
        if not 1 <= self.map_tiles_max_zoom <= DEEPEST_ZOOM:
            raise BadSettings(f"MAP_TILES_MAX_ZOOM must be from 1 to {DEEPEST_ZOOM}.")
        if self.map_box is None:
            raise BadSettings(
                "MAP_BOUNDS must be west, south, east and north in degrees, with commas between: "
                "21.2,62.9,22.1,63.4. Tiles outside are never asked for."
            )

    @property
    def is_production(self) -> bool:
        """Tell whether people outside the team use this deployment."""
        return self.environment == "production"

    @property
    def map_box(self) -> Box | None:
        """The edges of the municipality: west, south, east, north; none when they make no area."""
        try:
            west, south, east, north = map(float, self.map_bounds.split(","))
        except ValueError:
            return None
        left, bottom, right, top = WORLD
        is_area = left <= west < east <= right and bottom <= south < north <= top
        return (west, south, east, north) if is_area else None

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database; an SQLite file when none is given."""
        url = self.database_url or f"sqlite:///{ROOT / 'instance' / 'yhes.sqlite'}"
        for old in ("postgres://", "postgresql://"):
            if url.startswith(old):
                return "postgresql+psycopg://" + url.removeprefix(old)
        return url

    @property
    def engine_options(self) -> dict[str, Any]:
        """How a process keeps connections; a sync worker uses one at a time."""
        options = {"hide_parameters": True}  # an error in the log must not tell what people wrote
        if not self.database.startswith("postgresql"):
            return options
        pool = {"pool_size": 2, "max_overflow": 2, "pool_pre_ping": True, "pool_recycle": 600}
        return options | pool

    def to_flask(self) -> dict[str, Any]:
        """Translate to the names the extensions expect."""
        return {
            "SETTINGS": self,
            "SECRET_KEY": self.secret_key or "development-only-not-a-secret",
            "SQLALCHEMY_DATABASE_URI": self.database,
            "SQLALCHEMY_ENGINE_OPTIONS": self.engine_options,
            "BABEL_DEFAULT_LOCALE": "fi",
            "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
            "MAX_CONTENT_LENGTH": self.upload_max_mb * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "MAX_FORM_PARTS": 5_000,
            # The longest page of the workspace: a question with 2 000 options and their pictures.
            "STAFF_FORM_MEMORY_SIZE": 8 * 1024 * 1024,
            "STAFF_FORM_PARTS": 50_000,
            "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
            "MOMENT": 1.0,  # seconds; see `participation.platform.web.moments`
            "SESSION_COOKIE_NAME": "yhes",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.is_production,
            "WTF_CSRF_TIME_LIMIT": 8 * 3600,
            "RATELIMIT_STORAGE_URI": self.redis_url or "memory://",
            "RATELIMIT_HEADERS_ENABLED": False,
        }


def kept_secret(folder: Path = ROOT / "instance") -> str:
    """Return the secret of this copy of the house, made once, so that sessions outlive restarts."""
    file = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        # Written whole, then put in place: another worker that starts now must not read half of it.
        draft = folder / f"secret_key.{token_urlsafe(8)}"
        with open(draft, "x", opener=_for_us_alone) as fresh:
            fresh.write(token_urlsafe(48))
        with suppress(FileExistsError):
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_text()


def _for_us_alone(path: str, flags: int) -> int:
    return open_file(path, flags, 0o600)


def _whole_number(name: str, words: str) -> int:
    try:
        return int(words)
    except ValueError:
        raise BadSettings(f"{name.upper()} must be a whole number, not {words!r}.") from None
