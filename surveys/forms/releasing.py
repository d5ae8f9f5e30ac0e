"""What of results becomes public, and what is corrected in them."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectMultipleField, StringField
from wtforms.validators import Length, ValidationError

from participation.activities.services.releasing import Amendment, Choice
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form

TOO_LONG = _("Write at most %(longest)s characters in each language.")
LONGEST = 200


class ReleaseForm(Form):
    """Which questions, by which groups, and how sure it is."""

    subjects = SelectMultipleField(_("Questions whose figures everybody may see"))
    splits = SelectMultipleField(
        _("Groups to compare"),
        description=_(
            "At most three. The more the answers are divided, the more numbers must be hidden. A "
            "question that people are grouped by is not itself divided by another."
        ),
    )
    is_weighted = BooleanField(
        _("Also publish weighted shares, beside the unweighted ones"),
        description=_(
            "Weights are those of the page Weights. People cannot at the same time be grouped by a "
            "question that they are weighted by."
        ),
    )
    state = RadioField(
        _("State"),
        choices=choices(
            [
                ("preliminary", _("Preliminary: checked later, or answers on paper still to come")),
                ("final", _("Final: every answer is counted")),
            ]
        ),
        default="preliminary",
    )
    note = TextField(
        _("Note for readers"),
        [NotTooLong(TOO_LONG)],
        rows=3,
        longest=500,
        description=_("For example what is special about these results. May be left empty."),
    )

    def offer(
        self,
        subjects: list[tuple[str, str]],
        splits: list[tuple[str, str]],
        *,
        has_weights: bool,
    ) -> None:
        """Set what can be chosen."""
        if not has_weights:
            del self.is_weighted
        self.subjects.choices = choices(subjects)
        self.splits.choices = choices(splits)

    def validate_subjects(self, field: SelectMultipleField) -> None:
        """Refuse a release of nothing."""
        if not field.data:
            raise ValidationError(gettext("Choose at least one question."))

    def choice(self) -> Choice:
        """Return what was chosen."""
        return Choice(
            subjects=tuple(self.subjects.data or ()),
            splits=tuple(self.splits.data or ()),
            is_weighted="is_weighted" in self and bool(self.is_weighted.data),
            is_final=self.state.data == "final",
            note=self.note.data,
        )


class CorrectionForm(Form):
    """What was wrong, what is right, and why."""

    subject = RadioField(_("Question"))
    is_withdrawal = BooleanField(
        _("Take the whole figure back: the page then shows only that, and why")
    )
    before = StringField(
        _("Old value"),
        [Length(max=LONGEST)],
        description=_("As the page shows it, for example “North: 390 people”."),
    )
    after = StringField(_("New value"), [Length(max=LONGEST)])
    reason = TextField(
        _("Reason"),
        [HasWords(_("Say why.")), NotTooLong(TOO_LONG)],
        rows=3,
        longest=500,
        description=_("Everybody can read this."),
    )

    def __init__(self, subjects: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(**more)
        self.subject.choices = choices(subjects)

    def validate_after(self, field: StringField) -> None:
        """Refuse a correction that does not say what is right."""
        if not self.is_withdrawal.data and not (field.data or "").strip():
            raise ValidationError(gettext("Enter the new value, or take the figure back."))

    def amendment(self) -> Amendment:
        """Return what was entered."""
        return Amendment(
            subject=self.subject.data,
            reason=self.reason.data,
            before=(self.before.data or "").strip(),
            after="" if self.is_withdrawal.data else (self.after.data or "").strip(),
            is_withdrawal=bool(self.is_withdrawal.data),
        )
