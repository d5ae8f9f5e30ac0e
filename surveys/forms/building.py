"""Forms with which staff write a questionnaire."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.i18n.locales import number
from participation.platform.web.forms import Form
from participation.platform.web.languages import current_language
from surveys.domain import codes
from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions.number import LARGEST, MOST_DECIMALS, parse, unit_of
from surveys.domain.questions.text import LONGEST_ALLOWED
from surveys.forms.lines import MOST_LINES, LinesField

TOO_LONG = _("Shorten the words: each language can have %(longest)s characters.")
LONGEST_COUNT = 12
CODE_RULE = _("A code has only small letters a–z, digits and underscores, at most 40.")


class RevisedForm(Form):
    """A form that knows on which revision of the questionnaire it was opened."""

    revision = HiddenField()

    @property
    def known_revision(self) -> int:
        """Return the revision; an unreadable one is older than all."""
        words = next(iter(self.revision.raw_data or ()), "")
        return int(words) if re.fullmatch(r"[0-9]{1,18}", words) else -1


class PageForm(RevisedForm):
    """The title and introduction of a page."""

    title = TextField(_("Title"), [NotTooLong(TOO_LONG)], longest=200)
    intro = TextField(
        _("Introduction"),
        [NotTooLong(TOO_LONG)],
        rows=4,
        longest=5000,
        description=_("Shown above the questions. Tell what people need to know to answer."),
    )


class ThanksForm(RevisedForm):
    """What people read after they have answered."""

    thanks = TextField(
        _("Words of thanks"),
        [NotTooLong(TOO_LONG)],
        rows=5,
        longest=5000,
        description=_("Tell what happens next with the answers, and when."),
    )


class NumberField(StringField):
    """A number as people write it: with a comma or point, or nothing."""

    def process_data(self, value: Any) -> None:
        """Show a number in the language of the page."""
        self.data = "" if value is None else number(value, current_language(), None)

    def value(self) -> int | float | None:
        """Return the number that was meant."""
        found = parse(self.data or "")
        if found is None:
            return None
        return int(found) if found == found.to_integral_value() else float(found)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not a number."""
        words = (self.data or "").strip()
        found = parse(words)
        if words and (found is None or abs(found) > LARGEST):
            raise ValidationError(str(_("Write a number, or leave the field empty.")))


class CountField(IntegerField):
    """A whole number with as many digits as a count can have."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Refuse endless digits before anybody compares them."""
        if valuelist and len(valuelist[0]) > LONGEST_COUNT:
            self.data = None
            raise ValueError(str(_("Write a number.")))
        super().process_formdata(valuelist)


