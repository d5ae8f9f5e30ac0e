"""Texts like another: the cosine of TF-IDF over groups of three to five letters within words.

Groups of letters need no dictionary, and follow Finnish endings and Swedish compounds about as
well as lemmas do. Term weights are 1 + ln(tf) times ln((1 + n) / (1 + df)) + 1 (Manning, Raghavan
and Schütze 2008, chapter 6). Similar is not the same: people write one wish for each district,
so what is alike is shown to a person and never joined here.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from participation.texts.matrix import ByColumn, Sparse
from participation.texts.words import Said, plain

METHOD, VERSION = "char-tfidf", "1"
SHORTEST, LONGEST = 3, 5
LIKELY_SAME, ALIKE = 0.8, 0.4
GROWN = 1.1
A_BLOCK, DENSE = 256, 1000
MOST_OF_ONE = 5


@dataclass(frozen=True, slots=True)
class Like:
    """A text that is like another, from 0 (nothing in common) to 1 (the same letters)."""

    key: Any
    likeness: float

    @property
    def is_close(self) -> bool:
        """Whether it may well be the same."""
        return self.likeness >= LIKELY_SAME


def grams(words: str) -> Counter[str]:
    """Count groups of letters within the words of a text, ends of words included."""
    return Counter(_grams(plain(words)))


def _grams(words: str) -> Iterator[str]:
    for word in words.split():
        ended = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            if size >= len(ended):
                yield ended
                break
            for at in range(len(ended) - size + 1):
                yield ended[at : at + size]


class Index:
    """Texts among which similar ones are looked up; texts may come and go."""

    def __init__(self, texts: Iterable[Said] = ()) -> None:
        self._keys: list[Hashable] = []
        self._rows: dict[Hashable, int] = {}
        self._found: dict[str, tuple[array[int], array[float]]] = {}
        self._squares: array[float] = array("d")
        self._settled = 0
        for text in texts:
            self.add(text.key, text.words)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, key: Hashable, words: str) -> None:
        """Take a text in; one with the same key is replaced."""
        self.remove(key)
        row = len(self._keys)
        self._keys.append(key)
        self._rows[key] = row
        square = 0.0
        for gram, number in grams(words).items():
            rows, weights = self._found.setdefault(gram, (array("q"), array("d")))
            rows.append(row)
            weights.append(1 + log(number))
            square += (weights[-1] * self._rarity(gram)) ** 2
        self._squares.append(square)

    def remove(self, key: Hashable) -> None:
        """Forget a text, if it is known."""
        self._rows.pop(key, None)

    def nearest(self, words: str, most: int = 5, least: float = ALIKE) -> list[Like]:
        """Return the texts most like some words, the likest first."""
        wanted = grams(words)
        if not wanted or not self._rows:
            return []
        places, parts, length = [], [], 0.0
        for gram, number in wanted.items():
            weight = (1 + log(number)) * self._rarity(gram)
            length += weight * weight
            if gram in self._found:
                rows, weights = self._found[gram]
                places.append(np.frombuffer(rows, np.int64))
                parts.append(np.frombuffer(weights, np.float64) * (self._rarity(gram) * weight))
        if not places:
            return []
        total = np.bincount(np.concatenate(places), np.concatenate(parts), len(self._keys))
        return self._best(total / (self._lengths() * length**0.5), most, least)

    def _best(self, likeness: npt.NDArray[np.float64], most: int, least: float) -> list[Like]:
        found: list[Like] = []
        for row in np.argsort(-likeness, kind="stable"):
            value = float(likeness[row])
            if value < least or len(found) == most:
                break
            key = self._keys[row]
            if self._rows.get(key) == row:
                found.append(Like(key, min(1.0, value)))
        return found

    def _rarity(self, gram: str) -> float:
        having = len(self._found[gram][0]) if gram in self._found else 0
        return log((1 + len(self._keys)) / (1 + having)) + 1

    def _lengths(self) -> npt.NDArray[np.float64]:
        """Return the length of each text's vector.

        A text that comes shifts the others' lengths a little; they are worked out anew when a
        tenth has come.
        """
        if len(self._keys) > GROWN * self._settled:
            squares = np.zeros(len(self._keys))
            for gram, (rows, weights) in self._found.items():
                values = np.frombuffer(weights, np.float64) * self._rarity(gram)
                squares[np.frombuffer(rows, np.int64)] += values * values
            self._squares, self._settled = array("d", squares), len(self._keys)
        return np.sqrt(np.maximum(np.frombuffer(self._squares, np.float64), 1e-12))


def gram_table(texts: Sequence[Said]) -> Sparse:
    """Return TF-IDF of texts over groups of letters; every row has length one."""
    names: dict[str, int] = {}
    columns, numbers, sizes = array("q"), array("q"), array("q")
    for text in texts:
        found = grams(text.words)
        columns.extend([names.setdefault(gram, len(names)) for gram in found])
        numbers.extend(found.values())
        sizes.append(len(found))
    places = np.frombuffer(columns, np.int64) if columns else np.zeros(0, np.int64)
    rows = np.repeat(np.arange(len(texts)), np.frombuffer(sizes, np.int64))
    having = np.bincount(places, minlength=len(names))
    rarity = np.log((1 + len(texts)) / (1 + having)) + 1
    counts = np.array(numbers, np.float64)
    values = (1 + np.log(counts)) * rarity[places]
    lengths = np.sqrt(np.bincount(rows, values * values, len(texts)))
    order = np.lexsort((places, rows))
    values = (values / np.maximum(lengths, 1e-12)[rows])[order]
    return Sparse(rows[order], places[order], values, (len(texts), len(names)))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that are alike; `one` came before `other` in the order given."""

    one: Any
    other: Any
    likeness: float


