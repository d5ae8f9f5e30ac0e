"""Write a questionnaire as the JSON of SurveyJS, and as our own.

What SurveyJS cannot say stands beside each element under `yhes`, where SurveyJS passes over it and
we read it back.
"""

import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain.logic.expression import Answer, BadExpression, parse
from surveys.domain.logic.values import heard
from surveys.domain.packing import pack
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.domain.questions.registry import kind_of
from surveys.interchange.exported import Exported
from surveys.interchange.logic import surveyjs
from surveys.interchange.merging import difference
from surveys.interchange.report import Effect, Report
from surveys.interchange.surveyjs.built import BUILT, Element, Speaker, other
from surveys.interchange.surveyjs.reading import read_json

MIMETYPE = "application/json"


def write_json(questionnaire: Questionnaire, title: Text, thanks: Text) -> Exported:
    """Return the questionnaire as we keep it."""
    kept = {
        "title": title.to_json(),
        "thanks": thanks.to_json(),
        "questionnaire": questionnaire.to_json(),
    }
    return Exported(_dumped(kept), ".json", MIMETYPE, Report())


def write_survey(
    questionnaire: Questionnaire, title: Text, thanks: Text, languages: Sequence[str]
) -> Exported:
    """Return the survey; `languages` begin with the main one."""
    writer = _Writer(questionnaire, languages)
    survey = writer.survey(title, thanks)
    survey["yhes"] = {"title": title.to_json(), "thanks": thanks.to_json()}
    read = read_json(_dumped(survey), languages)
    for page, wanted, found in zip_longest(
        survey["pages"], questionnaire.pages, read.questionnaire.pages
    ):
        _mark(page, found, wanted)
    pairs = zip_longest(writer.elements, questionnaire.questions(), read.questionnaire.questions())
    for element, wanted_, found_ in pairs:
        _mark(element, found_, wanted_)
    return Exported(_dumped(survey), ".json", MIMETYPE, writer.report)


def _mark(
    element: dict[str, Any] | None, found: Page | Question | None, wanted: Page | Question | None
) -> None:
    if element is None or wanted is None or "question" in element.get("yhes", {}):
        return
    before, after = (pack(part) if part else {} for part in (found, wanted))
    for fields in (before, after):
        fields.pop("questions", None)
    change = difference(before, after)
    if change:
        element["yhes"] = change


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


class _Writer(Speaker):
    def __init__(self, questionnaire: Questionnaire, languages: Sequence[str]) -> None:
        self.questionnaire, self.languages = questionnaire, languages
        self.report = Report()
        self.elements: list[Element] = []
        self.names: dict[Answer, str] = {}
        for question in questionnaire.questions():
            self.names.setdefault(Answer(question.code), question.code)
            for scale, column in zip(heard(question), ("first", "second"), strict=False):
                for row in question.rows:
                    name = f"{question.code}.{row.code}" + f".{column}" * bool(question.scale)
                    self.names.setdefault(Answer(scale.code, row.code), name)

    def survey(self, title: Text, thanks: Text) -> dict[str, Any]:
        """Return the whole."""
        found: dict[str, Any] = {"locale": self.languages[0]}
        found |= self.said("title", title) | self.said("completedHtml", thanks)
        return found | {"pages": [self._page(page) for page in self.questionnaire.pages]}

    def said(self, key: str, text: Text) -> dict[str, Any]:
        """Return a property for a text, if there is any."""
        main = self.languages[0]
        words = {
            "default" if code == main else code: _html(said)
            for code, said in text.translations.items()
        }
        if not words:
            return {}
        return {key: words["default"] if words.keys() == {"default"} else {"default": "", **words}}

    def condition(self, key: str, source: str, name: str, own: str = "") -> dict[str, Any]:
        """Return a property for a condition; one that cannot be said is told of."""
        if not source:
            return {}
        try:
            return {key: surveyjs.from_ours(parse(source), self.names, own)}
        except BadExpression:
            reason = "rule" if own else "condition"
            facts = {"name": name, "expression": source}
            self.report.add(Effect.LEFT_OUT, f"export_{reason}", sheet="", name=name, facts=facts)
            return {}

    def _page(self, page: Page) -> dict[str, Any]:
        found: dict[str, Any] = {"name": page.code}
        found |= self.said("title", page.title) | self.said("description", page.intro)
        found |= self.condition("visibleIf", page.condition, page.code)
        if page.shuffle:
            found["questionOrder"] = "random"
        return found | {"elements": [self._element(question) for question in page.questions]}

    def _element(self, question: Question) -> Element:
        code = question.code
        found: Element = {"name": code, **BUILT.get(question.kind, other)(question, self)}
        if question.kind not in BUILT:
            self._tell_of_kind(question)
            found["yhes"] = {"question": pack(question)}
        if question.kind != "info":
            found |= self.said("title", question.label)
        found |= self.said("description", question.hint)
        found |= self.condition("visibleIf", question.condition, code)
        found |= self.condition("requiredIf", question.required_if, code)
        if question.required:
            found["isRequired"] = True
        rules = [self._rule(rule.test, rule.message, code) for rule in question.rules]
        if any(rules):
            found["validators"] = [rule for rule in rules if rule]
        if kind_of(question).has_options and "options" in question.shuffle:
            found["choicesOrder"] = "random"
        self.elements.append(found)
        return found

    def _rule(self, test: str, message: Text, code: str) -> Element:
        found = self.condition("expression", test, code, own=code)
        return {"type": "expression", **found, **self.said("text", message)} if found else {}

    def _tell_of_kind(self, question: Question) -> None:
        facts = {"name": question.code}
        self.report.add(Effect.LEFT_OUT, "export_kind", sheet="", name=question.code, facts=facts)


def _html(words: str) -> str:
    """Write words so that nothing in them is read as a mark."""
    return words.replace("&", "&amp;").replace("<", "&lt;")
