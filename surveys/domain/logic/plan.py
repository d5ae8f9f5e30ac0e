"""A questionnaire's logic, read once: the trees of all expressions, and what they look at.

An expression that cannot be read is left out: publishing refuses it, and the preview then shows
what it was meant to hide.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from participation.platform.i18n.text import Text
from surveys.domain.logic.expression import BadExpression, Call, Node, answers_in, parse
from surveys.domain.logic.piping import pipes_in
from surveys.domain.logic.places import of_question
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row

MOST_KEPT = 64
KEPT: dict[int, tuple[Questionnaire, "Plan"]] = {}


@dataclass(frozen=True)
class Asking:
    """A question with the trees of its logic."""

    question: Question
    number: int
    condition: Node | None
    required_if: Node | None
    options: Mapping[str, Node]
    rows: Mapping[str, Node]
    scale: Mapping[str, Node]
    rules: tuple[tuple[Node, Text], ...]

    @cached_property
    def looks_at(self) -> frozenset[str]:
        """The questions on which depends what is shown of this one."""
        parts = (*self.options.values(), *self.rows.values(), *self.scale.values())
        return looked_at((self.condition, *parts))

    @cached_property
    def is_fixed(self) -> bool:
        """Tell whether the question is asked of everybody, in the same way."""
        return not (self.looks_at or self.has_parts or self.condition or self.required_if)

    @property
    def has_parts(self) -> bool:
        """Tell whether some options or rows are not shown to everybody."""
        return bool(self.options or self.rows or self.scale)


@dataclass(frozen=True)
class Planned:
    """A page with its logic."""

    page: Page
    condition: Node | None
    asking: tuple[Asking, ...]

    @cached_property
    def is_fixed(self) -> bool:
        """Tell whether everything on the page is asked of everybody."""
        return self.condition is None and all(each.is_fixed for each in self.asking)

    @cached_property
    def has_expressions(self) -> bool:
        """Tell whether any expression is written on the page."""
        sources = (source for q in self.page.questions for _place, source in of_question(q))
        return bool(self.page.condition) or any(sources)

    @cached_property
    def is_shuffled(self) -> bool:
        """Tell whether anything on the page comes in an order of each person's own."""
        return self.page.shuffle or any(question.shuffle for question in self.page.questions)

    @cached_property
    def pipes(self) -> frozenset[str]:
        """The questions whose answers the page's own words repeat."""
        return frozenset(pipes_in(words_of(self.page)))

    @cached_property
    def codes(self) -> frozenset[str]:
        """The questions on the page."""
        return frozenset(question.code for question in self.page.questions)


@dataclass(frozen=True)
class Plan:
    """All pages with their logic."""

    pages: tuple[Planned, ...]

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """The questions that any expression looks at."""
        return looked_at(trees_of(self))

    @cached_property
    def is_fixed(self) -> bool:
        """Tell whether everybody is asked everything."""
        return all(page.is_fixed for page in self.pages)

    @property
    def has_no_logic(self) -> bool:
        """Tell whether there are neither expressions, readable or not, nor repeated answers."""
        return not any(page.pipes or page.has_expressions for page in self.pages)

    @cached_property
    def has_varying_pages(self) -> bool:
        """Tell whether somebody may skip a page."""
        return any(
            planned.condition is not None
            or (planned.asking and not any(each.is_fixed for each in planned.asking))
            for planned in self.pages
        )

    @cached_property
    def is_shuffled(self) -> bool:
        """Tell whether anything comes in an order of each person's own."""
        return any(page.is_shuffled for page in self.pages)

    @cached_property
    def same_for_all(self) -> tuple[bool, ...]:
        """Whether a page looks the same to everybody while nothing is typed on it."""
        return tuple(self._is_same_for_all(index) for index in range(len(self.pages)))

    def _is_same_for_all(self, index: int) -> bool:
        planned = self.pages[index]
        pipes = planned.pipes.union(pipes_in(each.page.title for each in self.pages))
        if planned.is_shuffled or pipes & self.codes or self.has_varying_pages:
            return False
        trees = [tree for each in planned.asking for tree in trees_of_question(each)]
        return planned.codes.issuperset(looked_at(trees)) and not any(map(asks_the_day, trees))

    @cached_property
    def codes(self) -> frozenset[str]:
        """All questions."""
        return frozenset().union(*(planned.codes for planned in self.pages))


def plan_of(questionnaire: Questionnaire) -> Plan:
    """Return the plan of a questionnaire; it is made once while the questionnaire is kept."""
    found = KEPT.get(id(questionnaire))
    if found is None or found[0] is not questionnaire:
        if len(KEPT) >= MOST_KEPT:
            KEPT.clear()
        found = KEPT[id(questionnaire)] = (questionnaire, Plan(tuple(_planned(questionnaire))))
    return found[1]


def words_of(page: Page) -> Iterator[Text]:
    """Yield the texts of a page into which answers are put."""
    yield page.title
    yield page.intro
    for question in page.questions:
        yield question.label
        yield question.hint


def trees_of(plan: Plan) -> Iterator[Node | None]:
    """Yield every tree of a plan."""
    for planned in plan.pages:
        yield planned.condition
        for each in planned.asking:
            yield from trees_of_question(each)
            yield from (test for test, _message in each.rules)


def trees_of_question(asking: Asking) -> Iterator[Node | None]:
    """Yield the trees that decide how a question is asked."""
    yield asking.condition
    yield asking.required_if
    yield from (*asking.options.values(), *asking.rows.values(), *asking.scale.values())


def asks_the_day(tree: Node | None) -> bool:
    """Tell whether a tree says something else on another day."""
    if not isinstance(tree, Call):
        return False
    return tree.name == "today" or any(asks_the_day(each) for each in tree.arguments)


def looked_at(trees: Iterable[Node | None]) -> frozenset[str]:
    """Return the questions at which trees look."""
    return frozenset(a.asked for tree in trees if tree is not None for a in answers_in(tree))


def tree_of(source: str) -> Node | None:
    """Return the tree of an expression, if there is one that can be read."""
    try:
        return parse(source) if source else None
    except BadExpression:
        return None


def _planned(questionnaire: Questionnaire) -> Iterator[Planned]:
    number = 0
    for page in questionnaire.pages:
        asking = tuple(
            _asking(question, number + n) for n, question in enumerate(page.questions, 1)
        )
        number += len(asking)
        yield Planned(page, tree_of(page.condition), asking)


def _asking(question: Question, number: int) -> Asking:
    rules = ((tree_of(rule.test), rule.message) for rule in question.rules)
    return Asking(
        question=question,
        number=number,
        condition=tree_of(question.condition),
        required_if=tree_of(question.required_if),
        options=_trees(question.options),
        rows=_trees(question.rows),
        scale=_trees(question.scale),
        rules=tuple((test, message) for test, message in rules if test is not None),
    )


def _trees(parts: Iterable[Option | Row]) -> dict[str, Node]:
    trees = ((part.code, tree_of(part.condition)) for part in parts)
    return {code: tree for code, tree in trees if tree is not None}
