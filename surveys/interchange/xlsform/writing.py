"""Write a questionnaire as an XLSForm that we read back as it was.

The form is written twice: what reading the first one does not give goes into columns of our own
(see `own`) beside the rows of the second.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import zip_longest

import xlsxwriter

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Questionnaire
from surveys.interchange.imported import Imported
from surveys.interchange.merging import difference
from surveys.interchange.xlsform import own
from surveys.interchange.xlsform.columns import OWN
from surveys.interchange.xlsform.reading import read_form
from surveys.interchange.xlsform.rows import LANGUAGE_NAMES, LONGEST_CELL, Cells, Rows, grid

FIRST = {
    "survey": ("type", "name", "required", "relevant", "appearance", "constraint", "parameters"),
    "choices": ("list_name", "name"),
    "settings": ("form_title", "form_id", "version", "default_language", "style"),
}


def write_form(
    questionnaire: Questionnaire,
    title: Text,
    thanks: Text,
    languages: Sequence[str],
    form_id: str = "yhes",
) -> bytes:
    """Return the workbook; `languages` begin with the main one."""
    spoken = _spoken(questionnaire, title, thanks, languages)
    rows = Rows(questionnaire, spoken)
    rows.note("thanks", thanks, "thanks")
    settings = {
        "form_title": title.in_(*spoken) or "Yhes",
        "form_id": form_id,
        "version": questionnaire.checksum()[:12],
        "default_language": LANGUAGE_NAMES[spoken[0]],
        "style": "pages",
        "namespaces": f'{OWN.removesuffix(":")}="{own.SPACE}"',
    }
    read = read_form(_workbook(rows, settings), "form.xlsx", spoken)
    _mark(rows, settings, read, title, thanks)
    return _workbook(rows, settings)


def _mark(rows: Rows, settings: Cells, read: Imported, title: Text, thanks: Text) -> None:
    """Put beside each row what reading it does not give."""
    wanted, found = rows.questionnaire, read.questionnaire
    for at, (page, got) in enumerate(zip_longest(wanted.pages, found.pages)):
        if page:
            rows.marks["page", at] |= own.cells_for(got, page)
    pairs = zip_longest(wanted.questions(), found.questions())
    for at, (question, got_) in enumerate(pairs):
        if question and f"bind::{OWN}question" not in rows.marks["question", at]:
            rows.marks["question", at] |= own.cells_for(got_, question)
    for name, before, after in (("title", read.title, title), ("thanks", read.thanks, thanks)):
        if before != after:
            change = difference(before.to_json(), after.to_json())
            settings[f"attribute::{OWN}{name}"] = own.written(change)


def _spoken(
    questionnaire: Questionnaire, title: Text, thanks: Text, languages: Sequence[str]
) -> list[str]:
    texts = [text for _at, text in questionnaire.texts()] + [title, thanks]
    used = {code for text in texts for code in text.translations}
    more = sorted(used - set(languages))
    return [code for code in (*languages, *more) if code in LANGUAGE_NAMES] or ["fi"]


def _workbook(rows: Rows, settings: Cells) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        sheets: dict[str, list[Cells]] = {
            "survey": rows.survey,
            "choices": rows.choices,
            "settings": [settings],
        }
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 60, 22)
            _fill(sheet, grid(cells, FIRST[name]), bold)
    return stream.getvalue()


def _fill(sheet: object, lines: Iterable[Sequence[str]], bold: object) -> None:
    for number, line in enumerate(lines):
        for at, words in enumerate(line):
            if words:
                sheet.write_string(number, at, words[: LONGEST_CELL + 1], *[bold] * (not number))  # type: ignore[attr-defined]  # xlsxwriter ships no types
