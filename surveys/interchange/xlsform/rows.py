"""A questionnaire as the rows of the survey and choices sheets."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from participation.platform.i18n.text import Text
from surveys.domain.logic.expression import Answer, BadExpression, parse
from surveys.domain.logic.piping import PIPE
from surveys.domain.packing import pack
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire
from surveys.domain.questions.registry import kind_of
from surveys.interchange.logic import xpath_written
from surveys.interchange.xlsform import limits, own
from surveys.interchange.xlsform.columns import OWN

LANGUAGE_NAMES = {"fi": "Suomi (fi)", "sv": "Svenska (sv)", "en": "English (en)"}
LONGEST_CELL = 30_000
RESERVED = frozenset({"data", "meta", "name", "instanceid", "instancename", "root", "audit"})
NAME = re.compile(r"[a-z_][a-z0-9_]*")
TABLES = frozenset({"matrix", "differential", "double"})
CHOICES = {"single": "select_one", "multiple": "select_multiple", "ranking": "rank"}
TYPES = {
    "text": ("text", ""),
    "long_text": ("text", "multiline"),
    "date": ("date", ""),
    "month": ("date", "month-year"),
    "consent": ("acknowledge", ""),
    "info": ("note", ""),
    "point": ("geopoint", ""),
    "upload": ("file", ""),
    "slider": ("range", ""),
}

Cells = dict[str, str]


class Names:
    """The names of everything, each only once."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.taken: set[str] = set(RESERVED)
        self.answers: dict[Answer, str] = {}
        self.groups: dict[str, str] = {}
        questions = list(questionnaire.questions())
        for question in questions:
            name = self.new(question.code)
            if is_table(question) or kind_of(question).gives in ("amounts", "nothing"):
                self.groups.setdefault(question.code, name)
            else:
                self.answers.setdefault(Answer(question.code), name)
        for question in questions:
            parts = question.rows if is_table(question) else items_of(question)
            for part in parts:
                answer = Answer(question.code, part.code)
                self.answers.setdefault(answer, self.new(f"{question.code}_{part.code}"))

    def of(self, question: Question) -> str:
        """Return the name of a question."""
        return self.groups.get(question.code) or self.answers[Answer(question.code)]

    def new(self, code: str) -> str:
        """Return a name near a code, and keep it."""
        name = code if NAME.fullmatch(code) else f"_{code}"
        number = 1
        while name in self.taken:
            number += 1
            name = f"{code if NAME.fullmatch(code) else '_' + code}_{number}"
        self.taken.add(name)
        return name


def is_table(question: Question) -> bool:
    """Tell whether a question is written as a table of choices."""
    return question.kind in TABLES and bool(question.rows) and bool(question.options)


def items_of(question: Question) -> Sequence[Option]:
    """Return the items among which something is divided."""
    return question.options if kind_of(question).gives == "amounts" else ()


