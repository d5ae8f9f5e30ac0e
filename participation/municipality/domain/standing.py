"""Standing pages: Markdown with places for what the municipality's settings say."""

from collections.abc import Mapping
from re import Match
from re import compile as pattern

PLACE = pattern(r"\{([a-z_]+)\}")
WORDS = ("name", "genitive", "inessive", "address", "hours", "service_languages")
PARAGRAPHS = ("controller", "protection_officer", "accessibility_supervisor")
PLACES = (*WORDS, *PARAGRAPHS, "phone", "email", "feedback")
# Signs by which Markdown would read an address or a name as something else than words.
MARKS = pattern(r"([\\`*_{}\[\]<>#|!])")


def literal(words: str) -> str:
    """Return words so that Markdown shows every sign of them, in one line."""
    return MARKS.sub(r"\\\1", " ".join(words.split()))


def broken_as_typed(words: str) -> str:
    """Return Markdown of an address so that its lines stay lines."""
    return "\\\n".join(line.strip() for line in words.strip().splitlines() if line.strip())


def link(words: str, url: str) -> str:
    """Return a link, or nothing if there are no words."""
    return f"[{literal(words)}](<{url}>)" if words.strip() else ""


def filled(body: str, places: Mapping[str, str]) -> str:
    """Return the page with `{name}` replaced; a place that nobody knows stays as it is."""

    def fill(found: Match[str]) -> str:
        return places.get(found[1], found[0])

    return PLACE.sub(fill, body)


def unknown_places(body: str) -> list[str]:
    """List what stands in braces and would not be filled."""
    return [name for name in PLACE.findall(body) if name not in PLACES]
