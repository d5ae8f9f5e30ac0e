"""A sparse table of texts and terms, of what numpy alone can do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


class ByColumn(NamedTuple):
    """The cells of a table in the order of columns; `starts` says where each column begins."""

    starts: Places
    rows: Places
    values: Numbers


@dataclass(frozen=True, slots=True)
class Sparse:
    """The cells that are not zero: `rows` is sorted, and so are the columns of a row."""

    rows: Places
    columns: Places
    values: Numbers
    shape: tuple[int, int]

    def times(self, dense: Numbers) -> Numbers:
        """Return this table times a dense one (columns × k)."""
        return _summed(self.rows, dense[self.columns] * self.values[:, None], self.shape[0])

    def by_column(self) -> ByColumn:
        """Return the cells column by column."""
        turned = self.turned()
        starts = np.searchsorted(turned.rows, np.arange(self.shape[1] + 1))
        return ByColumn(starts, turned.columns, turned.values)

    def turned(self) -> "Sparse":
        """Return the table with rows for columns."""
        order = np.lexsort((self.rows, self.columns))
        return Sparse(self.columns[order], self.rows[order], self.values[order], self.shape[::-1])


def _summed(rows: Places, parts: Numbers, height: int) -> Numbers:
    """Add up parts by their row; rows are sorted."""
    found = np.zeros((height, parts.shape[1]))
    if len(rows):
        starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
        found[rows[starts]] = np.add.reduceat(parts, starts, axis=0)
    return found


def tfidf(texts: Sequence[Mapping[str, int]], least: int, share: float) -> tuple[Sparse, list[str]]:
    """Return a table of texts and terms, and the terms in order; every row has length one.

    Terms that fewer than `least` texts have, or more than a `share` of them, are left out.
    """
    having = Counter(term for text in texts for term in text)
    most = share * len(texts)
    terms = sorted(term for term, number in having.items() if least <= number <= most)
    place = {term: at for at, term in enumerate(terms)}
    rarity = {term: np.log((1 + len(texts)) / (1 + having[term])) + 1 for term in terms}
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        kept = sorted((place[term], (1 + np.log(n)) * rarity[term])
                      for term, n in text.items() if term in place)  # fmt: skip
        length = sum(value * value for _column, value in kept) ** 0.5
        rows += [row] * len(kept)
        columns += [column for column, _value in kept]
        values += [value / length for _column, value in kept]
    shape = (len(texts), len(terms))
    return Sparse(
        np.array(rows, np.int64), np.array(columns, np.int64), np.array(values), shape
    ), terms
