"""How the answers to the statements of a matrix vary together, of those who answered all."""

from collections.abc import Iterable, Sequence

import numpy as np

from surveys.domain.counting.block import Block
from surveys.domain.counting.choosing import chosen
from surveys.domain.counting.column import ANSWERED, Column


def covariances(
    blocks: Iterable[Block], keys: Sequence[str], steps: Sequence[str]
) -> tuple[int, list[list[float]]]:
    """Return how many answered all, and the covariances; a step counts by its place, from 1."""
    people, sums = 0, np.zeros(len(keys))
    products = np.zeros((len(keys), len(keys)))
    numbers = {code: float(place) for place, code in enumerate(steps, 1)}
    for block in blocks:
        columns = [column for key in keys if (column := block.column(key)) is not None]
        if len(columns) < len(keys):
            continue  # the version did not have all of the statements
        rows = chosen(block, ())
        table = np.array([_values(column, numbers) for column in columns])
        table = table if rows is None else table[:, rows]
        whole = table[:, ~np.isnan(table).any(axis=0)]
        people += whole.shape[1]
        sums += whole.sum(axis=1)
        products += whole @ whole.T
    if people < 2:  # noqa: PLR2004 -- one person varies with nobody
        return people, []
    found = (products - np.outer(sums, sums) / people) / (people - 1)
    return people, found.tolist()


def _values(
    column: Column, numbers: dict[str, float]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the number of each answer; NaN where there is none."""
    table = np.full(max(column.width, ANSWERED + len(column.options)), np.nan)
    for place, code in enumerate(column.options, ANSWERED):
        table[place] = numbers.get(code, np.nan)
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = table[column.codes]
    return found
