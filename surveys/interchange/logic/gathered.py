"""Conditions and rules of another program: gathered by question, made ours once all is known."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from participation.platform.i18n.text import Text
from surveys.domain.logic.expression import (
    OWN,
    Answer,
    BadExpression,
    Call,
    Node,
    Value,
    parse,
    written,
)
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row, Rule
from surveys.domain.questions.registry import kind_of
from surveys.interchange.logic import expressionscript
from surveys.interchange.logic.adapting import Target, folded, joined
from surveys.interchange.report import Effect, Report

Key = tuple[str, ...]
Part = TypeVar("Part", Row, Option)
ALWAYS = (Value(True), Value(1), Value("1"))  # noqa: FBT003 -- the value is the point
PIPED = (".label", ".hint", ".title", ".intro")


@dataclass(slots=True)
class Filter:
    """Statements or choices that are shown when the same one was chosen elsewhere."""

    source: str
    name: str
    chosen: bool
    codes: dict[str, str]


Reads = Callable[[str, Mapping[str, Target], Target | None], Node]


@dataclass(frozen=True, slots=True)
class Speech:
    """How a program writes: conditions, an expression in words, and one that names an answer."""

    reads: Reads
    expression: re.Pattern[str]
    answer: re.Pattern[str]
    sheet: str
    own: tuple[str, ...] = ()


@dataclass(slots=True)
class Logic:
    """What the expressions of a survey are about."""

    report: Report
    speech: Speech
    required: dict[str, tuple[str, str]] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    conditions: dict[Key, list[tuple[str, str]]] = field(default_factory=dict)
    rules: dict[str, list[tuple[str, str, Text]]] = field(default_factory=dict)
    patterns: dict[str, list[tuple[str, str, Text]]] = field(default_factory=dict)
    filters: dict[str, list[Filter]] = field(default_factory=dict)
    boxes: dict[str, dict[str, str]] = field(default_factory=dict)
    lost: bool = False

    def name(self, name: str, ids: str, target: Target) -> None:
        """Note what a name and its numbers in LimeSurvey stand for."""
        for each in filter(None, (name, ids)):
            self.targets.setdefault(each, target)

    def condition(self, key: Key, source: str, name: str) -> None:
        """Note that something is shown under a condition."""
        bare = source.strip()
        if bare not in ("", "1"):
            self.conditions.setdefault(key, []).append((bare, name))

    def resolved(self, before: Questionnaire) -> Questionnaire:
        """Return the questionnaire with all expressions as ours."""
        pages = tuple(self._page(page) for page in before.pages)
        return replace(before, pages=pages).with_texts(self._piped)

    def _page(self, page: Page) -> Page:
        condition = self._condition("page", page.code)
        is_lost = self.lost
        questions = tuple(self._question(question, is_lost=is_lost) for question in page.questions)
        return replace(page, condition=condition, questions=questions)

    def _question(self, question: Question, *, is_lost: bool) -> Question:
        before, question = question, self._shown_when(question)
        if question.required and (is_lost or self.lost):
            self._tell(Effect.CHANGED, "required_dropped", before.code)
            question = replace(question, required=False)
        for filter_ in self.filters.get(question.code, []):
            question = self._filtered(question, filter_)
        return self._ruled(question)

    def _shown_when(self, question: Question) -> Question:
        return replace(
            question,
            condition=self._condition("question", question.code) or question.condition,
            required_if=self._required(question),
            rows=tuple(self._shown(question, row) for row in question.rows),
            options=tuple(self._shown(question, option) for option in question.options),
        )

    def _shown(self, question: Question, part: Part) -> Part:
        condition = self._condition("part", question.code, part.code)
        return replace(part, condition=condition) if condition else part

    def _condition(self, *key: str) -> str:
        found = [self._ours(source, name) for source, name in self.conditions.get(key, [])]
        if key[0] != "part":
            self.lost = None in found
        whole = joined(node for node in found if node is not None and node not in ALWAYS)
        return written(whole) if whole else ""

    def _required(self, question: Question) -> str:
        if question.code not in self.required:
            return question.required_if
        source, name = self.required[question.code]
        node = self._made("required_condition", source, name, lambda: self._tree(source))
        return written(node) if node is not None and node not in ALWAYS else ""

    def _tree(self, source: str) -> Node:
        return self.speech.reads(source, self.targets, None)

    def _ours(self, source: str, name: str) -> Node | None:
        node = self._made("condition", source, name, lambda: self._tree(source))
        if node is not None:
            self._tell(Effect.CARRIED, "condition_carried", name, expression=source)
        return node

    def _ruled(self, question: Question) -> Question:
        own = Target(Answer(OWN), kind_of(question).gives, _codes(question))
        for source, name, message in self.rules.get(question.code, []):
            targets = self.targets | dict.fromkeys((name, *self.speech.own), own)
            node = self._made(
                "constraint",
                source,
                name,
                lambda s=source, t=targets: self.speech.reads(s, t, own),  # type: ignore[misc]
            )
            question = self._with_rule(question, node, source, name, message)
        for source, name, message in self.patterns.get(question.code, []):
            node = self._made(
                "constraint",
                source,
                name,
                lambda s=source: expressionscript.matching(Value(s), Answer(OWN)),  # type: ignore[misc]
            )
            if node is not None:
                nothing = Call("not", (Call("answered", (Answer(OWN),)),))
                node = Call("or", (nothing, node))
            question = self._with_rule(question, node, source, name, message)
        return question

    def _with_rule(
        self, question: Question, node: Node | None, source: str, name: str, message: Text
    ) -> Question:
        if node is None or node in ALWAYS:
            return question
        self._tell(Effect.CARRIED, "constraint_carried", name, expression=source)
        rule = Rule(test=written(node), message=message)
        return replace(question, rules=(*question.rules, rule))

    def _filtered(self, question: Question, found: Filter) -> Question:
        target = self.targets.get(found.source)
        if target is None or target.gives != "choices" or target.answer.part:
            facts = {"expression": found.source, "why": "unknown_name"}
            self._tell(Effect.LEFT_OUT, "array_filter", found.name, **facts)
            return question
        answer, boxes = target.answer, self.boxes.get(found.source, {})
        self._tell(Effect.CARRIED, "condition_carried", found.name, expression=found.source)

        def shown(part: Part) -> Part:
            theirs = next((c for c, ours in found.codes.items() if ours == part.code), "")
            if theirs not in boxes:
                return part
            node: Node = Call("selected", (answer, Value(boxes[theirs])))
            node = node if found.chosen else Call("not", (node,))
            both = joined([*([parse(part.condition)] if part.condition else []), node])
            return replace(part, condition=written(both or node))

        if question.rows:
            return replace(question, rows=tuple(shown(row) for row in question.rows))
        return replace(question, options=tuple(shown(option) for option in question.options))

    def _made(self, reason: str, source: str, name: str, make: Callable[[], Node]) -> Node | None:
        try:
            node = folded(make())
            return node if isinstance(node, Value) else parse(written(node))
        except BadExpression as error:
            effect = Effect.CHANGED if reason == "condition" else Effect.LEFT_OUT
            self._tell(effect, reason, name, expression=source, why=error.reason)
            return None

    def _piped(self, address: str, text: Text) -> Text:
        """Write references to answers as ours; what is whole then is no draft."""
        is_told = any(map(self.speech.expression.search, text.translations.values()))
        if not is_told:
            return text
        can = address.endswith(PIPED) and address.count(".") == 1
        put = self._reference if can else (lambda found: str(found[0]))
        words = {c: self.speech.answer.sub(put, said) for c, said in text.translations.items()}
        ours = {f"{{{target.answer.question}}}" for target in self.targets.values()}
        rest = {
            code
            for code, said in words.items()
            if any(
                not can or found[0] not in ours for found in self.speech.expression.finditer(said)
            )
        }
        if rest:
            self._tell(Effect.CHANGED, "expression_in_text", address)
        whole = {code for code, said in words.items() if said != text.translations[code]} - rest
        same = {code for code in words.keys() - rest if self.speech.expression.search(words[code])}
        kept = {c: mark for c, mark in text.marks.items() if c not in whole | same}
        return Text(words, kept)

    def _reference(self, found: re.Match[str]) -> str:
        target = self.targets.get(found[1].strip())
        if target is None or target.value or target.answer.part:
            return found[0]
        return f"{{{target.answer.question}}}"

    def _tell(self, effect: Effect, reason: str, name: str, **facts: str) -> None:
        self.report.add(effect, reason, sheet=self.speech.sheet, name=name, facts=facts)


def _codes(question: Question) -> dict[str, str]:
    return {option.code: option.code for option in question.options}
