"""What is wrong with expressions: names that do not exist, values that cannot be compared.

Conditions look back only, so no two can wait for each other.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.domain.logic.expression import (
    COMPARISONS,
    OWN,
    Answer,
    BadExpression,
    Call,
    Node,
    Value,
    answers_in,
    parse,
)
from surveys.domain.logic.patterns import BadPattern, compiled
from surveys.domain.logic.piping import pipes_in
from surveys.domain.logic.places import Fault, Place, before, expressions
from surveys.domain.logic.reading import as_number
from surveys.domain.logic.values import heard
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.base import OTHER
from surveys.domain.questions.registry import BY_KEY

DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
MANY = frozenset({"choices", "parts", "presence"})
TESTS = frozenset({"truth", "presence", "any"})
TYPES: Mapping[str, str] = {
    "choice": "choice",
    "choices": "choices",
    "number": "number",
    "text": "words",
    "date": "date",
    "rows": "parts",
    "amounts": "parts",
    "ranks": "parts",
    "presence": "presence",
}


@dataclass(frozen=True, slots=True)
class Type:
    """What a value is; `codes` are those of the options a choice is made among."""

    name: str
    codes: tuple[str, ...] = ()
    question: str = ""
    written: str | None = None

    @property
    def is_number(self) -> bool:
        """Tell whether it can be calculated with."""
        if self.written is not None:
            return as_number(self.written) is not None
        has_numbers = bool(self.codes) and all(as_number(code) is not None for code in self.codes)
        return self.name in ("number", "any") or (self.name == "choice" and has_numbers)


ANY, TRUTH, NUMBER = Type("any"), Type("truth"), Type("number")


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield what is wrong with the expressions of a questionnaire."""
    for place, source in expressions(questionnaire):
        yield from faults_of(questionnaire, place, source)


def faults_of(questionnaire: Questionnaire, place: Place, source: str) -> list[Fault]:
    """List what is wrong with one expression."""
    try:
        tree = parse(source)
    except BadExpression as bad:
        return [Fault(reason=bad.reason, place=place, facts={"at": bad.at + 1, "source": source})]
    own = questionnaire.question(place.question)
    checking = _Checking(questionnaire, place, own, before(questionnaire, place))
    checking.test(tree)
    return checking.found


