"""Ideas as they stand in the text files: language, leaning, words; grouped by what they are about.

A leaning of the closed round tells how three kinds of people feel about an idea (`+`, `-`, `o` for
divided, `?` for unsure), one of the open round how important it is and how well it is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from participation.demo.words import text
from participation.platform.i18n.text import Text

HERE = Path(__file__).parent
HIDDEN, MERGED = "hidden", "merged"


@dataclass(frozen=True, slots=True)
class Topic:
    """What some ideas are about."""

    key: str
    words: Text


@dataclass(frozen=True, slots=True)
class Sketch:
    """An idea; `about` is its leaning, or why it is hidden, or the beginning of what it is like."""

    topic: Topic
    language: str
    about: str
    words: str


@cache
def sketches(name: str) -> tuple[Sketch, ...]:
    """Return the ideas of a file."""
    return tuple(_sketches((HERE / f"{name}.txt").read_text("utf-8").splitlines()))


def _sketches(lines: list[str]) -> Iterator[Sketch]:
    topic = Topic("", text("", "", ""))
    for line in filter(None, lines):
        if line.startswith("# "):
            key, fi, sv, en = (part.strip() for part in line[2:].split("|"))
            topic = Topic(key, text(fi, sv, en))
        else:
            language, rest = line.split(" ", 1)
            between = " | " if topic.key == MERGED else " "
            about, words = rest.split(between, 1)
            yield Sketch(topic, language, about, words)


@dataclass(frozen=True, slots=True)
class Turned:
    """An idea, by its beginning, in another language."""

    language: str
    beginning: str
    into: str
    words: str


@cache
def translations() -> tuple[Turned, ...]:
    """Return what staff put into other languages."""
    return tuple(_translations((HERE / "translations.txt").read_text("utf-8").splitlines()))


def _translations(lines: list[str]) -> Iterator[Turned]:
    for line in filter(None, lines):
        languages, rest = line.split(" ", 1)
        language, into = languages.split(">")
        beginning, words = rest.split(" | ", 1)
        yield Turned(language, beginning, into, words)


PLACES = {
    "Kirkkosaari": ("Kirkkosaar",),
    "Kyrkön": ("Kyrkön",),
    "Majakkaniemi": ("Majakkaniem",),
    "Fyrudden": ("Fyrudden",),
    "Satamakatu": ("Satamakatu", "Satamakad"),
    "Hamngatan": ("Hamngatan",),
    "Länsiranta": ("Länsiran",),
    "Västra stranden": ("Västra strand",),
    "Sisäkylä": ("Sisäkylä",),
    "Inby": ("Inby",),
    "Rantatori": ("Torin ", "Torille", "torin "),
    "Strandtorget": ("torget",),
    "Rantaraitti": ("Rantarait", "rantarait"),
    "Aallonmurtaja": ("aallonmurtaja",),
    "Vågbrytaren": ("vågbrytaren",),
    "Lauttaranta": ("lauttaran", "Lautalle"),
    "Färjfästet": ("färjfästet",),
}


AREAS_OF_TOWN = {
    "centre": ("Satamakatu", "Hamngatan", "Rantatori", "Strandtorget", "Lauttaranta", "Färjfästet"),
    "west": ("Länsiranta", "Västra stranden", "Rantaraitti", "Aallonmurtaja", "Vågbrytaren"),
    "inland": ("Sisäkylä", "Inby"),
    "islands": ("Kirkkosaari", "Kyrkön", "Majakkaniemi", "Fyrudden"),
}


# Longitude and latitude, in the archipelago of a town that is not there.
SPOTS = {
    "Kirkkosaari": (21.42, 63.02), "Kyrkön": (21.42, 63.02), "Majakkaniemi": (21.36, 62.98),
    "Fyrudden": (21.36, 62.98), "Satamakatu": (21.62, 63.09), "Hamngatan": (21.62, 63.09),
    "Länsiranta": (21.53, 63.1), "Västra stranden": (21.53, 63.1), "Sisäkylä": (21.84, 63.2),
    "Inby": (21.84, 63.2), "Rantatori": (21.61, 63.1), "Strandtorget": (21.61, 63.1),
    "Rantaraitti": (21.57, 63.09), "Aallonmurtaja": (21.56, 63.07),
    "Vågbrytaren": (21.56, 63.07), "Lauttaranta": (21.64, 63.06), "Färjfästet": (21.64, 63.06),
}  # fmt: skip


def place_of(words: str) -> str:
    """Return the place that an idea names, as its author would write it below; or nothing."""
    named = (place for place, stems in PLACES.items() if any(stem in words for stem in stems))
    return next(named, "")


def area_of(place: str) -> str:
    """Return the part of the town in which a place is, or nothing."""
    return next((area for area, places in AREAS_OF_TOWN.items() if place in places), "")


def point_of(place: str, key: bytes) -> tuple[float | None, float | None]:
    """Return latitude and longitude near a place, by an idea's key; not of every second idea."""
    if place not in SPOTS or key[0] % 2:
        return None, None
    longitude, latitude = SPOTS[place]
    return round(latitude + key[1] / 255 / 50, 5), round(longitude + key[2] / 255 / 25, 5)
