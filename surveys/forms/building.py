"""Forms with which staff write a questionnaire: its pages, its words of thanks, any question."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, StringField
from wtforms.validators import ValidationError

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.web.forms import Form
from surveys.domain import codes
from surveys.domain.questionnaire import Question

TOO_LONG = _("Shorten the words: each language can have %(longest)s characters.")
CODE_RULE = _("A code has only small letters a–z, digits and underscores, at most 40.")


# What most kinds offer; a kind that does not has `None` instead of the field.
OFFERS = ("required", "dont_know", "prefer_not")


class RevisedForm(Form):
    """A form that knows on which revision it was opened, and the mark its part had then."""

    revision = HiddenField()
    mark = HiddenField()

    @property
    def known_revision(self) -> int:
        """Return the revision; an unreadable one is older than all."""
        words = next(iter(self.revision.raw_data or ()), "")
        return int(words) if re.fullmatch(r"[0-9]{1,18}", words) else -1

    @property
    def seen(self) -> dict[str, Any]:
        """Return what services want to know of what was seen."""
        mark = next(iter(self.mark.raw_data or ()), "")
        return {"revision": self.known_revision, "mark": mark}


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
    required: BooleanField | None = BooleanField(_("An answer is required"))
    dont_know: BooleanField | None = BooleanField(_("Offer “I don’t know”"))
    prefer_not: BooleanField | None = BooleanField(_("Offer “I don’t want to say”"))
    code = StringField(
        _("Code"),
        description=_("The name of the question in result files. It stays the same in every year."),
    )

    @classmethod
    def words(cls, question: Question) -> dict[str, Any]:
        """Return texts to edit that are neither fields of a question nor settings."""
        return {}

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
            **{name: field.data for name in OFFERS if (field := getattr(self, name))},
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

    def own(self) -> list[Field]:
        """Return the fields that the kind adds to those of every question."""
        return [each for each in self if not hasattr(QuestionForm, each.name)]
