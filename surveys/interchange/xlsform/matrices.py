"""Tables of choices: a heading and rows, or a group that says it is a table."""

from dataclasses import dataclass, field, replace

from participation.platform.i18n.text import Text
from surveys.domain import codes
from surveys.domain.questionnaire import Option, Question, Row
from surveys.interchange.report import Effect
from surveys.interchange.xlsform import own
from surveys.interchange.xlsform.columns import Record
from surveys.interchange.xlsform.pages import Pages, joined
from surveys.interchange.xlsform.questions import Questions
from surveys.interchange.xlsform.row_types import RowType


@dataclass(slots=True, kw_only=True)
class Matrix:
    """A matrix that may still get rows. `header` is its heading, when the form has one."""

    list_name: str
    code: str
    label: Text
    hint: Text
    options: tuple[Option, ...]
    header: Record | None = None
    rows: list[Row] = field(default_factory=list)
    required: list[bool] = field(default_factory=list)

    def add(self, row: Record, label: Text, *, required: bool) -> str:
        """Add a row; return its code."""
        taken, wished = {row.code for row in self.rows}, own.code_of(row)
        code = (
            wished if wished and wished not in taken else codes.code_from(row["name"], taken, "r")
        )
        self.rows.append(Row(code=code, label=label))
        self.required.append(required)
        return code

    def question(self) -> Question:
        """Return the matrix; required when every row is."""
        return Question(
            code=self.code,
            kind="matrix",
            label=self.label,
            hint=self.hint,
            required=bool(self.required) and all(self.required),
            options=self.options,
            rows=tuple(self.rows),
        )


class Matrices:
    """Gathers the rows of one matrix after another."""

    def __init__(self, questions: Questions, pages: Pages) -> None:
        self.questions, self.pages, self.report = questions, pages, questions.report
        self.languages = questions.languages
        self.open: Matrix | None = None

    def read(self, row: Record, kind: RowType, *, is_header: bool) -> tuple[Effect, str]:
        """Read a heading or a row; return what settles it."""
        if is_header:
            self._begin(row, kind)
            return Effect.CARRIED, "matrix"
        self._add(self._continued(row, kind), row, kind)
        return Effect.CARRIED, "matrix_row"

    def finish(self) -> None:
        """Put the matrix on its page; without rows its heading is a question."""
        matrix, self.open = self.open, None
        if matrix is None:
            return
        question = matrix.question()
        if not matrix.rows and matrix.header is not None:
            self.questions.tell(Effect.CHANGED, "matrix_without_rows", matrix.header)
            required = self.questions.is_required(matrix.header, matrix.code)
            question = replace(question, kind="single", required=required)
        elif len(set(matrix.required)) > 1:
            self.report.add(Effect.CHANGED, "matrix_required_mixed", name=matrix.code)
        self.pages.add(question)

    def _begin(self, row: Record, kind: RowType) -> None:
        self.finish()
        hint = self.languages.text(row.words.get("hint"))
        self.open = self._new(row, kind, self.questions.label(row), hint)
        self.open.header = row
        self.questions.tell_of_code(row, self.open.code)
        self.questions.tell_of_parts(row)

    def _continued(self, row: Record, kind: RowType) -> Matrix:
        """Return the matrix of a row: the one begun, or a new one named after its group."""
        if self.open is None or self.open.list_name != kind.list_name:
            self.finish()
            block = self.pages.blocks[-1] if self.pages.blocks else None
            label = block.title if block else Text()
            hint = block.hint if block and block.is_table else Text()
            named = block.row if block else row
            self.open = self._new(named, kind, label or self.languages.drafted(named["name"]), hint)
        return self.open

    def _add(self, matrix: Matrix, row: Record, kind: RowType) -> None:
        label, hint = self.questions.label(row), self.languages.text(row.words.get("hint"))
        if hint:
            self.questions.tell(Effect.CHANGED, "row_hint", row)
            label = joined(label, hint)
        if kind.other:
            self.questions.tell(Effect.LEFT_OUT, "other_in_matrix", row)
        required = self.questions.is_required(row, "")
        code = matrix.add(row, label, required=required)
        expressions = self.questions.expressions
        expressions.name(row, matrix.code, code, self.questions.choices(row, kind.list_name))
        expressions.condition(row, "row", matrix.code, code)
        expressions.spared.setdefault(matrix.code, row)
        self.questions.tell_of_code(row, code)
        self.questions.tell_of_parts(row)
        self._tell_of_rules(row)

    def _tell_of_rules(self, row: Record) -> None:
        facts = {"why": "matrix"}
        if row["constraint"]:
            self.questions.tell(
                Effect.LEFT_OUT, "constraint", row, expression=row["constraint"], **facts
            )
        if row["choice_filter"]:
            self.questions.tell(
                Effect.CHANGED, "choice_filter", row, expression=row["choice_filter"], **facts
            )

    def _new(self, row: Record, kind: RowType, label: Text, hint: Text) -> Matrix:
        options = tuple(self.questions.choices(row, kind.list_name).options)
        self.pages.count(len(options))
        code = self.pages.new_code(row)
        self.questions.expressions.condition(row, "question", code)
        return Matrix(
            list_name=kind.list_name,
            code=code,
            label=label,
            hint=hint,
            options=options,
        )
