"""Conditions, rules and filters of a form: gathered row by row, made ours once all is known."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from participation.platform.i18n.text import Text
from surveys.domain.logic.expression import (
    OWN,
    Answer,
    BadExpression,
    Node,
    Value,
    parse,
    written,
)
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row, Rule
from surveys.domain.questions.registry import kind_of
from surveys.interchange.languages import REFERENCE
from surveys.interchange.logic import xpath
from surveys.interchange.logic.adapting import Target, folded, joined
from surveys.interchange.logic.exclusive import alone
from surveys.interchange.report import Effect, Report
from surveys.interchange.xlsform import own
from surveys.interchange.xlsform.choices import ChoiceList
from surveys.interchange.xlsform.columns import Record

Key = tuple[str, ...]
# The words that may name earlier answers.
PIPED = (".label", ".hint", ".title", ".intro")
# A calculation that only repeats an answer, in its words.
SAME_WORDS = re.compile(
    r"(?:string|jr:choice-name)?\(?\s*\$\{\s*([^{}\s]+)\s*\}\s*(?:,\s*['\"]\$\{[^{}]*\}['\"]\s*)?\)?"
)
ALWAYS, NEVER = Value(True), Value(False)  # noqa: FBT003 -- the value is the point


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name of the form stands here, and its choices by the names the form gives them."""

    question: str
    part: str
    options: Mapping[str, str]


@dataclass(slots=True)
class Expressions:
    """What a form's expressions are about."""

    report: Report
    places: dict[str, Place] = field(default_factory=dict)
    conditions: dict[Key, list[Record]] = field(default_factory=dict)
    required: dict[str, Record] = field(default_factory=dict)
    rules: dict[str, tuple[Record, list[str], Text]] = field(default_factory=dict)
    filters: dict[str, tuple[Record, ChoiceList]] = field(default_factory=dict)
    calculations: dict[str, Record] = field(default_factory=dict)
    referring: list[Record] = field(default_factory=list)
    spared: dict[str, Record] = field(default_factory=dict)
    own: dict[Key, Record] = field(default_factory=dict)

    def name(self, row: Record, question: str, part: str, found: ChoiceList | None = None) -> None:
        """Note where the question or statement of a row stands here."""
        options = {name: option.code for name, option in found.by_name.items()} if found else {}
        self.places.setdefault(row["name"], Place(question, part, options))

    def condition(self, row: Record, *key: str) -> None:
        """Note that something is shown under the condition of a row."""
        if row["relevant"]:
            self.conditions.setdefault(key, []).append(row)

    def resolved(self, before: Questionnaire) -> Questionnaire:
        """Return the questionnaire with all expressions as ours."""
        return own.with_fields(_Resolver(self, before).questionnaire(), self.own, self.report)