def pairs(
    texts: Sequence[Said], least: float = ALIKE, told: Callable[[float], None] | None = None
) -> list[Pair]:
    """Return all pairs that are alike, the likest first; `told` hears how far it is, up to 1.

    Texts of the same letters are each paired with the first of them only, and a text with at most
    five that came before it, so that a flood makes no more pairs than texts.
    """
    firsts: dict[str, Said] = {}
    found: list[Pair] = []
    for text in texts:
        first = firsts.setdefault(bare, text) if (bare := plain(text.words)) else text
        if first is not text:
            found.append(Pair(first.key, text.key, 1.0))
    alone = list(firsts.values())
    if len(alone) > 1:
        table = gram_table(alone)
        for row, earlier, value in _alike_rows(table, least, told):
            found.append(Pair(alone[earlier].key, alone[row].key, round(min(1.0, value), 4)))
    return sorted(found, key=lambda pair: (-pair.likeness, str(pair.one), str(pair.other)))


def _alike_rows(
    table: Sparse, least: float, told: Callable[[float], None] | None
) -> Iterator[tuple[int, int, float]]:
    """Yield rows with earlier ones that they are like.

    Groups of letters that many texts have are multiplied as a dense table, the rest row by row.
    """
    height, width = table.shape
    having = np.bincount(table.columns, minlength=width)
    common = np.sort(np.argsort(-having, kind="stable")[:DENSE])
    is_common = np.zeros(width, np.bool_)
    is_common[common] = True
    in_common = is_common[table.columns]
    dense = np.zeros((height, len(common)), np.float32)
    places = np.searchsorted(common, table.columns[in_common])
    dense[table.rows[in_common], places] = table.values[in_common]
    kept = ~in_common
    rest = Sparse(table.rows[kept], table.columns[kept], table.values[kept], table.shape)
    by_column = rest.by_column()
    for start in range(0, height, A_BLOCK):
        end = min(start + A_BLOCK, height)
        likeness = dense[start:end] @ dense[:end].T
        _add_rest(rest, by_column, likeness, start)
        for at, row in enumerate(range(start, end)):
            near = np.flatnonzero(likeness[at, :row] >= least)
            for earlier in near[np.argsort(-likeness[at, near], kind="stable")][:MOST_OF_ONE]:
                yield row, int(earlier), float(likeness[at, earlier])
        if told:
            told(end / height)


def _add_rest(
    rest: Sparse, turned: ByColumn, likeness: npt.NDArray[np.float32], start: int
) -> None:
    """Add what texts share of the rarer groups to the likeness of the rows of a block."""
    end = start + len(likeness)
    rows = np.searchsorted(rest.rows, np.arange(start, end + 1))
    for at in range(len(likeness)):
        mine = slice(rows[at], rows[at + 1])
        begins, ends = turned.starts[rest.columns[mine]], turned.starts[rest.columns[mine] + 1]
        sizes = ends - begins
        places = np.arange(sizes.sum()) + np.repeat(begins - (np.cumsum(sizes) - sizes), sizes)
        parts = turned.values[places] * np.repeat(rest.values[mine], sizes)
        shared = np.bincount(turned.rows[places], parts, rest.shape[0])
        likeness[at] += shared[:end].astype(np.float32)