def piping_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield words that repeat an answer not given on an earlier page."""
    codes = {question.code for question in questionnaire.questions()}
    earlier: set[str] = set()
    for page in questionnaire.pages:
        place = Place(role="words", page=page.code)
        for name in sorted({*pipes_in((page.title, page.intro))} & codes - earlier):
            yield Fault(reason="pipes_ahead", place=place, facts={"code": name})
        for question in page.questions:
            place = Place(role="words", question=question.code)
            for name in sorted({*pipes_in((question.label, question.hint))} & codes - earlier):
                yield Fault(reason="pipes_ahead", place=place, facts={"code": name})
        earlier |= {question.code for question in page.questions}


def codes_of(question: Question) -> tuple[str, ...]:
    """Return the codes that can be chosen in a question."""
    codes = tuple(option.code for option in question.options)
    return (*codes, OTHER) if question.other else codes


@dataclass
class _Checking:
    """Goes through one tree from the leaves up."""

    questionnaire: Questionnaire
    place: Place
    own: Question | None
    known: Mapping[str, Question]
    found: list[Fault] = field(default_factory=list)

    def fault(self, reason: str, **facts: Any) -> Type:
        self.found.append(Fault(reason=reason, place=self.place, facts=facts))
        return ANY

    def test(self, node: Node) -> None:
        """Check something that must be true or false."""
        found = self.type(node)
        if found.name not in TESTS:
            self.fault("not_a_test", code=found.question)

    def type(self, node: Node) -> Type:
        """Return what a node gives."""
        match node:
            case Value(str(words)):
                return Type("words", written=words)
            case Value():
                return NUMBER
            case Answer():
                return self._answer(node)
            case Call(name, arguments):
                return self._call(name, arguments)

    def _answer(self, node: Answer) -> Type:
        if node.question == OWN:
            if self.own is None or self.place.role != "rules":
                return self.fault("own_outside_rule")
            return self._of(self.own, "")
        question = self.known.get(node.asked)
        if question is not None:
            scale = next((each for each in heard(question) if each.code == node.question), None)
            if scale is None:
                return self.fault("unknown_part", code=node.asked, part="second")
            return self._of(scale, node.part)
        if node.asked == self.place.question:
            return self.fault("looks_at_itself", code=node.asked)
        known = self.questionnaire.question(node.asked)
        return self.fault("looks_ahead" if known else "unknown_question", code=node.asked)

    def _of(self, question: Question, part: str) -> Type:
        kind = BY_KEY.get(question.kind)
        if kind is None:
            return ANY
        if kind.gives == "nothing":
            return self.fault("gives_nothing", code=question.code)
        if not part:
            return Type(TYPES[kind.gives], codes_of(question), question.code)
        parts: Collection[str] = codes_of(question)
        if kind.gives == "rows":
            parts = [row.code for row in question.rows]
        if kind.gives not in ("rows", "choices", "amounts", "ranks") or part not in parts:
            return self.fault("unknown_part", code=question.code, part=part)
        if kind.gives == "rows":
            return Type("choice", codes_of(question), question.code)
        return TRUTH if kind.gives == "choices" else NUMBER

    def _call(self, name: str, arguments: tuple[Node, ...]) -> Type:
        if name in ("and", "or", "not"):
            for each in arguments:
                self.test(each)
            return TRUTH
        if name in COMPARISONS:
            return self._compared(name, *(self.type(each) for each in arguments))
        if name in ("+", "-", "*", "/", "min", "max", "round"):
            return self._calculated(name, arguments)
        deed = getattr(self, f"_{name}")
        found: Type = deed(*arguments)
        return found

    def _compared(self, sign: str, left: Type, right: Type) -> Type:
        many = next((each for each in (left, right) if each.name in MANY), None)
        if many is not None:
            self.fault("compares_many", code=many.question)
        elif ANY not in (left, right):
            self._comparable(sign, *((right, left) if left.written is not None else (left, right)))
        return TRUTH

    def _comparable(self, sign: str, one: Type, other: Type) -> None:
        if "truth" in (one.name, other.name):
            if one.name != other.name:
                self.fault("compares_truth")
        elif one.name == "choice" and other.written is not None and sign in ("=", "!="):
            self._known_option(one, other.written)
        elif one.name == "date" and other.written is not None:
            if not DAY.fullmatch(other.written):
                self.fault("not_a_date", words=other.written)
        elif one.is_number != other.is_number and "number" in (one.name, other.name):
            self._number_and_word(one, other)

    def _number_and_word(self, one: Type, other: Type) -> None:
        """Words that a person writes may read as a number; codes and dates never do."""
        rest = other if one.is_number else one
        if rest.name != "words" or rest.written is not None:
            self.fault("number_and_word", code=one.question or other.question)

    def _known_option(self, choice: Type, code: str) -> None:
        if choice.codes and code not in choice.codes:
            self.fault("unknown_option", code=choice.question, option=code)

    def _calculated(self, name: str, arguments: tuple[Node, ...]) -> Type:
        for each in arguments:
            found = self.type(each)
            takes_many = name in ("min", "max") and found.name == "parts"
            if not found.is_number and not takes_many:
                self.fault("calculates_with_words", code=found.question, name=name)
        return NUMBER

    def _answered(self, node: Node) -> Type:
        if not isinstance(node, Answer):
            self.fault("needs_an_answer", name="answered")
        self.type(node)
        return TRUTH

    def _selected(self, node: Node, code: Node) -> Type:
        found = self.type(node)
        if found != ANY and (found.name not in ("choice", "choices", "parts") or not found.codes):
            self.fault("needs_a_choice", name="selected", code=found.question)
        elif not isinstance(code, Value):
            self.fault("needs_a_code", name="selected")
        elif found != ANY:
            self._known_option(found, str(code.value))
        return TRUTH

    def _count(self, node: Node) -> Type:
        if self.type(node).name not in ("choices", "parts", "any"):
            self.fault("needs_many", name="count")
        return NUMBER

    def _sum(self, node: Node) -> Type:
        if self.type(node).name not in ("parts", "number", "any"):
            self.fault("needs_many", name="sum")
        return NUMBER

    def _words(self, name: str, node: Node) -> None:
        if self.type(node).name not in ("words", "any"):
            self.fault("needs_words", name=name)

    def _length(self, node: Node) -> Type:
        self._words("length", node)
        return NUMBER

    def _contains(self, node: Node, part: Node) -> Type:
        self._words("contains", node)
        self._words("contains", part)
        return TRUTH

    def _matches(self, node: Node, pattern: Node) -> Type:
        self._words("matches", node)
        try:
            compiled(str(pattern.value) if isinstance(pattern, Value) else "(")
        except BadPattern:
            self.fault("bad_pattern")
        return TRUTH

    def _today(self) -> Type:
        return Type("date")

    def _if(self, test: Node, then: Node, otherwise: Node) -> Type:
        self.test(test)
        self.type(otherwise)
        return self.type(then)

    def _coalesce(self, *arguments: Node) -> Type:
        first, *rest = [self.type(each) for each in arguments]
        return first if rest else ANY


def looks_at(source: str) -> frozenset[str]:
    """Return the questions that an expression looks at; none if it cannot be read."""
    try:
        return frozenset(answer.asked for answer in answers_in(parse(source)))
    except BadExpression:
        return frozenset()
