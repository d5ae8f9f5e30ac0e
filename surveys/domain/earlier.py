"""Questions of two surveys that share a code: whether they mean the same, and what differs.

The rules are those of versions (`domain.changes`): a kind, a scale or a unit that changed makes
another question, whatever its code, and so do words that are hardly alike. Whether new words mean
the same is for people to judge (`also`); what an answer can be is not.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from surveys.domain.changes import means_another
from surveys.domain.counting.shapes import Shape
from surveys.domain.counting.union import Joined, newest
from surveys.domain.differences import Difference, What, differences
from surveys.domain.questionnaire import Question


class Why(StrEnum):
    """Why two questions with one code cannot be compared."""

    KIND = "kind"
    OWN_WORDS = "own_words"
    DATES = "dates"
    UNIT = "unit"
    SCALE = "scale"
    OPTIONS = "options"
    NOTHING_SHARED = "nothing_shared"
    WORDS = "words"
    HIDDEN = "hidden"


UNCOUNTED = {
    Shape.OPEN: Why.OWN_WORDS,
    Shape.FILES: Why.OWN_WORDS,
    Shape.DATE: Why.DATES,  # whose classes follow from the answers of each survey
}
# What is said of one option there depends on which others there are.
BOUND = (Shape.RANKING, Shape.ALLOCATION)
CHOICES = (Shape.SINGLE, Shape.MULTIPLE, Shape.POINT)
OTHER_OPTIONS = frozenset({What.OPTION_NEW, What.OPTION_GONE})
OTHER_STEPS = frozenset({What.STEP_NEW, What.STEP_GONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question here and the one with its code there; `why` they cannot be compared."""

    here: Joined
    there: Joined
    differences: tuple[Difference, ...] = ()
    why: Why | None = None

    @property
    def code(self) -> str:
        """The code that both have."""
        return self.here.question.code

    @property
    def has_other_options(self) -> bool:
        """Tell whether something could be chosen in one of the surveys only."""
        return any(found.what in OTHER_OPTIONS for found in self.differences)


def paired(
    here: Sequence[Joined], there: Sequence[Joined], also: Collection[str] = ()
) -> list[Pair]:
    """Pair the questions that two surveys share, as the newest version of each has them.

    The words of those in `also` were judged to mean the same.
    """
    other = {each.question.code: each for each in newest(there)}
    return [
        _pair(each, other[each.question.code], also)
        for each in newest(here)
        if each.question.code in other
    ]


def _pair(here: Joined, there: Joined, also: Collection[str]) -> Pair:
    found = tuple(differences(replace(there.question, edition=0), here.question))
    why = next(_reasons(here, there.question, found), None)
    if why is Why.WORDS and here.question.code in also:
        why = None
    return Pair(here=here, there=there, differences=found, why=why)


def _reasons(here: Joined, there: Question, found: Sequence[Difference]) -> Iterator[Why]:
    """Yield why two questions cannot be compared, the weightiest first."""
    kinds = {each.what for each in found}
    if What.KIND in kinds:
        yield Why.KIND
    if here.shape in UNCOUNTED:
        yield UNCOUNTED[here.shape]
    if What.UNIT in kinds:
        yield Why.UNIT
    if _has_other_scale(here.question, there, kinds):
        yield Why.SCALE
    if here.shape in BOUND and kinds & OTHER_OPTIONS:
        yield Why.OPTIONS
    if not _shares_parts(here, there):
        yield Why.NOTHING_SHARED
    if any(means_another(each, there) for each in found):
        yield Why.WORDS


def _has_other_scale(here: Question, there: Question, kinds: Collection[What]) -> bool:
    if OTHER_STEPS & set(kinds) or (here.rows and OTHER_OPTIONS & set(kinds)):
        return True
    ends = [[q.settings.get(name) for name in ("min", "max")] for q in (here, there)]
    return here.kind == "slider" and ends[0] != ends[1]


def _shares_parts(here: Joined, there: Question) -> bool:
    """Tell whether any option, or any row, is in both."""
    if here.question.rows:
        return bool({r.code for r in here.question.rows} & {r.code for r in there.rows})
    if here.shape in CHOICES:
        return bool({o.code for o in here.question.options} & {o.code for o in there.options})
    return True
