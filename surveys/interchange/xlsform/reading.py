"""From the sheets of a form to a questionnaire and a report on every row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Questionnaire
from surveys.interchange.imported import Imported
from surveys.interchange.languages import REFERENCE, Languages, code_of, languages_in
from surveys.interchange.report import Effect, FormRefused, Report
from surveys.interchange.xlsform import columns, own
from surveys.interchange.xlsform.book import Book, read_book
from surveys.interchange.xlsform.choices import ChoiceList, Lists
from surveys.interchange.xlsform.columns import Record
from surveys.interchange.xlsform.matrices import Matrices
from surveys.interchange.xlsform.pages import Block, Pages, information, joined
from surveys.interchange.xlsform.questions import YES, Questions
from surveys.interchange.xlsform.row_types import NOT_CARRIED, RowType, type_of
from surveys.interchange.xlsform.unmarked import unmarked

SETTINGS_CARRIED = frozenset({"form_title", "default_language", "allow_choice_duplicates"})
OWN_SETTING = f"attribute::{columns.OWN}"


def read_form(content: bytes, name: str, offered: Sequence[str]) -> Imported:
    """Read a form for a municipality that offers these languages, the main one first."""
    report = Report()
    book = read_book(content, name)
    settings = _settings(book)
    if not _is_ours(settings):
        book = unmarked(book, report)
    rows = _survey_rows(book, report)
    named = columns.languages_of(book.sheets["survey"])
    for sheet in ("choices", "external_choices"):
        named += columns.languages_of(book.sheets[sheet]) if sheet in book.sheets else []
    languages = languages_in(named, settings.get("default_language", ""), offered, report)
    _tell_of_the_rest(book, settings, report)
    reader = _Reader(Questions(Lists(book, settings, languages, report), languages, report))
    for row in rows:
        reader.read(row)
    title = reader.title or settings.get("form_title", "")
    found = reader.finish(_title(title, settings, languages))
    return replace(
        found,
        languages=tuple(dict.fromkeys(filter(None, named))),
        title=own.text_with(found.title, settings.get(OWN_SETTING + "title", "")),
        thanks=own.text_with(found.thanks, settings.get(OWN_SETTING + "thanks", "")),
    )


def _title(words: str, settings: Mapping[str, str], languages: Languages) -> Text:
    if languages.as_drafts or languages.is_assumed:
        return languages.drafted(words) if words else Text()
    default = code_of(settings.get("default_language", ""))
    offered = languages.codes.values()
    return Text({default if default in offered else languages.main: words})


def _settings(book: Book) -> dict[str, str]:
    if "settings" not in book.sheets:
        return {}
    rows = columns.records(book.sheets["settings"])
    return dict(rows[0].cells) if rows else {}


def _survey_rows(book: Book, report: Report) -> list[Record]:
    if "survey" not in book.sheets:
        raise FormRefused("no_survey_sheet", sheets=", ".join(book.names))
    sheet = book.sheets["survey"]
    if not any(column.key == "type" for column in columns.columns_of(sheet)):
        raise FormRefused("no_type_column", sheet=sheet.name, row=1)
    return columns.records(sheet)


def _tell_of_the_rest(book: Book, settings: Mapping[str, str], report: Report) -> None:
    """Report columns, settings, sheets and far rows that are not read."""
    for name, sheet in book.sheets.items():
        if name in columns.KNOWN:
            for column in columns.unknown(sheet, name):
                where = {"sheet": sheet.name, "row": 1, "name": column.header}
                report.add(Effect.LEFT_OUT, "column", **where)
        if sheet.unread:
            report.add(Effect.LEFT_OUT, "rows_far_below", sheet=sheet.name, row=sheet.unread)
    known = {sheet.name for sheet in book.sheets.values()}
    for other in book.names:
        if other not in known:
            report.add(Effect.LEFT_OUT, "sheet", sheet=other)
    _tell_of_settings(settings, report)


def _tell_of_settings(settings: Mapping[str, str], report: Report) -> None:
    ours = {"namespaces", "form_id", "version", "style"} if _is_ours(settings) else set()
    carried = SETTINGS_CARRIED | ours
    for key in sorted(settings.keys() - carried):
        if key.startswith(OWN_SETTING):
            continue
        where = {"sheet": "settings", "row": 2, "name": key}
        report.add(Effect.LEFT_OUT, "setting", facts={"value": settings[key]}, **where)


def _is_ours(settings: Mapping[str, str]) -> bool:
    """Tell whether we wrote the form: then its words are plain already."""
    return own.SPACE in settings.get("namespaces", "")


Settled = tuple[Effect, str]


class _Reader:
    """Reads the survey sheet row by row; every row with a type is settled exactly once."""

    def __init__(self, questions: Questions) -> None:
        self.questions, self.pages = questions, Pages(questions.expressions)
        self.languages, self.report = questions.languages, questions.report
        self.matrices = Matrices(questions, self.pages)
        self.title, self.thanks = "", Text()
        self.depth, self.inside = 0, ""
        self.last = Record("survey", 0, {}, {})

    def read(self, row: Record) -> None:
        """Read one row."""
        self.last = row
        if row["disabled"].lower() in YES:
            self._settle(row, Effect.LEFT_OUT, "disabled")
            return
        if not row["type"]:
            self._untyped(row)
            return
        kind = type_of(row["type"])
        if kind is None:
            raise FormRefused("unknown_type", sheet=row.sheet, row=row.row, type=row["type"])
        self._check_name(row, kind)
        if self.depth:
            self._inside(row, kind)
            return
        if kind.kind not in ("single", "multiple", "external"):
            self.matrices.finish()
        if row[f"{columns.OWN}question"]:
            self.depth = int(kind.kind == "begin")
            self._settle(row, *self._whole(row, kind))
            return
        self._settle(row, *self._reading(kind)(row, kind))

    def _inside(self, row: Record, kind: RowType) -> None:
        """Pass over a row of a group that is one question here."""
        self.depth += (kind.kind == "begin") - (kind.kind == "end")
        if own.code_of(row):
            self.questions.expressions.name(row, self.inside, own.code_of(row))
        self._settle(row, Effect.CARRIED, "inside")

    def finish(self, title: Text) -> Imported:
        """Return everything, once all rows are read."""
        self.matrices.finish()
        if self.pages.blocks or self.depth:
            row = self.pages.blocks[-1].row if self.pages.blocks else self.last
            raise FormRefused("group_not_ended", sheet=row.sheet, row=row.row, name=row["name"])
        pages, thanks = self.pages.finish()
        if thanks:
            self.report.add(Effect.CHANGED, "note_to_thanks", row=0)
        if any(REFERENCE.search(words) for words in thanks.translations.values()):
            self.report.add(Effect.CHANGED, "reference_in_text", row=0)
        found = self.questions.expressions.resolved(Questionnaire(pages=pages))
        return Imported(title, joined(thanks, self.thanks, "\n"), found, self.report)

    def _reading(self, kind: RowType) -> Callable[[Record, RowType], Settled]:
        if kind.kind in NOT_CARRIED:
            return self._left_out
        readings = {
            "begin": self._begin,
            "end": self._end,
            "note": self._note,
            "title": self._titled,
            "single": self._choice,
            "multiple": self._choice,
        }
        return readings.get(kind.kind, self._question)

    def _left_out(self, row: Record, kind: RowType) -> Settled:
        if kind.kind == "calculation" and row["calculation"]:
            self.questions.expressions.calculations.setdefault(row["name"], row)
        return Effect.LEFT_OUT, NOT_CARRIED[kind.kind]

    def _titled(self, row: Record, kind: RowType) -> Settled:
        self.title = row["name"]
        return Effect.CARRIED, "title"

    def _begin(self, row: Record, kind: RowType) -> Settled:
        title, hint = (self.languages.text(row.words.get(key)) for key in ("label", "hint"))
        is_table = "table-list" in row["appearance"].lower().split()
        block = Block(row, kind.block, title, row["name"], is_table=is_table, hint=hint)
        self.pages.begin(block)
        self.questions.tell_of_parts(row)
        if kind.block != "group":
            return Effect.CHANGED, "repeat"
        return Effect.CARRIED, "table" if is_table else "page"

    def _end(self, row: Record, kind: RowType) -> Settled:
        if not self.pages.blocks or self.pages.blocks[-1].block != kind.block:
            raise FormRefused("group_not_begun", sheet=row.sheet, row=row.row)
        self.pages.end()
        return Effect.CARRIED, "end"

    def _note(self, row: Record, kind: RowType) -> Settled:
        label, hint = (self.languages.text(row.words.get(key)) for key in ("label", "hint"))
        self.questions.tell_of_parts(row)
        if not label and not hint:
            return Effect.LEFT_OUT, "note_without_words"
        part = own.part_of(row)
        if part in ("intro", "thanks"):
            self._placed(part, joined(label, hint, "\n"))
            return Effect.CARRIED, "note"
        code = self.pages.new_code(row)
        note = information(code, label, hint)
        self.questions.expressions.condition(row, "question", code)
        if part == "question":
            self.pages.add(note)
        else:
            self.pages.note(note, is_conditional=bool(row["relevant"]))
        return Effect.CARRIED, "note"

    def _placed(self, part: str, words: Text) -> None:
        if part == "intro":
            self.pages.introduce(words)
        else:
            self.thanks = joined(self.thanks, words, "\n")

    def _whole(self, row: Record, kind: RowType) -> Settled:
        """Take a question that other programs read as something else."""
        found = own.question_of(row, self.report)
        if found is None:
            return Effect.LEFT_OUT, "own_column"
        code = self.pages.new_code(row)
        self.inside = code
        self.questions.expressions.name(row, code, "", ChoiceList.of(found.options))
        self.pages.count(len(found.options) + len(found.rows))
        self.pages.add(replace(found, code=code))
        return Effect.CARRIED, "whole"

    def _choice(self, row: Record, kind: RowType) -> Settled:
        if kind.list_name.startswith("${"):
            self.matrices.finish()
            return Effect.LEFT_OUT, "choices_from_answers"
        looks = row["appearance"].lower().split()
        in_table = self.pages.in_table
        if not (in_table or "label" in looks or "list-nolabel" in looks):
            self.matrices.finish()
            return self._question(row, kind)
        is_header = "label" in looks and not in_table
        if kind.kind == "single":
            return self.matrices.read(row, kind, is_header=is_header)
        return self._row_of_boxes(row, kind, is_header=is_header)

    def _row_of_boxes(self, row: Record, kind: RowType, *, is_header: bool) -> Settled:
        """Make a question of a row of boxes to tick: we have no matrix of them."""
        self.matrices.finish()
        self.pages.tell_table_title()
        if is_header:
            self.questions.choices(row, kind.list_name)
            self._note(row, kind)
            return Effect.CHANGED, "heading_of_boxes"
        self._question(row, kind)
        return Effect.CHANGED, "matrix_of_boxes"

    def _question(self, row: Record, kind: RowType) -> Settled:
        if row["read_only"].lower() in YES:
            return self._shown_only(row, kind)
        code = self.pages.new_code(row)
        question, settled = self.questions.question(row, kind, code)
        self.pages.count(len(question.options))
        self.questions.tell_of_code(row, code)
        self.questions.tell_of_parts(row)
        self.pages.add(question)
        return settled

    def _shown_only(self, row: Record, kind: RowType) -> Settled:
        if row["calculation"] or row["default"]:
            return Effect.LEFT_OUT, "result_shown"
        effect, reason = self._note(row, kind)
        return effect, "read_only" if reason == "note" else reason

    def _untyped(self, row: Record) -> None:
        if row["name"] or row.has_words("label"):
            raise FormRefused("no_type", sheet=row.sheet, row=row.row)
        self._settle(row, Effect.LEFT_OUT, "row_without_type")

    def _check_name(self, row: Record, kind: RowType) -> None:
        nameless = ("end", "note", "technical", "title", "setting")
        if not row["name"] and kind.kind not in nameless:
            raise FormRefused("no_name", sheet=row.sheet, row=row.row)

    def _settle(self, row: Record, effect: Effect, reason: str) -> None:
        self.report.add(
            effect, reason, sheet=row.sheet, row=row.row, name=row["name"], settles=True
        )