class _Resolver:
    def __init__(self, wanted: Expressions, before: Questionnaire) -> None:
        self.wanted, self.before, self.report = wanted, before, wanted.report
        questions = {question.code: question for question in before.questions()}
        self.targets = {
            name: Target(
                Answer(place.question, place.part),
                _gives(questions[place.question]),
                place.options,
            )
            for name, place in wanted.places.items()
            if place.question in questions
        }
        self.used: set[str] = set()

    def questionnaire(self) -> Questionnaire:
        pages = tuple(self._page(page) for page in self.before.pages)
        found = replace(self.before, pages=pages).with_texts(self._with_references)
        self._tell_of_references()
        for name in sorted(self.used):
            self._tell(Effect.CHANGED, "calculation_used", self.wanted.calculations[name])
        return found

    def _with_references(self, address: str, text: Text) -> Text:
        is_piped = address.endswith(PIPED) and address.count(".") == 1
        return self.piped(text) if is_piped else text

    def piped(self, text: Text) -> Text:
        """Write references to answers in words as ours; what is whole then is no draft."""
        words = {c: REFERENCE.sub(self._piped, said) for c, said in text.translations.items()}
        done = {
            code
            for code, said in words.items()
            if said != text.translations[code] and not REFERENCE.search(said)
        }
        marks = {code: mark for code, mark in text.marks.items() if code not in done}
        return Text(words, marks) if words != dict(text.translations) else text

    def _piped(self, found: "REFERENCE.Match") -> str:  # type: ignore[name-defined]
        target = self._said(found[0][2:-1].strip())
        if target is None:
            return str(found[0])
        answer = target.answer
        return f"{{{answer.question}.{answer.part}}}" if answer.part else f"{{{answer.question}}}"

    def _said(self, name: str) -> Target | None:
        """Return the answer that a name in words repeats, also through a calculation."""
        row = self.wanted.calculations.get(name)
        same = SAME_WORDS.fullmatch(row["calculation"].strip()) if row else None
        if name not in self.targets and same:
            self.used.add(name)
            return self.targets.get(same[1])
        return self.targets.get(name)

    def _tell_of_references(self) -> None:
        for row in self.wanted.referring:
            keys = ("label", "hint")
            texts = (said for key in keys for said in row.words.get(key, {}).values())
            names = {name[2:-1].strip() for said in texts for name in REFERENCE.findall(said)}
            if any(self._said(name) is None for name in names):
                self._tell(Effect.CHANGED, "reference_in_text", row)

    def _page(self, page: Page) -> Page:
        condition, lost = self._condition("page", page.code)
        questions = tuple(self._question(question, lost=lost) for question in page.questions)
        return replace(page, condition=condition, questions=questions)

    def _question(self, question: Question, *, lost: bool) -> Question:
        condition, lost_too = self._condition("question", question.code)
        rows, lost_rows = self._rows(question)
        options, lost_own = self._options(question)
        condition = condition or question.condition
        question = replace(question, condition=condition, rows=rows, options=options)
        question = self._required(question, lost=lost or lost_too or lost_rows or lost_own)
        return self._rules(question)

    def _condition(self, *key: str) -> tuple[str, bool]:
        rows = self.wanted.conditions.get(key, [])
        found = [self._ours(row, "relevant", row["relevant"], "condition") for row in rows]
        kept = [node for node in found if node is not None and node != ALWAYS]
        for row, node in zip(rows, found, strict=True):
            if node is not None:
                self._tell(Effect.CARRIED, "condition_carried", row, expression=row["relevant"])
        whole = joined(kept)
        return (written(whole) if whole else ""), None in found

    def _rows(self, question: Question) -> tuple[tuple[Row, ...], bool]:
        found = [self._condition("row", question.code, row.code) for row in question.rows]
        pairs = zip(question.rows, found, strict=True)
        rows = tuple(
            replace(row, condition=condition or row.condition) for row, (condition, _lost) in pairs
        )
        return rows, any(lost for _condition, lost in found)

    def _required(self, question: Question, *, lost: bool) -> Question:
        row = self.wanted.required.get(question.code)
        if row:
            node = self._ours(row, "required", row["required"], "required_condition")
            return replace(question, required_if=written(node) if node else "")
        if lost and question.required:
            where = self.wanted.spared.get(question.code)
            if where:
                self._tell(Effect.CHANGED, "required_dropped", where)
            return replace(question, required=False)
        return question

    def _rules(self, question: Question) -> Question:
        row, parts, message = self.wanted.rules.get(question.code, (None, [], Text()))
        if row is None:
            return question
        target = self._own(question)
        for part in parts:
            node = self._ours(row, "constraint", part, "constraint", target)
            if node is None:
                continue
            self._tell(Effect.CARRIED, "constraint_carried", row, expression=part)
            lonely = alone(node) if question.kind == "multiple" else None
            if lonely and question.option(lonely):
                question = _with_exclusive(question, lonely)
            elif node != ALWAYS:
                rule = Rule(test=written(node), message=message)
                question = replace(question, rules=(*question.rules, rule))
        return question

    def _own(self, question: Question) -> Target:
        options = next(
            (
                target.options
                for target in self.targets.values()
                if target.answer == Answer(question.code) and target.options
            ),
            {option.code: option.code for option in question.options},
        )
        return Target(Answer(OWN), _gives(question), options)

    def _options(self, question: Question) -> tuple[tuple[Option, ...], bool]:
        if question.code not in self.wanted.filters:
            return question.options, False
        row, found = self.wanted.filters[question.code]
        conditions: dict[str, Node] = {}
        for code, cells in found.rows:
            node = self._filter(row, cells)
            if node is None:
                return question.options, False
            other = conditions.get(code)
            either = joined([other, node], "or") if other and other != node else node
            conditions[code] = folded(either or node)
        self._tell(Effect.CARRIED, "condition_carried", row, expression=row["choice_filter"])
        kept = (o for o in question.options if conditions.get(o.code, ALWAYS) != NEVER)
        return tuple(
            _shown_if(option, conditions.get(option.code, ALWAYS)) for option in kept
        ), False

    def _filter(self, row: Record, cells: Mapping[str, str]) -> Node | None:
        def ours() -> Node:
            return xpath.columns_to_ours(row["choice_filter"], self.targets, cells.get)

        return self._made(row, "choice_filter", row["choice_filter"], "choice_filter", ours)

    def _ours(
        self, row: Record, cell: str, source: str, reason: str, target: Target | None = None
    ) -> Node | None:
        def ours() -> Node:
            calculations = {name: r["calculation"] for name, r in self.wanted.calculations.items()}
            reader = xpath.FromXPath(self.targets, target, calculations=calculations)
            found = reader.test(xpath.tree(source))
            self.used |= reader.used
            return found

        return self._made(row, cell, source, reason, ours)

    def _made(
        self, row: Record, cell: str, source: str, reason: str, make: Callable[[], Node]
    ) -> Node | None:
        """Return our tree, or report why there is none."""
        effect = (
            Effect.LEFT_OUT if reason in ("constraint", "required_condition") else Effect.CHANGED
        )
        try:
            node = folded(make())
            return node if node in (ALWAYS, NEVER) else parse(written(node))
        except BadExpression as error:
            self._tell(effect, reason, row, expression=source, cell=cell, why=error.reason)
            return None

    def _tell(self, effect: Effect, reason: str, row: Record, **facts: str) -> None:
        where = {"sheet": row.sheet, "row": row.row, "name": row["name"]}
        self.report.add(effect, reason, facts=facts, **where)


def _gives(question: Question) -> str:
    return kind_of(question).gives


def _with_exclusive(question: Question, code: str) -> Question:
    options = (replace(o, exclusive=o.exclusive or o.code == code) for o in question.options)
    return replace(question, options=tuple(options))


def _shown_if(option: Option, node: Node) -> Option:
    return option if node == ALWAYS else replace(option, condition=written(node))
