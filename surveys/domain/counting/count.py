"""The one counting function. Pages, files, stored figures and tests all use it."""

from collections.abc import Iterable, Sequence

from surveys.domain.counting.bins import Count, Selection
from surveys.domain.counting.column import Column
from surveys.domain.counting.columns import Answers, encode
from surveys.domain.counting.tally import Counts, Tally
from surveys.domain.questionnaire import Questionnaire

EVERYBODY = Selection()


def count(questionnaire: Questionnaire, responses: Sequence[Answers]) -> Counts:
    """Count responses to one version of a questionnaire."""
    if not responses:
        return Counts()
    return count_columns(encode(questionnaire, responses), len(responses))


def count_columns(columns: Iterable[Column], responses: int) -> Counts:
    """Count the columns of responses to one version of a questionnaire."""
    found = Count()
    for column in columns:
        found.add(column, EVERYBODY)
    tallies = {name: groups[0] for name, groups in found.tallies()}
    return Counts(responses, {name: tally for name, tally in tallies.items() if tally != Tally()})
