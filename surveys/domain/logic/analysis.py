"""Conditions that nobody or everybody fulfils, found by trying the values at which they turn.

What an expression looks at is answered in every way that can make a difference, in the order of
the questionnaire, so that a hidden question has no answer here either. Where the values that matter
cannot be told (sums of answers, patterns, the day), finding none proves nothing, and nothing is
said. The same goes for what would take too long.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from surveys.domain.logic.critical import Uses, candidates, is_decidable, uses_of
from surveys.domain.logic.evaluate import holds
from surveys.domain.logic.expression import Node
from surveys.domain.logic.limits import asks_too_much
from surveys.domain.logic.places import Fault, Place
from surveys.domain.logic.plan import Asking, Plan, Planned, looked_at
from surveys.domain.logic.showing import effective
from surveys.domain.logic.values import heard
from surveys.domain.questionnaire import Question

MOST_ANSWERS = 5_000
MOST_IN_ALL = 150_000


@dataclass
class Findings:
    """What is never shown, what always is although it has a condition, what was too much to try.

    `tight` are questions whose limits cannot be kept by all to whom some options are hidden.
    """

    never: list[Fault] = field(default_factory=list)
    always: list[Fault] = field(default_factory=list)
    tight: list[Fault] = field(default_factory=list)
    unchecked: list[Fault] = field(default_factory=list)


def analysed(plan: Plan) -> Findings:
    """Try every condition of a questionnaire."""
    trying = _Trying(plan)
    for planned in plan.pages:
        page = Place(page=planned.page.code)
        if planned.condition is not None and trying.condition(page, planned.condition, ()):
            continue
        outer = () if planned.condition is None else (planned.condition,)
        for asking in planned.asking:
            _question(trying, asking, outer)
    return trying.findings


def _question(trying: "_Trying", asking: Asking, outer: Sequence[Node]) -> None:
    code = asking.question.code
    if asking.condition is not None:
        if trying.condition(Place(question=code), asking.condition, outer):
            return
        outer = (*outer, asking.condition)
    for role in ("options", "rows", "scale"):
        for part, tree in getattr(asking, role).items():
            trying.condition(Place(role=role, question=code, part=part), tree, outer)
    trying.limits(asking, outer)


class _Trying:
    """Answers questions in every way that matters to a condition."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.findings, self.left = plan, Findings(), MOST_IN_ALL
        self.order = [(planned, each) for planned in plan.pages for each in planned.asking]
        self.places = {each.question.code: at for at, (_p, each) in enumerate(self.order)}

    def condition(self, place: Place, tree: Node, outer: Sequence[Node]) -> bool:
        """Note when a condition can never or always holds where `outer` do; return if never."""
        wanted = self._wanted((tree, *outer))
        uses = uses_of([*self._trees(wanted), tree, *outer])
        many = self._many(wanted, uses)
        if many > min(MOST_ANSWERS, self.left):
            self.findings.unchecked.append(Fault(reason="not_checked", place=place))
            return False
        self.left -= many
        outcomes: set[bool] = set()
        for values in self._ways(wanted, uses, {}):
            if all(holds(each, values) for each in outer):
                outcomes.add(holds(tree, values))
                if len(outcomes) > 1:
                    return False
        if not is_decidable(uses):
            return False
        if outcomes == {True}:
            self.findings.always.append(Fault(reason="always_shown", place=place))
        if True not in outcomes:
            self.findings.never.append(Fault(reason="never_shown", place=place))
        return True not in outcomes

    def limits(self, asking: Asking, outer: Sequence[Node]) -> None:
        """Note a question whose limits cannot be kept by somebody who sees fewer options."""
        code, trees = asking.question.code, (*asking.options.values(), *outer)
        if not asks_too_much(_without(asking, asking.options)):
            return  # not even if every option that can be hidden is
        wanted = self._wanted(trees)
        uses = uses_of([*self._trees(wanted), *trees])
        many = self._many(wanted, uses)
        if many <= min(MOST_ANSWERS, self.left) and is_decidable(uses):
            self.left -= many
            ways = self._ways(wanted, uses, {})
            if not any(_is_tight(asking, outer, values) for values in ways):
                return
        place = Place(role="limits", question=code)
        self.findings.tight.append(Fault(reason="limits_too_high", place=place))

    def _wanted(self, trees: Sequence[Node]) -> list[int]:
        """Return where the questions stand that trees look at, and those these follow from."""
        found: set[int] = set()
        ahead = list(looked_at(trees))
        while ahead:
            at = self.places.get(ahead.pop())
            if at is None or at in found:
                continue
            found.add(at)
            planned, asking = self.order[at]
            ahead += asking.looks_at | looked_at([planned.condition])
        return sorted(found)

    def _trees(self, wanted: Sequence[int]) -> Iterator[Node]:
        for planned, asking in (self.order[at] for at in wanted):
            parts = (*asking.options.values(), *asking.rows.values())
            yield from (t for t in (planned.condition, asking.condition, *parts) if t is not None)

    def _many(self, wanted: Sequence[int], uses: Uses) -> int:
        total = 1
        for at in wanted:
            for scale in heard(self.order[at][1].question):
                total *= len(candidates(scale, uses)) or 1
            if total > MOST_ANSWERS:
                break
        return total

    def _ways(
        self, wanted: Sequence[int], uses: Uses, values: dict[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Yield the answers that can be given to the questions wanted, one after the other."""
        if not wanted:
            yield values
            return
        planned, asking = self.order[wanted[0]]
        asked = _asked(planned, asking, values)
        for given in _answers(asked, uses):
            yield from self._ways(wanted[1:], uses, {**values, **given})


def _answers(asked: Question | None, uses: Uses) -> Iterator[dict[str, Any]]:
    """Yield what can be answered to a question that is asked or not, on each of its scales."""
    scales = () if asked is None else heard(asked)
    for values in product(*(candidates(scale, uses) for scale in scales)):
        found = zip(scales, values, strict=True)
        yield {scale.code: value for scale, value in found if value is not None}


def _is_tight(asking: Asking, outer: Sequence[Node], values: dict[str, Any]) -> bool:
    """Tell whether some options are shown, and too few to keep the limits."""
    if not all(holds(each, values) for each in outer):
        return False
    hidden = [code for code, tree in asking.options.items() if not holds(tree, values)]
    shown = _without(asking, hidden)
    return bool(shown.options or shown.other) and asks_too_much(shown)


def _without(asking: Asking, hidden: Collection[str]) -> Question:
    question = asking.question
    return replace(question, options=tuple(o for o in question.options if o.code not in hidden))


def _asked(planned: Planned, asking: Asking, values: dict[str, Any]) -> Question | None:
    def is_so(tree: Node | None) -> bool:
        return tree is None or holds(tree, values)

    return effective(asking, is_so) if is_so(planned.condition) else None
