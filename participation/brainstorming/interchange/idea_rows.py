"""Ideas in tables: read them, or say line by line what is wrong. Pure.

The names of columns are those of our own files of ideas, or plain words in three languages.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from participation.brainstorming.interchange.idea_cells import Cells, Fault, Wrong

NEEDED = "words"
NAMES = {
    "code": ("tunnus", "kod"),
    "question": ("kysymys", "fråga"),
    "language": ("kieli", "språk"),
    "words": ("idea", "ideat", "teksti", "idé", "text", "ideas"),
    "place": ("paikka", "plats"),
    "latitude": ("lat", "leveysaste", "latitud"),
    "longitude": ("lon", "pituusaste", "longitud"),
    "area": ("alue", "område"),
    "theme": ("teema", "tema"),
    "day": ("päivä", "date", "datum", "dag"),
    "state": ("tila",),
    "reason": ("syy", "orsak"),
}
PLAIN = {word: name for name, words in NAMES.items() for word in (name, *words)}
IN_LANGUAGE = "words_"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaRow:
    """One idea as a file has it; `question` is a code, `day` as ISO has it, both may be empty."""

    line: int
    question: str
    words: str
    code: str = ""
    language: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    area: str = ""
    theme: str = ""
    day: str = ""
    state: str = ""
    reason: str = ""
    translations: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return what the row says, without what it does not say."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None, {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What lines may name: questions by any of their names, languages, areas, and today.

    Areas that are not known are refused only where some are.
    """

    questions: Mapping[str, str]
    languages: Collection[str]
    today: date
    areas: Mapping[str, str] = field(default_factory=dict)


def read(
    grid: Sequence[tuple[int, Sequence[str]]], known: Known
) -> tuple[list[IdeaRow], list[Fault]]:
    """Read ideas below a line of headings. Columns that are not known are passed over."""
    if not grid:
        return [], [Fault(1, NEEDED, Wrong.COLUMN_MISSING)]
    (first, headings), *lines = grid
    names = [_name(each, known.languages) for each in headings]
    twice = {name for name in names if name and names.count(name) > 1}
    faults = [Fault(first, name, Wrong.COLUMN_TWICE) for name in sorted(twice)]
    if NEEDED not in names:
        faults.append(Fault(first, NEEDED, Wrong.COLUMN_MISSING))
    if faults:
        return [], faults
    return _rows(names, lines, known)


def _name(heading: str, languages: Collection[str]) -> str:
    """Return what a column holds; nothing where it is not known."""
    plain = heading.strip().casefold().replace(" ", "_")
    is_translation = plain.removeprefix(IN_LANGUAGE) in languages
    return plain if is_translation and plain.startswith(IN_LANGUAGE) else PLAIN.get(plain, "")


def _rows(
    names: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]], known: Known
) -> tuple[list[IdeaRow], list[Fault]]:
    rows: list[IdeaRow] = []
    faults: list[Fault] = []
    for line, cells in lines:
        said = Cells(line, dict(zip(names, cells, strict=False)))
        row = _row(said, known)
        faults += said.faults
        if not said.faults:
            rows.append(row)
    return rows, faults


def _row(said: Cells, known: Known) -> IdeaRow:
    others = {code: said.words(f"{IN_LANGUAGE}{code}") for code in known.languages}
    latitude, longitude = said.point()
    return IdeaRow(
        line=said.line,
        code=said.short("code"),
        question=said.among("question", known.questions, Wrong.UNKNOWN_QUESTION, needed=True),
        language=said.among("language", {one: one for one in known.languages}, Wrong.UNKNOWN),
        words=said.words(NEEDED, needed=True),
        translations={code: words for code, words in others.items() if words},
        place=said.short("place"),
        latitude=latitude,
        longitude=longitude,
        area=said.among("area", known.areas, Wrong.UNKNOWN) if known.areas else said.short("area"),
        theme=said.short("theme"),
        day=said.day(known.today),
        state=said.state(),
        reason=said.reason(),
    )
