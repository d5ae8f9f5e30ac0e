"""Conditions in words, for those who answer on paper."""

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext as _

from participation.platform.i18n.locales import number
from participation.platform.i18n.text import Text
from participation.platform.web.languages import current_language, plain
from surveys.domain.logic.expression import Answer, BadExpression, Call, Node, Value, parse
from surveys.domain.logic.values import heard
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.base import OTHER
from surveys.domain.questions.double import DOUBLE
from surveys.domain.questions.registry import asks, numbers


class NotSayable(Exception):
    """The condition is more than a sentence on paper can say."""


def condition_words(questionnaire: Questionnaire, expression: str) -> str:
    """Say when a question is to be answered; nothing when it always is."""
    if not expression.strip():
        return ""
    try:
        words = _Teller(questionnaire).said(parse(expression))
    except (BadExpression, NotSayable):
        return _("Answer this only if it concerns you.")
    return _("Answer this if %(condition)s.", condition=words)


class _Teller:
    """Says conditions of one questionnaire; its questions are called by their numbers."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.numbers = numbers(questionnaire)
        asked = (question for question in questionnaire.questions() if asks(question))
        self.questions = {scale.code: scale for each in asked for scale in heard(each)}

    def said(self, node: Node) -> str:
        """Say a condition."""
        if not isinstance(node, Call):
            raise NotSayable
        if node.name in ("and", "or"):
            first, second = (self._part(each, node.name) for each in node.arguments)
            joined = (
                _("%(first)s and %(second)s")
                if node.name == "and"
                else _("%(first)s or %(second)s")
            )
            return joined % {"first": first, "second": second}
        if node.name in ("answered", "selected"):
            return self._of_answer(node)
        if node.name == "not":
            return self._negated(node.arguments[0])
        return self._compared(node.name, node.arguments)

    def _part(self, node: Node, outer: str) -> str:
        """Say a part; one of the other kind stands between brackets."""
        words = self.said(node)
        inner = node.name if isinstance(node, Call) else ""
        return f"({words})" if inner in ("and", "or") and inner != outer else words

    def _of_answer(self, node: Call) -> str:
        subject = self._subject(node.arguments[0])
        if node.name == "answered":
            return _("you answered %(question)s", question=subject)
        value = self._value(node.arguments[0], node.arguments[1])
        return _("you chose “%(option)s” in %(question)s", option=value, question=subject)

    def _negated(self, node: Node) -> str:
        if not isinstance(node, Call) or node.name not in ("answered", "selected"):
            raise NotSayable
        subject = self._subject(node.arguments[0])
        if node.name == "answered":
            return _("you did not answer %(question)s", question=subject)
        value = self._value(node.arguments[0], node.arguments[1])
        return _("you did not choose “%(option)s” in %(question)s", option=value, question=subject)

    def _compared(self, sign: str, sides: Sequence[Node]) -> str:
        sentence = COMPARED.get(sign)
        if sentence is None:
            raise NotSayable
        subject, value = self._subject(sides[0]), self._value(*sides)
        return sentence() % {"question": subject, "value": value}

    def _subject(self, node: Node) -> str:
        if not isinstance(node, Answer) or node.question not in self.questions:
            raise NotSayable
        question = self.questions[node.question]
        said = _("question %(number)s", number=self.numbers[node.asked])
        row = next((row for row in question.rows if row.code == node.part), None)
        if row is not None:
            scale = _scale(question)
            words = f"{plain(row.label)} ({scale})" if scale else plain(row.label)
            return _("%(question)s, “%(statement)s”", question=said, statement=words)
        if node.part:
            raise NotSayable
        return said

    def _value(self, answer: Node, node: Node) -> str:
        if not isinstance(node, Value) or not isinstance(answer, Answer):
            raise NotSayable
        question = self.questions[answer.question]
        if isinstance(node.value, str):
            return _option(question, node.value)
        if isinstance(node.value, bool):
            raise NotSayable
        return number(node.value, current_language(), None)


def _scale(question: Question) -> str:
    """Return what the scale is called; a matrix with one scale calls it nothing."""
    if question.kind != DOUBLE.key:
        return ""
    name = "second" if "~" in question.code else "first"
    return plain(Text.from_json(question.settings.get(name, {})))


def _option(question: Question, code: str) -> str:
    option = question.option(code)
    if option is not None:
        return plain(option.label)
    return _("Other, please specify") if code == OTHER and question.other else code


COMPARED: Mapping[str, Callable[[], str]] = {
    "=": lambda: _("your answer to %(question)s is “%(value)s”"),
    "!=": lambda: _("your answer to %(question)s is not “%(value)s”"),
    "<": lambda: _("your answer to %(question)s is less than %(value)s"),
    "<=": lambda: _("your answer to %(question)s is at most %(value)s"),
    ">": lambda: _("your answer to %(question)s is more than %(value)s"),
    ">=": lambda: _("your answer to %(question)s is at least %(value)s"),
}
