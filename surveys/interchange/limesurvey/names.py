"""Codes that LimeSurvey takes: letters and digits, questions at most 20, answers at most 5."""

import re
from collections.abc import Mapping

from surveys.domain.logic.expression import COMPARISONS, Answer, Call, Node, Value
from surveys.domain.questionnaire import Option, Question, Questionnaire, Row
from surveys.domain.questions.double import second_key
from surveys.domain.questions.registry import kind_of

LONGEST_QUESTION, LONGEST_ANSWER = 20, 5
BOXES = frozenset({"multiple", "consent"})


class Names:
    """The codes of questions, subquestions and answers there."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questions: dict[str, str] = {}
        self.parts: dict[tuple[str, str], str] = {}
        self.answers: dict[Answer, str] = {}
        self.boxes: dict[Answer, str] = {}
        taken: set[str] = set()
        for question in questionnaire.questions():
            self.questions[question.code] = _new(question.code, LONGEST_QUESTION, taken)
        for question in questionnaire.questions():
            self._note(question)

    def node(self, node: Node) -> Node:
        """Return a tree with the codes of answers as they are there."""
        if not isinstance(node, Call):
            return node
        match node.arguments:
            case (Answer(question) as answer, Value(str() as code)) if (
                node.name in COMPARISONS or node.name == "selected"
            ) and answer not in self.boxes:
                theirs = self.parts.get((question.replace("~second", "scale"), code), code)
                is_box = Answer(question, code) in self.boxes
                return Call(node.name, (answer, Value(code if is_box else theirs)))
        return Call(node.name, tuple(self.node(argument) for argument in node.arguments))

    def _note(self, question: Question) -> None:
        name = self.questions[question.code]
        gives = kind_of(question).gives
        if question.kind not in BOXES and gives not in ("rows", "amounts", "nothing", "ranks"):
            self.answers[Answer(question.code)] = name
        self._note_parts(question, name)

    def _note_parts(self, question: Question, name: str) -> None:
        parts: dict[str, tuple[Option | Row, ...]] = {
            "": question.options,
            "row": question.rows,
            "scale": question.scale,
        }
        for kind, found in parts.items():
            taken: set[str] = set()
            for part in found:
                as_answer = kind != "row" and question.kind not in BOXES
                longest = LONGEST_ANSWER if as_answer else LONGEST_QUESTION
                code = _new(part.code, longest, taken, "" if as_answer else "s")
                self.parts[question.code + kind, part.code] = code
                answer = Answer(question.code, part.code)
                if kind == "row" and question.scale:
                    self.answers[answer] = f"{name}_{code}_0"
                    self.answers[Answer(second_key(question), part.code)] = f"{name}_{code}_1"
                elif kind == "row" or kind_of(question).gives == "amounts":
                    self.answers[answer] = f"{name}_{code}"
                elif question.kind in BOXES:
                    self.boxes[answer] = f"{name}_{code}"


def _new(code: str, longest: int, taken: set[str], letter: str = "q") -> str:
    plain = re.sub(r"[^a-z0-9]", "", code) or "x"
    plain = (letter + plain if plain[0].isdigit() else plain)[:longest]
    name, number = plain, 1
    while name in taken:
        number += 1
        name = f"{plain[: longest - len(str(number))]}{number}"
    taken.add(name)
    return name


def mapped(names: Names, question: Question) -> Mapping[str, str]:
    """Return the codes of a question's options there."""
    return {o.code: names.parts[question.code, o.code] for o in question.options}
