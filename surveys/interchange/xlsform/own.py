"""Columns of our own: what XLSForm cannot say, in columns that other programs pass over.

`bind::yhes:part` says what a row is to us: a `page`, the `intro` of one, the `thanks`, a `question`
that other programs read as something else, or `inside` such a one. `bind::yhes:code` is the code
when the name is another. `bind::yhes:question` is a whole question. Any other `bind::yhes:field`
is merged into the field of a page or question; a long one goes on in `bind::yhes:field-2`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain import codes
from surveys.domain.packing import pack
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.interchange.checking import Unsound, is_text, question_from, questionnaire_from
from surveys.interchange.merging import difference, merged
from surveys.interchange.report import Effect, Report
from surveys.interchange.xlsform.columns import OWN, Record

SPACE = "urn:yhes:xlsform"
NOT_FIELDS = frozenset({"part", "code", "question"})
PAGE_FIELDS = frozenset({"title", "intro", "condition", "shuffle"})
LONGEST_CELL = 30_000


def part_of(row: Record) -> str:
    """Return what a row is to us, if the row says so."""
    return row[f"{OWN}part"]


def code_of(row: Record) -> str:
    """Return the code that a row wishes for, if it is one."""
    wished = row[f"{OWN}code"]
    return wished if codes.is_code(wished) else ""


def question_of(row: Record, report: Report) -> Question | None:
    """Return the whole question that a row holds, if it is a sound one."""
    stored = _fields(row).get("question")
    if stored is None:
        return None
    try:
        return question_from(json.loads(stored))
    except (ValueError, Unsound, RecursionError):
        _tell(report, row, "question")
        return None


def with_fields(
    questionnaire: Questionnaire, rows: Mapping[tuple[str, ...], Record], report: Report
) -> Questionnaire:
    """Merge the columns of our own into the pages and questions they stand beside."""
    pages = []
    for page in questionnaire.pages:
        questions = tuple(
            _question(question, rows.get(("question", question.code)), report)
            for question in page.questions
        )
        pages.append(
            replace(_page(page, rows.get(("page", page.code)), report), questions=questions)
        )
    return Questionnaire(pages=tuple(pages))


def text_with(text: Text, stored: str) -> Text:
    """Merge what a setting of our own says into a text."""
    try:
        found = merged(text.to_json(), json.loads(stored)) if stored else None
    except (ValueError, RecursionError):
        return text
    return Text.from_json(found) if is_text(found) else text


def cells_for(before: Page | Question | None, after: Page | Question) -> dict[str, str]:
    """Return the cells that make what was read what it should be."""
    old, new = (pack(part) if part else {} for part in (before, after))
    for fields in (old, new):
        for name in ("questions", "code"):
            fields.pop(name, None)
    cells: dict[str, str] = {}
    for name, change in difference(old, new).items():
        cells |= dict(_cut(name, written(change)))
    return cells


def written(value: Any) -> str:
    """Write a value so that no program finds a reference in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("${", "\\u0024{")


def _cut(name: str, words: str) -> Iterator[tuple[str, str]]:
    for number, start in enumerate(range(0, len(words), LONGEST_CELL), 1):
        column = f"bind::{OWN}{name}" + (f"-{number}" if number > 1 else "")
        yield column, words[start : start + LONGEST_CELL]


def _fields(row: Record) -> dict[str, str]:
    """Return the fields that a row has columns for, whole."""
    found: dict[str, str] = {}
    for key in sorted(row.cells, key=_in_order):
        if key.startswith(OWN):
            name = key.removeprefix(OWN).partition("-")[0]
            found[name] = found.get(name, "") + row[key]
    return {name: words for name, words in found.items() if name not in ("part", "code")}


def _in_order(key: str) -> tuple[str, int]:
    name, _dash, number = key.partition("-")
    return name, int(number) if number.isdecimal() else 0


def _question(question: Question, row: Record | None, report: Report) -> Question:
    if row is not None and row[f"{OWN}question"]:
        whole = question_of(row, report)
        return replace(whole, code=question.code) if whole else question
    changes = _changes(row, report)
    if row is None or not changes:
        return question
    try:
        return question_from({**merged(pack(question), changes), "code": question.code})
    except (Unsound, *ODD):
        _tell(report, row, ", ".join(changes))
        return question


ODD = (ValueError, TypeError, KeyError, RecursionError)


def _page(page: Page, row: Record | None, report: Report) -> Page:
    changes = {name: value for name, value in _changes(row, report).items() if name in PAGE_FIELDS}
    if row is None or not changes:
        return page
    try:
        found = merged(pack(replace(page, questions=())), changes)
        (made,) = questionnaire_from({"pages": [found]}).pages
        return replace(made, code=page.code, shuffle=made.shuffle is True)
    except (Unsound, *ODD):
        _tell(report, row, ", ".join(changes))
        return page


def _changes(row: Record | None, report: Report) -> dict[str, Any]:
    found = {}
    for name, words in (_fields(row) if row else {}).items():
        if name == "question":
            continue
        try:
            found[name] = json.loads(words)
        except (ValueError, RecursionError):
            if row:
                _tell(report, row, name)
    return found


def _tell(report: Report, row: Record, name: str) -> None:
    facts = {"column": name}
    report.add(
        Effect.LEFT_OUT, "own_column", sheet=row.sheet, row=row.row, name=row["name"], facts=facts
    )