@dataclass(slots=True)
class Rows:
    """Writes the rows; `marks` has the row that columns of our own go beside, by place."""

    questionnaire: Questionnaire
    languages: Sequence[str]
    survey: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    marks: dict[tuple[str, int], Cells] = field(default_factory=dict)
    lists: dict[tuple[tuple[str, Text], ...], str] = field(default_factory=dict)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.questionnaire)
        number = 0
        for at, page in enumerate(self.questionnaire.pages):
            self.marks["page", at] = self._page(page)
            for question in page.questions:
                self.marks["question", number] = self._question(question)
                number += 1
            self.survey.append({"type": "end group"})

    def note(self, name: str, words: Text, part: str) -> None:
        """Add words to read."""
        if words:
            cells = {"type": "note", "name": self.names.new(name), f"bind::{OWN}part": part}
            self.survey.append(cells | self.words("label", words))

    def words(self, column: str, text: Text, instead: str = "") -> Cells:
        """Return the cells of a text, one for each language."""
        found = {
            f"{column}::{LANGUAGE_NAMES.get(code, code)}": self._referring(words)
            for code, words in text.translations.items()
        }
        if not found and instead:
            return {f"{column}::{LANGUAGE_NAMES[self.languages[0]]}": instead}
        return found

    def expression(self, source: str) -> str:
        """Return an expression as theirs; nothing when they cannot say it."""
        try:
            return xpath_written.from_ours(parse(source), self.names.answers) if source else ""
        except BadExpression:
            return ""

    def _page(self, page: Page) -> Cells:
        name = self.names.new(page.code)
        cells = {
            "type": "begin group",
            "name": name,
            "appearance": "field-list",
            "relevant": self.expression(page.condition),
            f"bind::{OWN}part": "page",
            **_code(page.code, name),
            **self.words("label", page.title),
        }
        self.survey.append(cells)
        self.note(f"{page.code}_intro", page.intro, "intro")
        return cells

    def _question(self, question: Question) -> Cells:
        name = self.names.of(question)
        cells = {
            "name": name,
            **_code(question.code, name),
            **self.words("label", question.label, name),
            **self.words("hint", question.hint),
            "relevant": self.expression(question.condition),
        }
        if is_table(question):
            return self._table(question, cells)
        if items_of(question):
            return self._amounts(question, cells)
        type_ = self._type(question)
        if type_ is None:
            type_ = ("note", "")
            cells |= {f"bind::{OWN}question": own.written(pack(question))}
        cells |= {"type": type_[0], "appearance": type_[1]}
        if question.kind == "info":
            cells[f"bind::{OWN}part"] = "question"
        cells |= self._demands(question)
        self.survey.append(cells)
        return cells

    def _demands(self, question: Question) -> Cells:
        required = "yes" if question.required else self.expression(question.required_if)
        rules = [self.expression(rule.test) for rule in question.rules]
        tests = [*limits.of(question), *filter(None, rules)]
        cells = {
            "required": required,
            "constraint": " and ".join(_alone(test) for test in tests),
            "parameters": limits.parameters(question),
        }
        spoken = [rule.message for rule in question.rules if rule.message]
        return cells | (self.words("constraint_message", spoken[0]) if spoken else {})

    def _type(self, question: Question) -> tuple[str, str] | None:
        """Return the type and appearance of a row; nothing when none fits."""
        if question.kind == "slider" and not limits.parameters(question):
            return None
        if question.kind == "upload" and question.settings.get("kinds") == ["pictures"]:
            return "image", ""
        if question.kind == "number":
            return ("decimal" if question.settings.get("decimals") else "integer"), ""
        if question.kind in TYPES:
            return TYPES[question.kind]
        if not question.options or kind_of(question).has_rows:
            return None
        look = {"dropdown": "minimal"}.get(str(question.settings.get("look", "")), "")
        select = CHOICES.get(question.kind, "select_one")
        other = " or_other" if question.other and select != "rank" else ""
        return f"{select} {self._list(question)}{other}", look

    def _table(self, question: Question, cells: Cells) -> Cells:
        cells |= {"type": "begin group", "appearance": "table-list"}
        self.survey.append(cells)
        listed = self._list(question)
        for row in question.rows:
            name = self.names.answers[Answer(question.code, row.code)]
            below = {
                "type": f"select_one {listed}",
                "name": name,
                **_code(row.code, name),
                **self.words("label", row.label, name),
                "relevant": self.expression(row.condition),
                "required": "yes" if question.required else "",
            }
            self.survey.append(below)
        self.survey.append({"type": "end group"})
        return cells

    def _amounts(self, question: Question, cells: Cells) -> Cells:
        """Write a number for each item; to us the group is one question."""
        whole = {f"bind::{OWN}question": own.written(pack(question))}
        cells |= {"type": "begin group", "appearance": "field-list", **whole}
        self.survey.append(cells)
        for item in items_of(question):
            name = self.names.answers[Answer(question.code, item.code)]
            words = self.words("label", item.label, name)
            below = {"type": "integer", "name": name, f"bind::{OWN}code": item.code, **words}
            self.survey.append(below)
        self.survey.append({"type": "end group"})
        return cells

    def _list(self, question: Question) -> str:
        """Return the name of the question's list; the same choices share one."""
        alike = tuple((option.code, option.label) for option in question.options)
        if alike not in self.lists:
            self.lists[alike] = name = self.names.of(question)
            for code, label in alike:
                cells = {"list_name": name, "name": code}
                self.choices.append(cells | self.words("label", label, code))
        return self.lists[alike]

    def _referring(self, words: str) -> str:
        """Write references to answers as theirs, and keep others from being read as such."""

        def theirs(found: re.Match[str]) -> str:
            name = self.names.answers.get(Answer(found[1], found[2] or ""))
            return f"${{{name}}}" if name else found[0]

        return PIPE.sub(theirs, words.replace("${", "$ {"))[:LONGEST_CELL]


def _code(code: str, name: str) -> Mapping[str, str]:
    return {} if code == name else {f"bind::{OWN}code": code}


def _alone(test: str) -> str:
    return f"({test})" if " or " in test else test


def columns_in(rows: Sequence[Cells], first: Sequence[str]) -> list[str]:
    """Return the columns that have anything in them, those named first in front."""
    used = {column for cells in rows for column, words in cells.items() if words}
    return [column for column in first if column in used] + sorted(used.difference(first))


def grid(rows: Sequence[Cells], first: Sequence[str]) -> Iterator[list[str]]:
    """Yield the header and the rows of a sheet."""
    columns = columns_in(rows, first)
    yield columns
    for cells in rows:
        yield [cells.get(column, "") for column in columns]
