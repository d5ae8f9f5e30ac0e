"""Non-negative factors of a sparse table: texts as sums of themes, themes as sums of terms.

Lee and Seung (1999) say what the factors are; they are found by hierarchical alternating least
squares (Cichocki and Phan 2009), from the non-negative parts of singular vectors (Boutsidis and
Gallopoulos 2008, NNDSVD), which come from a random projection (Halko, Martinsson and Tropp 2011)
with a fixed seed.
"""

import numpy as np

from participation.texts.matrix import Numbers, Sparse

STEPS = 40
EXTRA = 8
POWERS = 3
TINY = 1e-9


def factors(table: Sparse, number: int, seed: int = 0) -> tuple[Numbers, Numbers]:
    """Return (texts × number) and (terms × number), whose product is close to the table."""
    turned = table.turned()
    texts, terms = _start(table, turned, number, seed)
    for _step in range(STEPS):
        _improve(texts, table.times(terms), terms.T @ terms)
        _improve(terms, turned.times(texts), texts.T @ texts)
    return texts, terms


def _improve(side: Numbers, products: Numbers, squares: Numbers) -> None:
    """Fit each column in turn, the others held."""
    for at in range(side.shape[1]):
        change = (products[:, at] - side @ squares[:, at]) / max(squares[at, at], TINY)
        np.maximum(side[:, at] + change, TINY, out=side[:, at])


def _start(table: Sparse, turned: Sparse, number: int, seed: int) -> tuple[Numbers, Numbers]:
    """Return the larger non-negative part of each pair of singular vectors."""
    left, sizes, right = _singular(table, turned, number, seed)
    texts, terms = np.full_like(left, TINY), np.full_like(right, TINY)
    for at in range(number):
        pairs = [(np.maximum(sign * left[:, at], 0), np.maximum(sign * right[:, at], 0))
                 for sign in (1, -1)]  # fmt: skip
        one, other = max(pairs, key=lambda p: float(np.linalg.norm(p[0]) * np.linalg.norm(p[1])))
        first, second = float(np.linalg.norm(one)), float(np.linalg.norm(other))
        if first and second:
            scale = (sizes[at] * first * second) ** 0.5
            texts[:, at] += one / first * scale
            terms[:, at] += other / second * scale
    return texts, terms


def _singular(
    table: Sparse, turned: Sparse, number: int, seed: int
) -> tuple[Numbers, Numbers, Numbers]:
    width = min(number + EXTRA, *table.shape)
    basis = np.random.default_rng(seed).standard_normal((table.shape[1], width))
    for _power in range(POWERS):
        basis = np.linalg.qr(turned.times(np.linalg.qr(table.times(basis))[0]))[0]
    small_left, sizes, small_right = np.linalg.svd(table.times(basis), full_matrices=False)
    right = basis @ small_right.T
    return small_left[:, :number], sizes[:number], right[:, :number]
