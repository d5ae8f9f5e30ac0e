"""A form field for a condition: rows of question, comparison and value, or an expression."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from participation.texts.numbers import parse
from surveys import logic_words
from surveys.domain.logic.check import faults_of
from surveys.domain.logic.expression import OWN
from surveys.domain.logic.places import Place
from surveys.domain.logic.plainly import ALONE, Plain, Test, expression, plainly
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.base import OTHER
from surveys.forms.subjects import Subject, subjects

MOST_ROWS = 50
JOINS = ("and", "or")
COUNTED = ("count_at_least", "count_at_most")


@dataclass(slots=True)
class Row:
    """One comparison as it is written."""

    subject: Subject
    deed: str
    value: str = ""

    @property
    def has_value(self) -> bool:
        """Tell whether the comparison is with something."""
        return self.deed not in ALONE

    @property
    def is_choice(self) -> bool:
        """Tell whether the value is one of the options."""
        return bool(self.subject.options) and self.deed not in COUNTED

    def test(self) -> Test:
        """Return the comparison, or refuse a value that is none."""
        question, _dot, part = (
            (OWN, "", "") if self.subject.key == OWN else self.subject.key.partition(".")
        )
        return Test(question, part, self.deed, self._value() if self.has_value else None)

    def _value(self) -> Any:
        if not self.value:
            raise ValidationError(_("Choose or write what the answer is compared with."))
        if self.subject.type != "number" and self.deed not in COUNTED:
            return self.value
        found = parse(self.value)
        if found is None:
            raise ValidationError(_("Write a number in digits."))
        return int(found) if found == int(found) else float(found)


class ConditionField(Field):
    """Edits an expression. Buttons named `do` say `name add` and `name remove 2`.

    Posts `name-0-subject`, `name-0-deed`, `name-0-value` …, `name-join`, `name-new` (what a new row
    looks at) and `name-expression`, which counts when it is not what it was (`name-was`).
    """

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        questionnaire: Questionnaire,
        place: Place,
        **more: Any,
    ) -> None:
        super().__init__(label, list(validators), **more)
        self.questionnaire, self.place = questionnaire, place
        self.rows: list[Row] = []
        self.join, self.source, self.focus, self.refused = "and", "", "", ""
        self.subjects: list[Subject] = []

    @property
    def is_plain(self) -> bool:
        """Tell whether rows can say what the expression says."""
        return bool(self.rows) or not self.source

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,
    ) -> None:
        """Read rows and the expression; the one that was changed counts."""
        super().process(None, data, extra_filters)
        self.subjects = subjects(self.questionnaire, self.place)
        self.data = self.data or ""
        if formdata is not None and f"{self.name}-was" in formdata:
            self._read(formdata)
        else:
            self._show(self.data)

    def pre_validate(self, form: Any) -> None:
        """Refuse rows that are not finished and expressions that are not sound."""
        if self.refused:
            raise ValidationError(self.refused)
        for fault in faults_of(self.questionnaire, self.place, self.data) if self.data else ():
            raise ValidationError(logic_words.words(fault.reason, fault.facts))

    def _show(self, source: str) -> None:
        """Show an expression as rows if they can say it."""
        self.source, plain = source, plainly(source) if source else None
        known = {subject.key: subject for subject in self.subjects}
        rows = [_row(test, known) for test in plain.tests] if plain else []
        self.join = plain.join if plain else "and"
        self.rows = [row for row in rows if row is not None]
        if len(self.rows) < len(rows):
            self.rows = []

    def _read(self, formdata: Any) -> None:
        was = formdata.get(f"{self.name}-was", "").strip()
        said = formdata.get(f"{self.name}-expression", "").strip()
        deed = formdata.get("do", "").split()
        numbers = range(MOST_ROWS)
        known = {subject.key: subject for subject in self.subjects}
        self.rows = [row for n in numbers if (row := self._posted(formdata, n, known))]
        if said != was or (said and not self.rows and deed[:2] != [self.name, "add"]):
            self._show(said)
            # The last row was taken away in the plain form: nothing is left of the condition.
            self.data = said
            return
        join = formdata.get(f"{self.name}-join", "and")
        self.join = join if join in JOINS else "and"
        self._do(deed, known.get(formdata.get(f"{self.name}-new", "")))
        try:
            tests = [row.test() for row in self.rows]
        except ValidationError as refused:
            self.refused, self.source = str(refused), was
        else:
            self.source = self.data = expression(Plain(self.join, tests))

    def _posted(self, formdata: Any, number: int, known: dict[str, Subject]) -> Row | None:
        name = f"{self.name}-{number}"
        subject = known.get(formdata.get(f"{name}-subject", ""))
        if subject is None:
            return None
        deed = formdata.get(f"{name}-deed", "")
        value = formdata.get(f"{name}-value", "").strip()
        return Row(subject, deed if deed in subject.deeds else subject.deeds[0], value)

    def _do(self, deed: Sequence[str], new: Subject | None) -> None:
        match deed:
            case [self.name, "add"] if new is not None and len(self.rows) < MOST_ROWS:
                self.rows.append(Row(new, new.deeds[0]))
                self.focus = f"{self.name}-{len(self.rows) - 1}-deed"
            case [self.name, "remove", number] if number in map(str, range(len(self.rows))):
                self.rows.pop(int(number))
                self.focus = f"{self.name}-new"


def _row(test: Test, known: dict[str, Subject]) -> Row | None:
    key = f"{test.question}.{test.part}" if test.part else test.question
    subject = known.get(key)
    if subject is None or test.deed not in subject.deeds:
        return None
    value = "" if test.value is None else str(test.value)
    codes = [code for code, _words in subject.options]
    if codes and test.deed not in (*ALONE, *COUNTED) and value not in (*codes, OTHER):
        return None
    return Row(subject, test.deed, value)
