"""Small tables for tests."""

import numpy as np

from participation.brainstorming.domain.opinions.counts import Counts
from participation.brainstorming.domain.opinions.votes import Votes


def of(*statements: tuple[int, int, int]) -> Counts:
    """Counts of (agree, disagree, seen)."""
    return Counts(*(np.array(column) for column in zip(*statements, strict=True)))


def votes_of(cells) -> Votes:
    table = np.array(cells, np.int8)
    rows, columns = table.shape
    return Votes(tuple(f"p{at}" for at in range(rows)), tuple(map(str, range(columns))), table)


def planted(sizes, statements: int, share: float, seed: int = 0) -> tuple[Votes, np.ndarray]:
    """People in groups that think alike, each of whom has seen a share of the statements."""
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    opinions = random.choice([-1, 1], (len(sizes), statements))
    cells = opinions[labels]
    cells = np.where(random.random(cells.shape) < 0.1, random.integers(-1, 2, cells.shape), cells)
    cells = np.where(random.random(cells.shape) < share, cells, -2)
    order = random.permutation(len(labels))
    return votes_of(cells[order]), labels[order]
