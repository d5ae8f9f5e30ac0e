"""The one counting function. Pages, files, stored figures and tests all use it."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np

from surveys.domain.counting.columns import ANSWERED, Answers, Column, encode
from surveys.domain.counting.shapes import Shape
from surveys.domain.counting.tally import Counts, Tally
from surveys.domain.questionnaire import Questionnaire

# Ages, years, grades and ratings are exact. Finer numbers share a place in the histogram, so that
# the stored count of a question asking for any number stays small; their sum is exact all the same.
SIGNIFICANT_DIGITS = 4


def count(questionnaire: Questionnaire, responses: Sequence[Answers]) -> Counts:
    """Count responses to one version of a questionnaire."""
    if not responses:
        return Counts()
    tallies = {column.key: _tally(column) for column in encode(questionnaire, responses)}
    kept = {name: tally for name, tally in tallies.items() if tally != Tally()}
    return Counts(len(responses), kept)


def _tally(column: Column) -> Tally:
    by_code = np.bincount(column.codes, minlength=ANSWERED + 1).tolist()
    _not_asked, no_answer, dont_know, prefer_not, *answered = by_code
    plain = Tally(
        answered=sum(answered),
        no_answer=no_answer,
        dont_know=dont_know,
        prefer_not=prefer_not,
        others=column.others,
        total=column.total,
        options=_options(column, answered),
    )
    return plain if column.values is None else plain.joined(_numbers(column.values), 1)


def _options(column: Column, answered: list[int]) -> dict[str, int]:
    if column.shape is Shape.MULTIPLE and column.bits is not None:
        bits = np.unpackbits(column.bits, axis=1, count=max(len(column.options), 1))
        answered = bits.sum(axis=0, dtype=np.int64).tolist()
    return {code: n for code, n in zip(column.options, answered, strict=False) if n}


def _numbers(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Tally:
    histogram: dict[str, int] = {}
    total, rounded = Fraction(), 0
    distinct, numbers = np.unique(values, return_counts=True)
    for value, number in zip(distinct.tolist(), numbers.tolist(), strict=True):
        exact = Decimal(repr(value))
        place = Decimal(f"{exact:.{SIGNIFICANT_DIGITS}g}")
        name = f"{place:f}".rstrip("0").rstrip(".") if "." in f"{place:f}" else f"{place:f}"
        name = "0" if name in ("-0", "") else name
        histogram[name] = histogram.get(name, 0) + number
        total += Fraction(exact) * number
        rounded += number * (place != exact)
    return Tally(values=histogram, total=total, rounded=rounded)