class QuestionForm(RevisedForm):
    """What every question has."""

    label = TextField(
        _("Question"),
        [HasWords(_("Write the question.")), NotTooLong(TOO_LONG)],
        rows=2,
        longest=1000,
    )
    hint = TextField(
        _("Help text"),
        [NotTooLong(TOO_LONG)],
        rows=2,
        longest=2000,
        description=_("Shown below the question. Leave it empty if the question is clear."),
    )
    required = BooleanField(_("An answer is required"))
    dont_know = BooleanField(_("Offer “I don’t know”"))
    prefer_not = BooleanField(_("Offer “I don’t want to say”"))
    code = StringField(
        _("Code"),
        description=_("The name of the question in result files. It stays the same in every year."),
    )

    def fill(self, question: Question) -> None:
        """Show a question's settings where nothing was posted."""

    def settings(self) -> dict[str, Any]:
        """Return the settings of the kind."""
        return {}

    def question(self, before: Question, taken: Collection[str]) -> Question:
        """Return the question as the form says; `taken` are codes of options used before."""
        return replace(
            before,
            code=self.code.data or before.code,
            label=self.label.data,
            hint=self.hint.data,
            required=self.required.data,
            dont_know=self.dont_know.data,
            prefer_not=self.prefer_not.data,
            settings=self.settings(),
            **self.parts(taken),
        )

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return options, rows and "other"."""
        return {}

    def validate_code(self, field: StringField) -> None:
        """Refuse what cannot be a code."""
        if field.data and not codes.is_code(field.data):
            raise ValidationError(str(CODE_RULE))


class TextForm(QuestionForm):
    """A text or long text."""

    longest = CountField(
        _("Most characters"),
        [Optional(), NumberRange(1, LONGEST_ALLOWED, _("Write a number from 1 to 10 000."))],
    )

    def fill(self, question: Question) -> None:
        """Show the limit."""
        self.longest.data = question.settings.get("longest")

    def settings(self) -> dict[str, Any]:
        """Return the limit."""
        return {"longest": self.longest.data} if self.longest.data else {}


class NumberForm(QuestionForm):
    """A number."""

    least = NumberField(_("Smallest number allowed"))
    most = NumberField(_("Largest number allowed"))
    decimals = CountField(
        _("Decimals"),
        [
            InputRequired(_("Write a number from 0 to 6.")),
            NumberRange(0, MOST_DECIMALS, _("Write a number from 0 to 6.")),
        ],
        default=0,
        description=_("0 means whole numbers."),
    )
    unit = TextField(_("Unit"), [NotTooLong(TOO_LONG)], longest=30)

    def fill(self, question: Question) -> None:
        """Show limits and unit."""
        self.least.process_data(question.settings.get("min"))
        self.most.process_data(question.settings.get("max"))
        self.decimals.data = question.settings.get("decimals", 0)

    def validate_most(self, field: NumberField) -> None:
        """Refuse limits that leave no number."""
        low, high = self.least.value(), field.value()
        if low is not None and high is not None and low > high:
            raise ValidationError(str(_("This must be at least the smallest number allowed.")))

    def settings(self) -> dict[str, Any]:
        """Return limits, decimals and unit."""
        found = {"min": self.least.value(), "max": self.most.value()}
        settings: dict[str, Any] = {key: limit for key, limit in found.items() if limit is not None}
        if self.decimals.data:
            settings["decimals"] = self.decimals.data
        if self.unit.data:
            settings["unit"] = self.unit.data.to_json()
        return settings


class SingleForm(QuestionForm):
    """One of several options."""

    options = LinesField(_("Answer options"))
    other = BooleanField(_("Offer “Other, please specify”"))

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return the options."""
        options = (
            Option(code=line.code, label=line.label, exclusive=line.exclusive)
            for line in self.options.coded(taken)
        )
        return {"options": tuple(options), "other": self.other.data}


class MultipleForm(SingleForm):
    """Any of several options."""

    options = LinesField(_("Answer options"), exclusive=True)
    least = CountField(
        _("At least how many"), [Optional(), NumberRange(0, MOST_LINES, _("Write a number."))]
    )
    most = CountField(
        _("At most how many"), [Optional(), NumberRange(1, MOST_LINES, _("Write a number."))]
    )

    def fill(self, question: Question) -> None:
        """Show the limits."""
        self.least.data, self.most.data = (question.settings.get(key) for key in ("min", "max"))

    def validate_most(self, field: IntegerField) -> None:
        """Refuse limits that leave no answer."""
        if field.data and self.least.data and self.least.data > field.data:
            raise ValidationError(str(_("This must be at least the number above.")))

    def settings(self) -> dict[str, Any]:
        """Return the limits."""
        found = {"min": self.least.data, "max": self.most.data}
        return {key: limit for key, limit in found.items() if limit}


class MatrixForm(QuestionForm):
    """The same options for several statements."""

    rows = LinesField(_("Statements"), letter="r")
    options = LinesField(_("Answer options"), blank=5)

    def parts(self, taken: Collection[str]) -> dict[str, Any]:
        """Return statements and options."""
        found = self.options.coded(taken)
        options = (Option(code=line.code, label=line.label) for line in found)
        rows = (Row(code=line.code, label=line.label) for line in self.rows.coded(taken))
        return {"options": tuple(options), "rows": tuple(rows)}


FORMS: dict[str, type[QuestionForm]] = {
    "text": TextForm,
    "long_text": TextForm,
    "number": NumberForm,
    "single": SingleForm,
    "multiple": MultipleForm,
    "matrix": MatrixForm,
}


def form_for(question: Question, languages: Collection[str], revision: int) -> QuestionForm:
    """Return the form of a question's kind, filled with the question until something is posted."""
    form = FORMS[question.kind](
        obj=question,
        unit=unit_of(question),
        revision=revision,
        meta={"languages": tuple(languages)},
    )
    if not form.is_submitted():
        form.fill(question)
    return form
