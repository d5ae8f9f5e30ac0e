"""Lists of choices: our options, and what their names became."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from surveys.domain import codes
from surveys.domain.questionnaire import Option
from surveys.domain.questions.base import OTHER
from surveys.interchange.languages import REFERENCE, Languages
from surveys.interchange.report import Effect, FormRefused, Report
from surveys.interchange.xlsform import columns
from surveys.interchange.xlsform.book import Book
from surveys.interchange.xlsform.columns import MEDIA, Record

MOST_OPTIONS = 2_000
TRUE = frozenset({"yes", "true", "true()"})


@dataclass(slots=True)
class ChoiceList:
    """The options of a list, and by the names the file gives them.

    `rows` has the code and the cells of each row, for filters.
    """

    options: list[Option] = field(default_factory=list)
    by_name: dict[str, Option] = field(default_factory=dict)
    rows: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    @classmethod
    def of(cls, options: Sequence[Option]) -> Self:
        """Return options that go by their codes."""
        return cls(list(options), {option.code: option for option in options})

    def beside_other(self) -> tuple[Option, ...]:
        """Return the options of a question that has "other, please specify" of its own."""
        return tuple(option for option in self.options if option.code != OTHER)


class Lists:
    """Reads the sheets of choices."""

    def __init__(
        self, book: Book, settings: Mapping[str, str], languages: Languages, report: Report
    ) -> None:
        self.languages, self.report = languages, report
        self.duplicates = settings.get("allow_choice_duplicates", "").lower() in TRUE
        self.lists: dict[str, ChoiceList] = {}
        for name in ("choices", "external_choices"):
            if name in book.sheets:
                self._read(columns.records(book.sheets[name]))

    def _read(self, rows: list[Record]) -> None:
        for row in rows:
            if not row["list"]:
                self._tell(Effect.LEFT_OUT, "choice_without_list", row)
            elif not row["name"]:
                raise FormRefused("choice_without_name", sheet=row.sheet, row=row.row)
            else:
                self._add(self.lists.setdefault(row["list"], ChoiceList()), row)

    def _add(self, found: ChoiceList, row: Record) -> None:
        name, label = row["name"], self.languages.text(row.words.get("label"))
        if name in found.by_name:
            if not self.duplicates:
                raise FormRefused(
                    "choice_twice", sheet=row.sheet, row=row.row, name=name, list=row["list"]
                )
            if label == found.by_name[name].label:
                found.rows.append((found.by_name[name].code, row.cells))
                self._tell(Effect.CHANGED, "same_choice_once", row, {"list": row["list"]})
                return
        if len(found.options) >= MOST_OPTIONS:
            raise FormRefused("list_too_long", sheet=row.sheet, row=row.row, limit=MOST_OPTIONS)
        if not label:
            label = self.languages.drafted(name)
            self._tell(Effect.CHANGED, "label_from_name", row)
        code = codes.code_from(name, {option.code for option in found.options}, "o")
        if code != name:
            self._tell(Effect.CHANGED, "code_changed", row, {"list": row["list"], "code": code})
        option = Option(code=code, label=label)
        found.options.append(option)
        found.by_name.setdefault(name, option)
        found.rows.append((code, row.cells))
        self._tell_of_parts(row)

    def _tell_of_parts(self, row: Record) -> None:
        if any(row.has_words(column) for column in MEDIA):
            self._tell(Effect.LEFT_OUT, "media_beside", row)
        if any(REFERENCE.search(words) for words in row.words.get("label", {}).values()):
            self._tell(Effect.CHANGED, "reference_in_text", row)

    def _tell(
        self, effect: Effect, reason: str, row: Record, facts: Mapping[str, str] | None = None
    ) -> None:
        self.report.add(
            effect, reason, sheet=row.sheet, row=row.row, name=row["name"], facts=facts or {}
        )
