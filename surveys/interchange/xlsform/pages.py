"""Groups become pages, notes become introductions, tables of choices become matrices."""

from dataclasses import dataclass, field, replace

from participation.platform.i18n.text import Text
from surveys.domain import codes
from surveys.domain.questionnaire import Page, Question
from surveys.interchange.report import FormRefused
from surveys.interchange.xlsform import own
from surveys.interchange.xlsform.columns import Record
from surveys.interchange.xlsform.expressions import Expressions

DASH = " \N{EN DASH} "
MOST_QUESTIONS, MOST_OPTIONS = 1_000, 20_000


def joined(first: Text, second: Text, between: str = DASH) -> Text:
    """Return two texts as one, in every language that either has."""
    words = {
        code: between.join(
            text.translations[code] for text in (first, second) if code in text.translations
        )
        for code in {**first.translations, **second.translations}
    }
    return Text(words, {**first.marks, **second.marks})


@dataclass(slots=True)
class Block:
    """A group, repeat or loop that has begun and not ended."""

    row: Record
    block: str
    title: Text
    code: str
    is_table: bool = False
    hint: Text = field(default_factory=Text)


class Pages:
    """Gathers the pages in order."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.done: list[Page] = []
        self.blocks: list[Block] = []
        self.notes: list[tuple[Question, bool]] = []
        self.is_open = False
        self.options = 0
        self.question_codes: set[str] = set()
        self.page_codes: set[str] = set()
        self.kept: set[str] = set()

    @property
    def in_table(self) -> bool:
        """Tell whether the rows now read make a matrix."""
        return bool(self.blocks) and self.blocks[-1].is_table

    def count(self, options: int) -> None:
        """Refuse a form that has become too long."""
        self.options += options
        if self.options > MOST_OPTIONS or len(self.question_codes) > MOST_QUESTIONS:
            raise FormRefused("form_too_long", questions=MOST_QUESTIONS, options=MOST_OPTIONS)

    def tell_table_title(self) -> None:
        """Show the words of a table that becomes questions, once."""
        block = self.blocks[-1] if self.blocks else None
        if block and block.is_table and (block.title or block.hint):
            self.note(information(self.new_code(block.row), block.title, block.hint))
            block.title = block.hint = Text()

    def new_code(self, row: Record) -> str:
        """Return the code a row wishes for, or one near its name, and keep it."""
        wished, taken = own.code_of(row), self.question_codes
        code = wished if wished and wished not in taken else codes.code_from(row["name"], taken)
        self.question_codes.add(code)
        self.expressions.own.setdefault(("question", code), row)
        return code

    def begin(self, block: Block) -> None:
        """Begin a block; all but tables begin a page."""
        self.blocks.append(block)
        if not block.is_table:
            self._drop_if_empty()
            self._open(block)
            self.done[-1] = replace(self.done[-1], intro=block.hint)

    def end(self) -> Block:
        """End the block begun last; what follows is on another page."""
        block = self.blocks.pop()
        if not block.is_table:
            self.is_open = False
        return block

    def add(self, question: Question) -> None:
        """Add a question, after the notes that wait for it."""
        page = self._page()
        self._place_notes()
        page = self.done[-1]
        self.done[-1] = replace(page, questions=(*page.questions, question))

    def note(self, note: Question, *, is_conditional: bool = False) -> None:
        """Keep words to be shown at this place: they introduce a page, or stand in it."""
        page = self._page()
        if page.questions or self.notes or is_conditional:
            self.notes.append((note, is_conditional))
        else:
            self.introduce(joined(note.label, note.hint, "\n"))

    def finish(self) -> tuple[tuple[Page, ...], Text]:
        """Return the pages, and the words after the last question."""
        last = Text()
        if any(is_conditional for _note, is_conditional in self.notes):
            self._place_notes()
        while self.done and self._is_empty(self.done[-1]):
            page = self.done.pop()
            last = joined(joined(page.title, page.intro, "\n"), last, "\n")
        for note, _is_conditional in self.notes:
            last = joined(last, joined(note.label, note.hint, "\n"), "\n")
        kept = (page for page in self.done if page.intro or not self._is_empty(page))
        return tuple(kept), last

    def introduce(self, words: Text) -> None:
        """Put words above the questions of the page."""
        page = self._page()
        self.done[-1] = replace(page, intro=joined(page.intro, words, "\n"))

    def _is_empty(self, page: Page) -> bool:
        return not page.questions and page.code not in self.kept

    def _place_notes(self) -> None:
        """Let the notes that wait stand on the page as information."""
        notes, self.notes = tuple(note for note, _is_conditional in self.notes), []
        if notes:
            page = self.done[-1]
            self.done[-1] = replace(page, questions=(*page.questions, *notes))

    def _page(self) -> Page:
        if not self.is_open:
            self._open(self.blocks[-1] if self.blocks else None)
        return self.done[-1]

    def _open(self, named: Block | None) -> None:
        self._place_notes()
        code = self._new_page_code(named)
        self.page_codes.add(code)
        title = Text()
        for block in self.blocks:
            title = joined(title, block.title, DASH) if not block.is_table else title
            if not block.is_table:
                self.expressions.condition(block.row, "page", code)
        self.done.append(Page(code=code, title=title))
        self.is_open = True

    def _new_page_code(self, named: Block | None) -> str:
        taken = self.page_codes
        if named is None:
            return codes.next_code("p", taken)
        wished = own.code_of(named.row)
        code = wished if wished and wished not in taken else ""
        code = code or codes.code_from(named.code, taken, "p")
        if own.part_of(named.row) == "page":
            self.kept.add(code)
            self.expressions.own.setdefault(("page", code), named.row)
        return code

    def _drop_if_empty(self) -> None:
        if self.is_open and self._is_empty(self.done[-1]) and not self.done[-1].intro:
            code = self.done.pop().code
            self.page_codes.discard(code)
            self.expressions.conditions.pop(("page", code), None)


def information(code: str, label: Text, hint: Text) -> Question:
    """Return words to read as what we call information."""
    return Question(code=code, kind="info", label=label or hint, hint=hint if label else Text())
