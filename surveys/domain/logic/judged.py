"""All that can be said of the logic of a questionnaire before it is published."""

from collections import OrderedDict
from dataclasses import dataclass

from surveys.domain.logic.analysis import analysed
from surveys.domain.logic.check import faults, piping_faults
from surveys.domain.logic.places import Fault
from surveys.domain.logic.plan import plan_of
from surveys.domain.questionnaire import Questionnaire

MOST_KEPT = 64
KEPT: OrderedDict[str, "Judged"] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Judged:
    """What blocks publishing, and what is only worth knowing."""

    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


def logic_of(questionnaire: Questionnaire) -> Judged:
    """Judge the logic of a questionnaire; the same questionnaire is judged once."""
    if plan_of(questionnaire).has_no_logic:
        return Judged()
    checksum = questionnaire.checksum()
    found = KEPT.get(checksum)
    if found is None:
        found = KEPT[checksum] = _judge(questionnaire)
        if len(KEPT) > MOST_KEPT:
            KEPT.popitem(last=False)
    return found


def _judge(questionnaire: Questionnaire) -> Judged:
    wrong = (*faults(questionnaire), *piping_faults(questionnaire))
    if wrong:
        return Judged(faults=wrong)
    found = analysed(plan_of(questionnaire))
    return Judged(tuple(found.never), (*found.tight, *found.always, *found.unchecked))
