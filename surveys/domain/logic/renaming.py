"""New codes of questions, options and rows, carried into all that names them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from surveys.domain.logic.expression import (
    COMPARISONS,
    Answer,
    BadExpression,
    Call,
    Node,
    Value,
    answers_in,
    parse,
    written,
)
from surveys.domain.logic.piping import renamed as renamed_words
from surveys.domain.questionnaire import Page, Question, Questionnaire

Names = Mapping[str, str]


def renamed(
    questionnaire: Questionnaire, before: str, after: str, parts: Names | None = None
) -> Questionnaire:
    """Return a questionnaire that knows a question by its new code, its parts by theirs.

    A step of a second scale stands in `parts` with `~` before its old code.
    """
    naming = _Naming(before, after, parts or {})
    return replace(questionnaire, pages=tuple(map(naming.page, questionnaire.pages)))


class _Naming:
    """Puts new names into everything that is written in a questionnaire."""

    def __init__(self, before: str, after: str, parts: Names) -> None:
        self.before, self.after, self.parts = before, after, parts

    def page(self, page: Page) -> Page:
        return replace(
            page,
            condition=self.source(page.condition),
            title=renamed_words(page.title, {self.before: self.after}),
            intro=renamed_words(page.intro, {self.before: self.after}),
            questions=tuple(map(self.question, page.questions)),
        )

    def question(self, question: Question) -> Question:
        own = question.code in (self.before, self.after)
        rules = (replace(rule, test=self.source(rule.test, own=own)) for rule in question.rules)
        return replace(
            question,
            label=renamed_words(question.label, {self.before: self.after}),
            hint=renamed_words(question.hint, {self.before: self.after}),
            condition=self.source(question.condition),
            required_if=self.source(question.required_if),
            options=tuple(map(self.part, question.options)),
            rows=tuple(map(self.part, question.rows)),
            scale=tuple(map(self.part, question.scale)),
            rules=tuple(rules),
        )

    def part(self, part: Any) -> Any:
        return replace(part, condition=self.source(part.condition))

    def source(self, source: str, *, own: bool = False) -> str:
        """Return an expression with the new names; one that names none stays as it is written."""
        try:
            tree = parse(source) if source else None
        except BadExpression:
            return source
        names = {self.before, "."} if own else {self.before}
        if tree is None or not names & {answer.asked for answer in answers_in(tree)}:
            return source
        return written(self.tree(tree, own=own))

    def tree(self, node: Node, *, own: bool) -> Node:
        match node:
            case Answer(question, part) if node.asked == self.before:
                scale = question.removeprefix(self.before)
                return Answer(f"{self.after}{scale}", self.parts.get(part, part))
            case Call(name, (Answer(question) as answer, Value(str() as code))) if self._names(
                name, answer, own=own
            ):
                known = f"~{code}" if "~" in question else code
                return Call(name, (self.tree(answer, own=own), Value(self.parts.get(known, code))))
            case Call(name, arguments):
                return Call(name, tuple(self.tree(each, own=own) for each in arguments))
        return node

    def _names(self, name: str, answer: Answer, *, own: bool) -> bool:
        """Tell whether what an answer is compared with is the code of an option."""
        is_ours = answer.asked == self.before or (own and answer.question == ".")
        return is_ours and (name in COMPARISONS or name == "selected")
