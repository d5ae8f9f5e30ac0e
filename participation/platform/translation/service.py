"""Ask a translation service for words in another language, with little patience.

The one service known speaks as LibreTranslate does (https://docs.libretranslate.com): texts in
`q`, languages in `source` and `target`, and `translatedText` comes back in the same order.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Protocol
from urllib.error import HTTPError
from urllib.request import Request, build_opener

from participation.platform.config import Settings
from participation.platform.outside import StayHere

PATIENCE_SECONDS = 20
LARGEST = 1024 * 1024
AT_ONCE = 25
"""How many texts one call may hold."""


class NotTranslated(Exception):
    """The service cannot be reached, is too slow, or answers what nobody asked for."""


class Translator(Protocol):
    """Puts texts into another language, in their order."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Return the texts in another language, or raise `NotTranslated`."""
        ...


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """A service that speaks as LibreTranslate does."""

    address: str
    key: str = ""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Return the texts in another language, or raise `NotTranslated`."""
        said = {"q": list(texts), "source": source, "target": target, "format": "text"}
        answer = self._asked(said | ({"api_key": self.key} if self.key else {}))
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != len(texts):
            raise NotTranslated
        if not all(isinstance(one, str) for one in found):
            raise NotTranslated
        return found

    def _asked(self, said: dict[str, Any]) -> Any:
        content = json.dumps(said).encode()
        # Only https, or this machine: Settings.check refuses every other address.
        asked = Request(  # noqa: S310
            self.address, content, {"Content-Type": "application/json"}, method="POST"
        )
        try:
            with build_opener(StayHere).open(asked, timeout=PATIENCE_SECONDS) as answer:
                return json.loads(answer.read(LARGEST))
        except HTTPError as error:
            with error:
                raise NotTranslated from None
        except (OSError, HTTPException, ValueError):
            # What went wrong may quote the key.
            raise NotTranslated from None


def translator(settings: Settings) -> Translator | None:
    """Return the service that this deployment uses, if it uses one."""
    if not settings.translation_url:
        return None
    return LibreTranslate(settings.translation_url, settings.translation_key)
