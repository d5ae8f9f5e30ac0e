"""Forms for what decides who is asked a question, and which answers are taken."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, SelectMultipleField

from participation.platform.i18n.fields import NotTooLong, TextField
from participation.platform.web.choices import choices
from participation.platform.web.languages import plain
from surveys.domain import marks
from surveys.domain.logic.places import Place
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row, Rule
from surveys.domain.questions.registry import kind_of
from surveys.forms.building import TOO_LONG, RevisedForm
from surveys.forms.conditions import ConditionField

MOST_RULES = 20
PARTS = ("options", "rows", "scale")


class PageLogicForm(RevisedForm):
    """When a page is shown, and in which order its questions come."""

    shuffle = BooleanField(
        lazy_gettext("Each person gets the questions of the page in an order of their own"),
        description=lazy_gettext(
            "A question that follows from another on the page comes right after it."
        ),
    )

    def page(self, before: Page) -> Page:
        """Return the page as the form says."""
        fields = {field.name: field for field in self}
        return replace(before, condition=fields["condition"].data, shuffle=self.shuffle.data)


class QuestionLogicForm(RevisedForm):
    """When a question is asked, and which answers are taken."""

    def question(self, before: Question) -> Question:
        """Return the question as the form says."""
        said = {field.name: field.data for field in self}
        changes: dict[str, Any] = {
            name: tuple(_part(part, name, said) for part in getattr(before, name)) for name in PARTS
        }
        rules = [Rule(test=test, message=words) for test, words in self._rules(said) if test]
        return replace(
            before,
            condition=said["condition"],
            required_if=said.get("required_if", ""),
            shuffle=tuple(name for name in ("options", "rows") if said.get(f"shuffle_{name}")),
            rules=tuple(rules),
            **changes,
        )

    def _rules(self, said: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for number in range(1, MOST_RULES + 1):
            if f"rule-{number}" in said:
                yield said[f"rule-{number}"], said[f"message-{number}"]

    @property
    def rules(self) -> list[tuple[Any, Any]]:
        """The rules, each with the field of its message."""
        fields = {field.name: field for field in self}
        numbers = range(1, MOST_RULES + 1)
        known = [n for n in numbers if f"rule-{n}" in fields]
        return [(fields[f"rule-{n}"], fields[f"message-{n}"]) for n in known]

    def known(self, *names: str) -> list[Any]:
        """Return those of the fields named that this question has."""
        fields = {field.name: field for field in self}
        return [fields[name] for name in names if name in fields]

    def conditions_of(self, name: str) -> list[Any]:
        """Return the conditions of the options, the rows or the second scale."""
        return [field for field in self if field.name.startswith(f"{name}-")]


def _part(part: Option | Row, name: str, said: dict[str, Any]) -> Option | Row:
    fixed = said.get(f"fixed_{name}")
    return replace(
        part,
        condition=said.get(f"{name}-{part.code}", part.condition),
        fixed=part.fixed if fixed is None else part.code in fixed,
    )


def page_logic_form(questionnaire: Questionnaire, page: Page, revision: int) -> PageLogicForm:
    """Return the form of a page's logic, filled with what is stored."""
    condition = ConditionField(
        gettext("When is the page shown?"), questionnaire=questionnaire, place=Place(page=page.code)
    )
    made: type[PageLogicForm] = type("PageLogic", (PageLogicForm,), {"condition": condition})
    return made(obj=page, data={"revision": revision, "mark": marks.of_page(page)})


def question_logic_form(
    questionnaire: Questionnaire, question: Question, languages: Collection[str], revision: int
) -> QuestionLogicForm:
    """Return the form of a question's logic, filled with what is stored."""
    fields, data = _fields(questionnaire, question)
    made: type[QuestionLogicForm] = type("QuestionLogic", (QuestionLogicForm,), fields)
    stored = {"revision": revision, "mark": marks.of_question(question)}
    return made(data=data | stored, meta={"languages": tuple(languages)})


def _fields(written: Questionnaire, question: Question) -> tuple[dict[str, Any], dict[str, Any]]:
    code = question.code

    def condition(label: str, **place: str) -> ConditionField:
        return ConditionField(label, questionnaire=written, place=Place(question=code, **place))

    fields: dict[str, Any] = {"condition": condition(gettext("When is the question asked?"))}
    data: dict[str, Any] = {"condition": question.condition}
    if not question.required and kind_of(question).gives != "nothing":
        fields["required_if"] = condition(gettext("When must it be answered?"), role="required_if")
        data["required_if"] = question.required_if
    for name in PARTS:
        for part in getattr(question, name):
            fields[f"{name}-{part.code}"] = condition(
                plain(part.label) or part.code, role=name, part=part.code
            )
            data[f"{name}-{part.code}"] = part.condition
    _add_order(question, fields, data)
    if kind_of(question).gives != "nothing":
        _add_rules(question, condition, fields, data)
    return fields, data


def _add_order(question: Question, fields: dict[str, Any], data: dict[str, Any]) -> None:
    labels = {
        "options": gettext("Each person gets the options in an order of their own"),
        "rows": gettext("Each person gets the statements in an order of their own"),
    }
    for name, label in labels.items():
        parts = getattr(question, name)
        if parts and not (name == "options" and question.rows):
            fields[f"shuffle_{name}"] = BooleanField(label)
            fields[f"fixed_{name}"] = SelectMultipleField(
                gettext("These keep their places"),
                choices=choices([(part.code, plain(part.label) or part.code) for part in parts]),
            )
            data[f"shuffle_{name}"] = name in question.shuffle
            data[f"fixed_{name}"] = [part.code for part in parts if part.fixed]


def _add_rules(
    question: Question, condition: Any, fields: dict[str, Any], data: dict[str, Any]
) -> None:
    for number in range(1, _many_rules(question) + 1):
        label = gettext("Rule %(number)s: an answer is taken only if", number=number)
        fields[f"rule-{number}"] = condition(label, role="rules", part=str(number))
        fields[f"message-{number}"] = TextField(
            gettext("What to say otherwise"), [NotTooLong(TOO_LONG)], longest=500
        )
        known = number <= len(question.rules)
        rule = question.rules[number - 1] if known else Rule(test="")
        data |= {f"rule-{number}": rule.test, f"message-{number}": rule.message}


def _many_rules(question: Question) -> int:
    """Return how many rules to write: those there are, and one more when it is asked for."""
    posted = [n for n in range(1, MOST_RULES + 1) if f"rule-{n}-was" in request.form]
    many = max([len(question.rules), *posted])
    return min(many + (request.form.get("do") == "rules add"), MOST_RULES)
