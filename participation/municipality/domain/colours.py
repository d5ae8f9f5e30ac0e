"""Four colours that a municipality may choose, and the contrast that keeps them readable.

Luminance and contrast are those of WCAG 2.2 (success criteria 1.4.3 and 1.4.11; definitions of
"relative luminance" and "contrast ratio", with the threshold 0.04045 of its errata).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from re import fullmatch

# The face's own tokens (static/css/site.css) that the municipality's colours stand beside.
WHITE = "#ffffff"
PAGE = "#f3f6f9"
QUIET = "#4a5866"
INK = "#14202b"
DARK_PAGE = "#0b1722"
DARK_CARD = "#132330"
DARK_QUIET = "#b4c2cf"
WORDS_NEED = 4.5
EASY_WORDS = 7.0
STEPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The four colours, each as `#rrggbb` in lower case."""

    brand: str
    brand_dark: str
    tint: str
    accent: str


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Two colours that must be told apart and cannot: the pair, its contrast, what it needs."""

    colour: str
    beside: str
    ratio: float
    needed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DarkTones:
    """What takes the place of brand and tint where the page is dark."""

    strong: str
    strong_hover: str
    soft: str


def is_colour(words: str) -> bool:
    """Tell whether words are a colour as `#rrggbb`."""
    return fullmatch(r"#[0-9a-fA-F]{6}", words) is not None


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour: 0 for black, 1 for white."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return `colour` with a share, 0 to 1, of `other` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def shortfalls(palette: Palette) -> tuple[Shortfall, ...]:
    """List the pairs of colours that people could not read.

    Brand is words on pages, cards and tint and lies under white words; tint and accent lie under
    words. A colour that passes beside the page, a shade darker than white, passes beside white.
    """
    wanted = (
        ("brand", palette.brand, "page", PAGE),
        ("brand_dark", palette.brand_dark, "page", PAGE),
        ("tint", palette.tint, "text", QUIET),
        ("brand", palette.brand, "tint", palette.tint),
        ("accent", palette.accent, "text", INK),
    )
    return tuple(
        Shortfall(name, beside, contrast(colour, other), WORDS_NEED)
        for name, colour, beside, other in wanted
        if contrast(colour, other) < WORDS_NEED
    )


def toned(colour: str, towards: str, against: tuple[str, ...], needed: float) -> str:
    """Return the nearest mix of `colour` and `towards` that reaches a contrast with all."""
    return next(
        (tone for tone in _steps(colour, towards) if _reaches(tone, against, needed)), towards
    )


@lru_cache(maxsize=16)
def dark_tones(palette: Palette) -> DarkTones:
    """Derive from the brand what is readable on dark pages, whatever the brand."""
    soft = toned(mixed(palette.brand, DARK_CARD, 0.5), DARK_PAGE, (DARK_QUIET,), WORDS_NEED)
    surfaces = (DARK_PAGE, DARK_CARD, soft)
    strong = toned(mixed(palette.brand, WHITE, 0.3), WHITE, surfaces, EASY_WORDS)
    hover = toned(mixed(strong, WHITE, 0.4), WHITE, surfaces, EASY_WORDS)
    return DarkTones(strong=strong, strong_hover=hover, soft=soft)


@lru_cache(maxsize=16)
def stylesheet(palette: Palette) -> str:
    """Write the colours as custom properties, for light and dark pages."""
    dark = dark_tones(palette)
    return (
        f":root{{--y-brand:{palette.brand};--y-brand-dark:{palette.brand_dark};"
        f"--y-tint:{palette.tint};--y-accent:{palette.accent}}}\n"
        "@media screen and (prefers-color-scheme:dark){"
        f":root{{--y-strong:{dark.strong};--y-strong-hover:{dark.strong_hover};"
        f"--y-soft:{dark.soft}}}}}\n"
    )


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- sRGB


def _steps(colour: str, towards: str) -> Iterator[str]:
    return (mixed(colour, towards, step / STEPS) for step in range(STEPS + 1))


def _reaches(tone: str, against: tuple[str, ...], needed: float) -> bool:
    return all(contrast(tone, other) >= needed for other in against)
