"""What a person is asked, given what they have typed so far: pages, questions, options, rows.

One pass from the first question to the last, since conditions look back only. A hidden question
has no answer, so what follows from it is hidden as well; what was typed in it stays in the draft.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from surveys.domain.logic.evaluate import holds
from surveys.domain.logic.expression import Node
from surveys.domain.logic.limits import within
from surveys.domain.logic.plan import Asking, Plan, plan_of
from surveys.domain.logic.values import heard, value_typed
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.domain.questions.base import Reading

Values = Mapping[str, Any]
Typed = Mapping[str, list[str]]


@dataclass(frozen=True)
class Showing:
    """What is asked of one person.

    `pages` lie at the indexes of the questionnaire's and hold what is asked, in the stored order;
    `shown` are the indexes of those that have something to show. `values` are what expressions see.
    `read` are questions already read, by code.
    """

    questionnaire: Questionnaire
    plan: Plan
    typed: Typed
    today: str
    pages: Sequence[Page]
    shown: Sequence[int]
    values: Values
    read: dict[str, Reading] = field(default_factory=dict, compare=False)

    def after(self, index: int) -> int | None:
        """Return the next page that is shown."""
        return next((each for each in self.shown if each > index), None)

    def before(self, index: int) -> int:
        """Return the page shown before, or the first."""
        return max((each for each in self.shown if each < index), default=self.first)

    def nearest(self, index: int) -> int:
        """Return the page itself if it is shown, else the last shown before it, else the first."""
        return max((each for each in self.shown if each <= index), default=self.first)

    @cached_property
    def first(self) -> int:
        """The first page that is shown."""
        return next(iter(self.shown), 0)

    @property
    def last(self) -> int:
        """The last page that is shown."""
        return self.shown[-1] if self.shown else 0

    def holds(self, tree: Node, own: Any = None) -> bool:
        """Tell whether an expression is true for this person."""
        return holds(tree, self.values, own=own, today=self.today)


def show(questionnaire: Questionnaire, typed: Typed, today: str = "") -> Showing:
    """Go through the questionnaire once, with what is typed."""
    plan = plan_of(questionnaire)
    passing = _Passing(plan, typed, today)
    pages = questionnaire.pages
    if not plan.is_fixed or plan.looked_at:
        pages = tuple(passing.page(index) for index in range(len(pages)))
    shown = tuple(
        index
        for index, page in enumerate(pages)
        if page.questions or (not questionnaire.pages[index].questions and not passing.skips(index))
    )
    return Showing(questionnaire, plan, typed, today, pages, shown, passing.values)


class _Passing:
    """Collects what expressions see on the way through a questionnaire."""

    def __init__(self, plan: Plan, typed: Typed, today: str) -> None:
        self.plan, self.typed, self.today = plan, typed, today
        self.values: dict[str, Any] = {}

    def skips(self, index: int) -> bool:
        """Tell whether a page's own condition hides it."""
        return not self._is_so(self.plan.pages[index].condition)

    def page(self, index: int) -> Page:
        """Return a page with what is asked on it."""
        planned = self.plan.pages[index]
        if self.skips(index):
            return replace(planned.page, questions=())
        asked = [each for asking in planned.asking if (each := self._asked(asking))]
        if planned.is_fixed:
            return planned.page
        return replace(planned.page, questions=tuple(asked))

    def _asked(self, asking: Asking) -> Question | None:
        found = asking.question if asking.is_fixed else effective(asking, self._is_so)
        if found is not None and found.code in self.plan.looked_at:
            for scale in heard(found):
                value = value_typed(scale, self.typed)
                if value is not None:
                    self.values[scale.code] = value
        return found

    def _is_so(self, tree: Node | None) -> bool:
        return tree is None or holds(tree, self.values, today=self.today)


def effective(asking: Asking, is_so: Any) -> Question | None:
    """Return a question as it is asked, or nothing when it is hidden or has nothing to choose."""
    question = asking.question
    if not is_so(asking.condition):
        return None
    changes: dict[str, Any] = {}
    if asking.required_if is not None and not question.required:
        changes["required"] = is_so(asking.required_if)
    for name in ("options", "rows", "scale"):
        trees: Mapping[str, Node] = getattr(asking, name)
        if not trees:
            continue
        parts = tuple(p for p in getattr(question, name) if is_so(trees.get(p.code)))
        if not parts and not (name == "options" and question.other):
            return None
        changes[name] = parts
    asked = replace(question, **changes) if changes else question
    return within(asked) if asking.options else asked
