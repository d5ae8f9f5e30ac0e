"""Read all answers of a survey column by column, straight from the text that the database keeps.

Of each question only what differs is decoded: what a thousand people chose alike is looked at once.
The figures are those of `reading`, which decodes every answer: what the quick reader refuses (half
of a character, a number that is none) that one reads.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec
import numpy as np
import sqlalchemy as sa

from surveys import queries
from surveys.domain.counting.block import Encoded
from surveys.domain.counting.column import Column, Rows
from surveys.domain.counting.columns import Told, encode, encode_told
from surveys.domain.counting.shapes import Shape, shape_of
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.double import second_key
from surveys.domain.questions.registry import asks
from surveys.models import Response
from surveys.queries import Versions

TEXTS = (
    Response.version_id,
    Response.channel_id,
    Response.language,
    sa.cast(Response.day, sa.String).label("day"),
    sa.cast(Response.answers, sa.Text).label("answers"),
)
# Answers that are one word each, of which there are few: quicker decoded than compared as texts.
WORDS = {Shape.SINGLE, Shape.DATE}
PAGE, SOME = 5_000, 500  # answers read and decoded at a time; a processor has some at hand
NOTHING = msgspec.Raw()
SOME_WORDS = {True: ""}


class _Book(dict[Any, int]):
    """Places of what differs, in the order in which it came."""

    def __missing__(self, value: Any) -> int:
        self[value] = place = len(self)
        return place


class Reader:
    """Reads answers to one version of a questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.asked = list(filter(asks, questionnaire.questions()))
        fields = [field for question in self.asked for field in _fields(question)]
        self.names = [name for name, _kind, _none in fields]
        row = msgspec.defstruct(
            "Row",
            [(f"f{n}", kind, none) for n, (_name, kind, none) in enumerate(fields)],
            rename={f"f{n}": name for n, name in enumerate(self.names)},
            gc=False,
        )
        self.decoder = msgspec.json.Decoder(list[row])  # type: ignore[valid-type]

    def columns(self, texts: Sequence[str]) -> list[Column]:
        """Turn answers into columns."""
        books = [_Book() for _question in self.asked]
        try:
            parts = [
                self._places(texts[start : start + SOME], books)
                for start in range(0, len(texts), SOME)
            ]
        except msgspec.DecodeError:
            return encode(self.questionnaire, [json.loads(text) for text in texts])
        told = {
            question.code: _told(question, book, np.concatenate(places))
            for question, book, *places in zip(self.asked, books, *parts, strict=True)
        }
        return encode_told(self.questionnaire, told)

    def _places(self, texts: Sequence[str], books: Sequence[_Book]) -> list[Rows]:
        """Return for each question which of the answers in its book is whose."""
        rows = self.decoder.decode(f"[{','.join(texts)}]")
        parts = zip(*map(msgspec.structs.astuple, rows), strict=True)
        said = dict(zip(self.names, parts, strict=True))
        each = zip(self.asked, books, strict=True)
        return [_looked_up(_keys(question, said), book, len(rows)) for question, book in each]


def _fields(question: Question) -> Iterator[tuple[str, Any, Any]]:
    """Yield under which names answers say something to a question, and how that is decoded."""
    shape = shape_of(question)
    yield (question.code, Any, None) if shape in WORDS else (question.code, msgspec.Raw, NOTHING)
    if question.other:
        yield _other(question), msgspec.Raw, NOTHING
    if shape is Shape.DOUBLE:
        yield second_key(question), msgspec.Raw, NOTHING


def _other(question: Question) -> str:
    return f"{question.code}~other"


def _keys(question: Question, said: Mapping[str, Sequence[Any]]) -> Iterable[Any]:
    """Return what tells answers to a question apart. Of words for "other" only that they exist."""
    found: dict[str, Iterable[Any]] = {
        name: said[name] if kind is Any else map(bytes, said[name])
        for name, kind, _none in _fields(question)
    }
    if question.other:
        found[_other(question)] = map(SOME_WORDS.get, map(bool, said[_other(question)]))
    return zip(*found.values(), strict=True) if len(found) > 1 else found[question.code]


def _looked_up(keys: Iterable[Any], book: _Book, size: int) -> Rows:
    return np.fromiter(map(book.__getitem__, keys), np.intp, size)


def _told(question: Question, book: _Book, places: Rows) -> Told:
    names = [name for name, _kind, _none in _fields(question)]
    columns = zip(*book, strict=True) if len(names) > 1 else [list(book)]
    values = zip(*map(_decoded, columns), strict=True)
    return Told([_without_nothing(zip(names, each, strict=True)) for each in values], places)


def _without_nothing(said: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in said if value is not None}


def _decoded(values: Sequence[Any]) -> Sequence[Any]:
    """Return what texts mean; what was not said is None."""
    if isinstance(values[0], bytes):
        found: list[Any] = json.loads(b"[%s]" % b",".join(each or b"null" for each in values))
        return found
    return values


def every_one(
    survey_id: int, known: Versions, where: Sequence[Any] = ()
) -> Iterator[tuple[int, Encoded]]:
    """Yield all responses as columns, some at a time: blocks of one version, with its id."""
    readers = {key: Reader(questionnaire) for key, (_n, questionnaire) in known.items()}
    by_version = attrgetter("version_id")
    for batch in queries.batches(survey_id, *TEXTS, size=PAGE, where=where):
        for version_id, rows in groupby(sorted(batch, key=by_version), by_version):
            if version_id in known:
                yield version_id, _block(readers[version_id], known[version_id][0], list(rows))


def _block(reader: Reader, version: int, rows: Sequence[Any]) -> Encoded:
    ids, _versions, channels, languages, days, texts = zip(*rows, strict=True)
    named = ["" if channel is None else str(channel) for channel in channels]
    return Encoded.beside(reader.columns(texts), version, ids, (named, languages, days))
