"""The figures of a release as data: the rows of the table of the page, with names that stay."""

from json import dumps
from typing import Any

from flask_babel import pgettext

from participation.activities.services.published import Published
from participation.platform.web.languages import plain
from participation.reports.data.dataset import Dataset, Field, Kind
from participation.reports.tables import Row
from surveys.released_tables import figures_table
from surveys.summaries import hidden_words
from surveys.wording import Speaker

NAMES = ("question", "grouped_by", "group", "statement", "answer", "people", "share")
NUMBERS = ("people", "share")
HIDDEN = "hidden"  # instead of a number of people that is not told


def figures_data(shown: Published, speaker: Speaker, source: str) -> Dataset:
    """Return every number that is told, and which are not."""
    table = figures_table(shown, speaker)
    rows = [_coded(row) for row in table.rows]
    return Dataset(
        title=plain(shown.release.activity.title),
        language=speaker.language,
        source=source,
        fields=[
            Field(name=name, label=column.title, kind=Kind.NUMBER if name in NUMBERS else Kind.TEXT)
            for name, column in zip(NAMES, table.columns, strict=True)
        ],
        rows=rows,
        size=len(rows),
        missing={HIDDEN: str(pgettext("number", "hidden"))},
        name="figures",
    )


def _coded(row: Row) -> Row:
    """Return a row with a code where the page says in words that a number is hidden."""
    *words, people, share = row
    return (*words, HIDDEN if people == hidden_words() else people, share)


def figures_json(shown: Published, dataset: Dataset) -> bytes:
    """Return the rows as JSON: numbers where they are told, `"hidden": true` where not."""
    release = shown.release
    told: dict[str, Any] = {
        "format": 1,
        "survey": dataset.title,
        "source": dataset.source,
        "language": dataset.language,
        "release": release.number,
        "published": release.published.date().isoformat(),
        "final": release.is_final,
        "answers": release.responses,
        "sha256": release.checksum,
        "licence": "CC-BY-4.0",
        "figures": [_told(row) for row in dataset.rows],
    }
    return dumps(told, ensure_ascii=False, indent=1).encode()


def _told(row: Row) -> dict[str, Any]:
    found = {name: cell for name, cell in zip(NAMES, row, strict=True) if cell not in (None, "")}
    if found.get("people") == HIDDEN:
        del found["people"]
        return {**found, "hidden": True}
    return found
