"""What a voter has chosen so far: sealed in their own browser, never in the database."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from secrets import token_hex
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _
from werkzeug import Response

from participation.platform.feature import Attention
from participation.platform.privacy.sealing import seal, unseal

START = "yhes-vote-"
PURPOSE = "voting basket"
LIVES = timedelta(days=30)
# Long enough to read and print the words; short enough for a computer that others use next.
CAST_LIVES = timedelta(hours=1)
# Browsers keep 4 096 bytes with name and attributes.
MOST_BYTES, MOST_PLAIN = 3_800, 100_000


class TooFull(Exception):
    """The basket no longer fits into a cookie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """A ballot under way. `marker` is empty until somebody was let in, `seed` shuffles the list."""

    token: str = field(default_factory=lambda: token_hex(16))
    seed: str = field(default_factory=lambda: token_hex(4))
    marker: str = ""
    home: str = ""
    channel: str = "online"
    marks: Mapping[str, int] = field(default_factory=dict)
    liked: Sequence[str] = ()
    is_cast: bool = False

    @property
    def digest(self) -> str:
        """Name what is chosen, so that a page shown earlier is told from it."""
        said = json.dumps(sorted(self.marks.items()))
        return sha256(f"{self.token}{said}".encode()).hexdigest()[:16]

    @property
    def is_unfinished(self) -> bool:
        """Tell whether something is chosen and not cast."""
        return bool(self.marks) and not self.is_cast

    def after_casting(self) -> "Basket":
        """Return what is left: nothing of what was voted."""
        return Basket(token=self.token, seed=self.seed, channel=self.channel, is_cast=True)

    def shuffled(self, codes: Sequence[str]) -> list[str]:
        """Return codes in this voter's own order, the same on every page."""
        return sorted(codes, key=lambda code: sha256(f"{self.seed}{code}".encode()).digest())

    def with_marks(self, marks: Mapping[str, int]) -> "Basket":
        """Return the basket with other marks."""
        return replace(self, marks=dict(marks))


def read(public_id: str) -> Basket | None:
    """Return the basket that the browser keeps for a vote, if it keeps one."""
    return _opened(request.cookies.get(START + public_id, ""))


def _opened(sealed: str) -> Basket | None:
    plain = unseal(PURPOSE, sealed) if sealed else None
    if plain is None:
        return None
    return Basket(**json.loads(zlib.decompressobj().decompress(plain, MOST_PLAIN)))


def keep(response: Response, public_id: str, basket: Basket) -> None:
    """Let the browser keep the basket, or refuse if it is too full."""
    said: dict[str, Any] = asdict(basket)
    sealed = seal(PURPOSE, zlib.compress(json.dumps(said, separators=(",", ":")).encode(), 9))
    if len(sealed) > MOST_BYTES:
        raise TooFull
    response.set_cookie(
        START + public_id,
        sealed,
        max_age=CAST_LIVES if basket.is_cast else LIVES,
        secure=bool(current_app.config["SETTINGS"].is_production),
        httponly=True,
        samesite="Lax",
    )


def forget(response: Response, public_id: str) -> None:
    """Take the basket from the browser."""
    secure = bool(current_app.config["SETTINGS"].is_production)
    response.delete_cookie(START + public_id, secure=secure, httponly=True, samesite="Lax")


def unfinished() -> Sequence[Attention]:
    """Say on every page that a vote has begun and is not cast."""
    found = []
    for name, sealed in request.cookies.items():
        if name.startswith(START):
            basket, public_id = _opened(sealed), name.removeprefix(START)
            if basket is not None and basket.is_unfinished:
                place = url_for("budgeting_voting.review", activity=public_id)
                words = _("You have chosen projects, but your vote is not cast yet.")
                found.append(Attention(text=words, url=place))
    return found
