"""A questionnaire as data: pages of questions with options and rows, and its JSON form.

The JSON is what `Survey.working` and `QuestionnaireVersion.document` hold. Codes are stable names
([a-z0-9_], unique within their parent; question codes unique in the questionnaire): answers,
results and other years refer to them, never to labels.

Fields that hold an expression (`condition`, `required_if`, `Rule.test`) are written in the
language of `surveys.domain.logic`; an empty one says nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from json import dumps
from typing import Any, Self

from participation.platform.i18n.text import Text
from surveys.domain.packing import pack, unpack

# Takes the address of a text and the text; returns what belongs there.
At = Callable[[str, Text], Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer to choose. An exclusive option ("none of these") stands alone in its question.

    A fixed option keeps its place when the others are shuffled. `image` names a stored file and
    `alt` says what it shows. `source` says where an option came from (see `Row`).
    """

    code: str
    label: Text
    exclusive: bool = False
    fixed: bool = False
    condition: str = ""
    image: str = ""
    alt: Text = field(default_factory=Text)
    source: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement of a matrix; `right` is the other end of a pair of opposites.

    `source` tells from which finding of another activity a statement was made: `activity` and
    `subject` are codes, `title` is the JSON of a `Text`.
    """

    code: str
    label: Text
    right: Text = field(default_factory=Text)
    fixed: bool = False
    condition: str = ""
    source: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What an answer must fulfil, and what to say when it does not."""

    test: str
    message: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `settings` belong to the kind; one that is an object is the JSON of a `Text`.

    `scale` is the second scale of a matrix that has two. `shuffle` holds "options" and "rows" when
    they come in an order of each person's own. `library` is the code of the question in the
    municipality's library. `edition` is raised when the question comes to mean something else:
    answers to different editions are never counted together.
    """

    code: str
    kind: str
    label: Text
    hint: Text = field(default_factory=Text)
    required: bool = False
    required_if: str = ""
    condition: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    scale: tuple[Option, ...] = ()
    rules: tuple[Rule, ...] = ()
    shuffle: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    other: bool = False
    dont_know: bool = False
    prefer_not: bool = False
    library: str = ""
    edition: int = 0

    def option(self, code: str) -> Option | None:
        """Return the option with a code."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Questions shown together, in an order of each person's own when they are shuffled."""

    code: str
    title: Text = field(default_factory=Text)
    intro: Text = field(default_factory=Text)
    condition: str = ""
    shuffle: bool = False
    questions: tuple[Question, ...] = ()


PARTS: Mapping[str, Any] = {
    "pages": Page,
    "questions": Question,
    "options": Option,
    "rows": Row,
    "scale": Option,
    "rules": Rule,
} | dict.fromkeys(("label", "hint", "title", "intro", "alt", "right", "message"), Text)


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
        """Yield every text with its address.

        `p1.title`, `q1.label`, `q1.option.a`, `q1.alt.a`, `q1.row.b`, `q1.right.b`, `q1.scale.a`,
        `q1.rule.1`, and `q1.unit` for the setting of that name. A unit that is a plain word is the
        same in every language, hence no text.
        """
        found: list[tuple[str, Text]] = []

        def note(address: str, text: Text) -> Text:
            found.append((address, text))
            return text

        self.with_texts(note)
        yield from found

    def with_texts(self, at: At) -> Self:
        """Return the questionnaire with what `at` returns for each address and text."""
        return replace(self, pages=tuple(_page_with(page, at) for page in self.pages))

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object in which the questionnaire is stored."""
        return {"format": 1, "pages": [], **pack(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild a questionnaire from its JSON object; an empty object is an empty one."""
        found: Self = unpack(cls, stored, PARTS)
        return found

    def checksum(self) -> str:
        """Return the SHA-256 of the canonical JSON."""
        canonical = dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()


def _page_with(page: Page, at: At) -> Page:
    return replace(
        page,
        title=at(f"{page.code}.title", page.title),
        intro=at(f"{page.code}.intro", page.intro),
        questions=tuple(_question_with(question, at) for question in page.questions),
    )


def _question_with(question: Question, at: At) -> Question:
    code = question.code
    return replace(
        question,
        label=at(f"{code}.label", question.label),
        hint=at(f"{code}.hint", question.hint),
        settings=_settings_with(question, at),
        options=tuple(
            replace(
                option,
                label=at(f"{code}.option.{option.code}", option.label),
                alt=at(f"{code}.alt.{option.code}", option.alt),
            )
            for option in question.options
        ),
        rows=tuple(
            replace(
                row,
                label=at(f"{code}.row.{row.code}", row.label),
                right=at(f"{code}.right.{row.code}", row.right),
            )
            for row in question.rows
        ),
        scale=tuple(
            replace(step, label=at(f"{code}.scale.{step.code}", step.label))
            for step in question.scale
        ),
        rules=tuple(
            replace(rule, message=at(f"{code}.rule.{number}", rule.message))
            for number, rule in enumerate(question.rules, 1)
        ),
    )


def _settings_with(question: Question, at: At) -> Mapping[str, Any]:
    return {
        name: at(f"{question.code}.{name}", Text.from_json(value)).to_json()
        if isinstance(value, Mapping)
        else value
        for name, value in question.settings.items()
    }
