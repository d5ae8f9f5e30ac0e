"""A page as it is written for a person: what may still come and go while they answer on it.

What depends on questions of the same page is written even while it is hidden, so that it can be
answered without JavaScript; `facts` are what `static/js/conditions.js` needs to hide and show it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from surveys.domain.logic.evaluate import holds
from surveys.domain.logic.expression import Call, Node, to_json
from surveys.domain.logic.order import in_order
from surveys.domain.logic.plan import Asking, looked_at
from surveys.domain.logic.showing import Showing
from surveys.domain.questionnaire import Page, Question
from surveys.domain.questions.fields import missing_field, missing_offered
from surveys.domain.questions.number import unit_of
from surveys.domain.questions.registry import kind_of

PARTS = ("options", "rows", "scale")


@dataclass(frozen=True)
class Rendered:
    """A page to be written.

    `withheld` names the questions and parts (`q1`, `q1.b`) that the form does not have, so that
    what was typed in them earlier is kept. `follows` tells for questions that may come and go from
    which questions of the page they follow.
    """

    page: Page
    withheld: Sequence[str] = ()
    follows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    facts: Mapping[str, Any] | None = None


def rendered(showing: Showing, index: int, seed: int) -> Rendered:
    """Return a page as a person gets it."""
    planned = showing.plan.pages[index]
    if planned.is_fixed and not planned.is_shuffled:
        return Rendered(planned.page)
    writing = _Writing(showing)
    written = [found for asking in planned.asking if (found := writing.question(asking))]
    page = replace(planned.page, questions=in_order(planned, written, seed))
    return Rendered(page, writing.withheld, writing.follows, writing.facts())


class _Writing:
    """Goes through the questions of one page."""

    def __init__(self, showing: Showing) -> None:
        self.showing = showing
        self.local: set[str] = set()
        self.withheld: list[str] = []
        self.follows: dict[str, Sequence[str]] = {}
        self.trees: dict[str, dict[str, Any]] = {}
        self.written: list[Question] = []

    def question(self, asking: Asking) -> Question | None:
        """Return a question that is or may be asked, with the parts that may be offered."""
        question, is_so = asking.question, self._settled(asking.condition)
        if is_so is False:
            self.withheld.append(question.code)
            return None
        kept: dict[str, Any] = {
            name: self._parts(asking, name) for name in PARTS if getattr(asking, name)
        }
        if any(
            not parts for name, parts in kept.items() if not (name == "options" and question.other)
        ):
            self.withheld.append(question.code)
            return None
        self._note(asking, is_live=is_so is None)
        found = replace(question, required=self._is_required(asking), **kept)
        self.local.add(question.code)
        self.written.append(found)
        return found

    def _parts(self, asking: Asking, name: str) -> tuple[Any, ...]:
        trees: Mapping[str, Node] = getattr(asking, name)
        parts = getattr(asking.question, name)
        kept = tuple(part for part in parts if self._settled(trees.get(part.code)) is not False)
        self.withheld += [f"{asking.question.code}.{p.code}" for p in parts if p not in kept]
        return kept

    def _note(self, asking: Asking, *, is_live: bool) -> None:
        code, entry = asking.question.code, {}
        if is_live:
            entry["if"] = to_json(asking.condition) if asking.condition else True
            self.follows[code] = sorted(looked_at([asking.condition]) & self.local)
        for name in PARTS:
            trees: Mapping[str, Node] = getattr(asking, name)
            live = {
                part: to_json(tree) for part, tree in trees.items() if self._settled(tree) is None
            }
            if live:
                entry[f"{name}If"] = live
        if entry:
            self.trees[code] = entry
            self.follows.setdefault(code, ())

    def _is_required(self, asking: Asking) -> bool:
        if asking.question.required or asking.required_if is None:
            return asking.question.required
        return self._settled(asking.required_if) is True

    def _settled(self, tree: Node | None) -> bool | None:
        """Tell whether a tree is true or false whatever is answered on the page."""
        if tree is None:
            return True
        if not looked_at([tree]) & self.local:
            return holds(tree, self.showing.values, today=self.showing.today)
        if not isinstance(tree, Call) or tree.name not in ("and", "or", "not"):
            return None
        found = [self._settled(each) for each in tree.arguments]
        if tree.name == "not":
            return None if found[0] is None else not found[0]
        decisive = tree.name == "or"
        if decisive in found:
            return decisive
        return None if None in found else not decisive

    def facts(self) -> Mapping[str, Any] | None:
        """Return what the page's script needs; nothing when nothing comes and goes."""
        if not self.trees:
            return None
        asking = {a.question.code: a for planned in self.showing.plan.pages for a in planned.asking}
        seen: frozenset[str] = frozenset().union(*(asking[code].looks_at for code in self.trees))
        wanted = [q for q in self.written if q.code in seen or q.code in self.trees]
        earlier = seen - self.local
        return {
            "today": self.showing.today,
            "values": {
                code: value
                for code, value in self.showing.values.items()
                if code.partition("~")[0] in earlier
            },
            "questions": [self._facts_of(q) for q in wanted],
        }

    def _facts_of(self, question: Question) -> dict[str, Any]:
        found = read_by_page(question) | self.trees.get(question.code, {})
        if question.kind == "upload" and question.code in self.showing.values:
            found["has"] = True  # files that were taken already are not in the form
        return found


def read_by_page(question: Question) -> dict[str, Any]:
    """Return what a page needs to read the question's form fields."""
    kind = kind_of(question)
    found: dict[str, Any] = {"code": question.code, "gives": kind.gives}
    lists = {
        "options": [option.code for option in question.options],
        "rows": [row.code for row in question.rows],
        "scale": [step.code for step in question.scale],
        "reasons": [reason.value for reason in missing_offered(question)],
    }
    found |= {name: codes for name, codes in lists.items() if codes}
    if question.other:
        found["other"] = True
    if kind.gives in ("number", "amounts"):
        found["units"] = list(unit_of(question).translations.values())
    if kind.gives == "text" and getattr(kind, "lines", False):
        found["lines"] = True
    if kind.gives == "date":
        found["parts"] = list(getattr(kind, "parts", ()))
    if kind.gives == "presence":
        own = kind.fields(question)
        found["names"] = [name for name in own if name != missing_field(question)]
    return found
