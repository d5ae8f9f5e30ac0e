"""Rules of SurveyJS: validators as rules of ours, and those that are lost."""

from dataclasses import dataclass
from typing import Any, Protocol

from surveys.domain.logic.patterns import MOST_TIMES
from surveys.domain.questionnaire import Question
from surveys.domain.questions.registry import kind_of
from surveys.interchange.logic.gathered import Logic
from surveys.interchange.report import Effect
from surveys.interchange.surveyjs import values
from surveys.interchange.surveyjs.said import Said
from surveys.interchange.surveyjs.values import Thing

# What its e-mail validator takes, in our patterns.
EMAIL = r"/^[^@\s]+@[^@\s]+\.[^@\s]+$/"
# Limits that became settings of these kinds already.
LIMITS = {"numeric": ("number", "slider"), "answercount": ("multiple", "ranking")}
ENDS = ("min", "max", "minValueExpression", "maxValueExpression")


class Tell(Protocol):
    """Reports something about an element."""

    def __call__(self, effect: Effect, reason: str, name: str, **facts: str) -> None:
        """Report it."""


@dataclass(slots=True)
class Rules:
    """Notes the rules of a question."""

    said: Said
    logic: Logic
    tell: Tell

    def note(self, question: Question, element: Thing, name: str) -> None:
        """Note everything that an element demands of an answer."""
        required = values.words(element.get("requiredIf")).strip()
        if required:
            self.logic.required[question.code] = (required, name)
        for validator in values.things(element.get("validators")):
            self._validator(question, validator, name)
        self._tell_of_ends(question, element, name)

    def _validator(self, question: Question, validator: Thing, name: str) -> None:
        type_ = values.words(validator.get("type")).removesuffix("validator")
        message = self.said.text(validator.get("text"), name)
        expression = values.words(validator.get("expression"))
        if type_ == "expression" and expression:
            found = self.logic.rules.setdefault(question.code, [])
            found.append((expression, name, message))
        elif kind_of(question).gives == "text" and (pattern := _pattern(type_, validator)):
            found_ = self.logic.patterns.setdefault(question.code, [])
            found_.append((pattern, name, message))
        elif question.kind in LIMITS.get(type_, ()) or type_ == "text":
            self._tell_of_the_rest(question, type_, validator, name)
        else:
            self.tell(Effect.LEFT_OUT, "constraint", name, expression=type_, why="")

    def _tell_of_the_rest(
        self, question: Question, type_: str, validator: Thing, name: str
    ) -> None:
        """Report what a validator says beside the limits that became settings."""
        if validator.get("text"):
            self.tell(Effect.LEFT_OUT, "own_error_message", name)
        lost = []
        if type_ == "text":
            lost = [key for key in ("minLength", "allowDigits") if validator.get(key) is not None]
            lost = [key for key in lost if validator[key] not in (0, True)]
        if (type_, question.kind) == ("answercount", "ranking") and validator.get("minCount"):
            lost = ["minCount"]
        for key in lost:
            said = f"{key}: {values.words(validator[key])}"
            self.tell(Effect.LEFT_OUT, "constraint", name, expression=said, why="")

    def _tell_of_ends(self, question: Question, element: Thing, name: str) -> None:
        """Report limits that are no values, such as a day that depends on today."""
        for key in ENDS:
            said = values.words(element.get(key))
            is_kept = key in question.settings or values.number(said) is not None
            if said and question.kind in ("number", "date", "month", "slider") and not is_kept:
                self.tell(Effect.LEFT_OUT, "constraint", name, expression=f"{key}: {said}", why="")
        if question.kind == "ranking" and values.number(element.get("minSelectedChoices")):
            least = values.words(element.get("minSelectedChoices"))
            said = f"minSelectedChoices: {least}"
            self.tell(Effect.LEFT_OUT, "constraint", name, expression=said, why="")


def _pattern(type_: str, validator: Thing) -> str:
    """Return the pattern between slashes that a validator means, if it means one."""
    least = values.number(validator.get("minLength"))
    if type_ == "email":
        return EMAIL
    if type_ == "regex":
        return f"/{values.words(validator.get('regex'))}/"
    if type_ == "text" and least and 0 < least <= MOST_TIMES and validator.get("allowDigits", True):
        return rf"/^(.|\s){{{int(least)},}}$/"
    return ""


def numeric(element: Thing) -> bool:
    """Tell whether a text is to be a number."""
    rules: list[Any] = values.things(element.get("validators"))
    return any(values.words(rule.get("type")).startswith("numeric") for rule in rules)
