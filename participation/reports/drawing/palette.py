"""Colours of charts: told apart by those who see few colours, and in grey by their lightness."""

from dataclasses import dataclass
from re import fullmatch

INK, QUIET, LINE, WHITE = "#14202b", "#4a5866", "#c9d2db", "#ffffff"
AGAINST = ("#8c2d04", "#d9764c", "#f0a37c")
FOR = ("#8fc1de", "#5d9ec8", "#053061")
MIDDLE = "#d9d4c5"
# After Okabe and Ito, darkened until each has three to one against white; the first is the town's.
GROUPS = ("#00437c", "#b8560b", "#00795c", "#8a3b7c", "#4f6d7a", "#9c6f00", "#2f6fb3", "#a33b3b")
DARKEST = 0.04045  # below, the curve of sRGB is straight (errata of WCAG 2.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one municipality's charts."""

    brand: str = "#00437c"

    def group(self, place: int) -> str:
        """Return the colour of a group."""
        return self.brand if place == 0 else GROUPS[place % len(GROUPS)]

    def steps(self, number: int, *, is_diverging: bool) -> tuple[str, ...]:
        """Return the shades of a scale, from one end to the other."""
        if not is_diverging:
            last = max(number - 1, 1)
            return tuple(_mixed(self.brand, 0.14 + 0.86 * place / last) for place in range(number))
        picked = {0: (), 1: (0,), 2: (0, 2), 3: (0, 1, 2)}[min(number // 2, 3)]
        middle = (MIDDLE,) if number % 2 else ()
        return (
            *(AGAINST[place] for place in picked),
            *middle,
            *(FOR[2 - place] for place in reversed(picked)),
        )


def is_dark(colour: str) -> bool:
    """Tell whether white words are read better on a colour than dark ones (WCAG luminance)."""
    light = _luminance(colour)
    return 1.05 / (light + 0.05) > (light + 0.05) / (_luminance(INK) + 0.05)


def colour_or(words: str, otherwise: str) -> str:
    """Return a colour that may be written into a file."""
    return words.lower() if fullmatch(r"#[0-9a-fA-F]{6}", words) else otherwise


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(colour: str, part: float) -> str:
    """Mix a colour with white."""
    mixed = (round(255 + (each - 255) * part) for each in _channels(colour))
    return "#" + "".join(f"{each:02x}" for each in mixed)


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= DARKEST else ((c + 0.055) / 1.055) ** 2.4
        for c in (each / 255 for each in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
