"""The choices, columns and rows of an element."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain import codes
from surveys.domain.logic.expression import Answer
from surveys.domain.questionnaire import Option, Row
from surveys.domain.questions.registry import BY_KEY
from surveys.interchange.logic.adapting import Target
from surveys.interchange.logic.gathered import Logic
from surveys.interchange.report import FormRefused
from surveys.interchange.surveyjs import values
from surveys.interchange.surveyjs.said import Said
from surveys.interchange.surveyjs.values import Thing

MOST = 2_000
NONE = {"fi": "Ei mikään näistä", "sv": "Inget av dessa", "en": "None of these"}


@dataclass(slots=True)
class Parts:
    """Makes the parts of one question; `theirs` has our codes of their values."""

    said: Said
    logic: Logic
    code: str
    name: str
    theirs: dict[str, str] = field(default_factory=dict)

    def options(self, element: Thing, kind: str) -> tuple[Option, ...]:
        """Return the choices, or the columns of a matrix."""
        if not BY_KEY[kind].has_options:
            return ()
        listed = element.get("columns" if BY_KEY[kind].has_rows else "choices")
        found = []
        for value, text, more in self._listed(listed):
            code = codes.code_from(value, set(self.theirs.values()), "o")
            self.theirs.setdefault(value, code)
            found.append(Option(code=code, label=self._label(text, value)))
            condition = values.words(more.get("visibleIf")) if more else ""
            self.logic.condition(("part", self.code, code), condition, self.name)
        if element.get("showNoneItem") is True or element.get("hasNone") is True:
            found.append(self._none(element, kind))
        return tuple(found)

    def rows(self, element: Thing, theirs: Mapping[str, str]) -> tuple[Row, ...]:
        """Return the statements of a matrix; without any, the title is the only one."""
        found: dict[str, Row] = {}
        for value, text, more in self._listed(element.get("rows")):
            code = codes.code_from(value, found, "r")
            found[code] = Row(code=code, label=self._label(text, value))
            target = Target(Answer(self.code, code), "rows", theirs)
            self.logic.name(f"{self.name}.{value}", "", target)
            condition = values.words(more.get("visibleIf")) if more else ""
            self.logic.condition(("part", self.code, code), condition, self.name)
        return tuple(found.values()) or (Row(code="r1", label=self._label(None, self.name)),)

    def _none(self, element: Thing, kind: str) -> Option:
        code = codes.code_from("none", set(self.theirs.values()), "o")
        self.theirs.setdefault("none", code)
        label = self.said.text(element.get("noneText"), self.name) or Text(NONE)
        return Option(code=code, label=label, exclusive=kind == "multiple", fixed=True)

    def _label(self, text: Any, value: str) -> Text:
        return (
            self.said.text(text, self.name)
            or self.said.text(value, self.name)
            or (self.said.drafted(value or "?"))
        )

    def _listed(self, listed: Any) -> Iterator[tuple[str, Any, Thing]]:
        """Yield value, words and the rest; a plain value is its own words."""
        each_ = listed if isinstance(listed, list) else []
        if len(each_) > MOST:
            raise FormRefused("list_too_long", sheet="", limit=MOST)
        for each in each_:
            if isinstance(each, Mapping):
                value = values.words(each.get("value", each.get("name")))
                text = each.get("text", each.get("title"))
                yield value, text, each
            elif values.words(each):
                yield values.words(each), None, {}
