"""A questionnaire as data: pages of questions with options and rows, and its JSON form.

The JSON is what `Survey.working` and `QuestionnaireVersion.document` hold. Codes are stable names
([a-z0-9_], unique within their parent; question codes unique in the questionnaire): answers,
results and other years refer to them, never to labels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from json import dumps
from typing import Any, Self

from participation.platform.i18n.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer to choose. An exclusive option ("none of these") stands alone in its question."""

    code: str
    label: Text
    exclusive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement of a matrix, answered with one of the question's options."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `settings` belong to the kind: min, max, unit, longest."""

    code: str
    kind: str
    label: Text
    hint: Text = field(default_factory=Text)
    required: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    other: bool = False
    dont_know: bool = False
    prefer_not: bool = False

    def option(self, code: str) -> Option | None:
        """Return the option with a code."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Questions shown together."""

    code: str
    title: Text = field(default_factory=Text)
    intro: Text = field(default_factory=Text)
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """All pages, in order."""

    pages: tuple[Page, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Yield every question in order."""
        for page in self.pages:
            yield from page.questions

    def question(self, code: str) -> Question | None:
        """Return the question with a code."""
        return next((found for found in self.questions() if found.code == code), None)

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Yield every text with its address: `q1.label`, `q1.option.a`, `q1.row.b`, `p1.title`.

        A unit that is a plain word is the same in every language, hence no text.
        """
        for page in self.pages:
            yield f"{page.code}.title", page.title
            yield f"{page.code}.intro", page.intro
            for question in page.questions:
                yield f"{question.code}.label", question.label
                yield f"{question.code}.hint", question.hint
                unit = question.settings.get("unit")
                if isinstance(unit, Mapping):
                    yield f"{question.code}.unit", Text.from_json(unit)
                for option in question.options:
                    yield f"{question.code}.option.{option.code}", option.label
                for row in question.rows:
                    yield f"{question.code}.row.{row.code}", row.label

    def with_text(self, address: str, text: Text) -> Self:
        """Return the questionnaire with the text at an address (see `texts`) replaced."""
        return replace(self, pages=tuple(_page_with(page, address, text) for page in self.pages))

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object in which the questionnaire is stored."""
        return {"format": 1, "pages": [_page_to_json(page) for page in self.pages]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild a questionnaire from its JSON object; an empty object is an empty one."""
        return cls(pages=tuple(_page_from_json(page) for page in stored.get("pages", ())))

    def checksum(self) -> str:
        """Return the SHA-256 of the canonical JSON."""
        canonical = dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()


def _page_with(page: Page, address: str, text: Text) -> Page:
    owner, _, part = address.partition(".")
    if owner == page.code and part in ("title", "intro"):
        return replace(page, title=text) if part == "title" else replace(page, intro=text)
    questions = tuple(
        _question_with(question, part, text) if question.code == owner else question
        for question in page.questions
    )
    return replace(page, questions=questions)


def _question_with(question: Question, part: str, text: Text) -> Question:
    what, _, code = part.partition(".")
    if what == "label":
        return replace(question, label=text)
    if what == "hint":
        return replace(question, hint=text)
    if what == "option":
        options = (replace(o, label=text) if o.code == code else o for o in question.options)
        return replace(question, options=tuple(options))
    rows = (replace(row, label=text) if row.code == code else row for row in question.rows)
    return replace(question, rows=tuple(rows))


def _page_to_json(page: Page) -> dict[str, Any]:
    return {
        "code": page.code,
        "title": page.title.to_json(),
        "intro": page.intro.to_json(),
        "questions": [_question_to_json(question) for question in page.questions],
    }


def _page_from_json(stored: Mapping[str, Any]) -> Page:
    return Page(
        code=stored["code"],
        title=Text.from_json(stored.get("title")),
        intro=Text.from_json(stored.get("intro")),
        questions=tuple(_question_from_json(found) for found in stored.get("questions", ())),
    )


def _question_to_json(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "kind": question.kind,
        "label": question.label.to_json(),
        "hint": question.hint.to_json(),
        "required": question.required,
        "options": [
            {"code": o.code, "label": o.label.to_json(), "exclusive": o.exclusive}
            for o in question.options
        ],
        "rows": [{"code": row.code, "label": row.label.to_json()} for row in question.rows],
        "settings": dict(question.settings),
        "other": question.other,
        "dont_know": question.dont_know,
        "prefer_not": question.prefer_not,
    }


def _question_from_json(stored: Mapping[str, Any]) -> Question:
    return Question(
        code=stored["code"],
        kind=stored["kind"],
        label=Text.from_json(stored["label"]),
        hint=Text.from_json(stored.get("hint")),
        required=stored.get("required", False),
        options=tuple(
            Option(
                code=found["code"],
                label=Text.from_json(found["label"]),
                exclusive=found.get("exclusive", False),
            )
            for found in stored.get("options", ())
        ),
        rows=tuple(
            Row(code=row["code"], label=Text.from_json(row["label"]))
            for row in stored.get("rows", ())
        ),
        settings=stored.get("settings", {}),
        other=stored.get("other", False),
        dont_know=stored.get("dont_know", False),
        prefer_not=stored.get("prefer_not", False),
    )
