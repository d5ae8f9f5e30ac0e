"""The projects that were voted on, and why some ideas did not go on."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from participation.demo.words import text
from participation.platform.i18n.text import Text

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sketch:
    """A project: where, what about, for how many euros, and how much people like it."""

    code: str
    area: str
    category: str
    euros: int
    liked: float
    title: Text
    words: Text


@cache
def sketches(name: str) -> tuple[Sketch, ...]:
    """Return the projects of a file."""
    found = []
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        code, area, category, euros, liked, *said = line.split("|")
        title, words = text(*said[:3]), text(*said[3:])
        found.append(Sketch(code, area, category, int(euros), float(liked), title, words))
    return tuple(found)


DECLINED = {
    "planned": text(
        "Tämä on jo kaupungin suunnitelmissa, joten siitä ei tarvitse äänestää.",
        "Det här finns redan i stadens planer, så man behöver inte rösta om det.",
        "The town has already planned this, so nobody needs to vote on it.",
    ),
    "law": text(
        "Kaupunki ei päätä tästä: toimivalta on muilla.",
        "Staden bestämmer inte om det här: behörigheten ligger hos andra.",
        "The town does not decide about this: others do.",
    ),
    "state": text(
        "Tie on valtion. Välitimme toiveen tienpitäjälle.",
        "Vägen är statens. Vi har förmedlat önskemålet till väghållaren.",
        "The road belongs to the state. We have passed the wish on.",
    ),
    "cost": text(
        "Hanke maksaisi enemmän kuin koko budjetti.",
        "Projektet skulle kosta mer än hela budgeten.",
        "The project would cost more than the whole budget.",
    ),
    "running": text(
        "Kulut toistuisivat joka vuosi, eikä tästä budjetista voi maksaa käyttökuluja.",
        "Kostnaderna skulle upprepas varje år, och den här budgeten kan inte betala driften.",
        "The cost would return every year, and this budget cannot pay for running costs.",
    ),
}
ACCEPTED = text(
    "Idea on toteutettavissa, ja se etenee äänestykseen.",
    "Idén kan genomföras och går vidare till omröstningen.",
    "The idea can be carried out and goes to the vote.",
)
