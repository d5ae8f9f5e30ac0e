"""Turn responses and notes into columns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from surveys.domain.counting.block import Encoded, Said
from surveys.models import Response
from surveys.queries import Versions
from surveys.services.pending import Note

COLUMNS = (
    Response.version_id,
    Response.channel_id,
    Response.language,
    Response.day,
    Response.answers,
)


def added(notes: Iterable[Note]) -> list[Note]:
    """Return the notes of responses that are there to be counted."""
    return [note for note in notes if note.sign > 0 and note.answers is not None]


def encoded(rows: Iterable[Any], known: Versions) -> Iterator[tuple[int, Encoded]]:
    """Turn responses into columns: a block for each version that is known, with its id."""
    by_version: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        if row.version_id in known:
            by_version[row.version_id].append(said(row))
    for version_id, many in by_version.items():
        number, questionnaire = known[version_id]
        yield version_id, Encoded.of(questionnaire, number, many)


def said(row: Any) -> Said:
    """Return a response as it is counted."""
    channel = "" if row.channel_id is None else str(row.channel_id)
    return Said(row.id, channel, row.language, row.day.isoformat(), row.answers)
