"""Forms of checking: who is asked, what was found, what is decided, what the proposer answers."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from budgeting import check_words
from budgeting.proposal_models import Outcome, Verdict
from budgeting.services.checking import Found
from budgeting.setup_forms import EuroField
from participation.identity.models import Person
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.processes.forms import DayField

TOO_LONG = _("Write at most %(longest)s characters in each language.")
LONGEST_CONDITIONS, LONGEST_OWNER, LONGEST_ANSWER = 2_000, 200, 1_500


class AssignForm(Form):
    """Who checks which ideas, by when."""

    ideas = SelectMultipleField(_("Ideas"), validate_choice=False)
    person = SelectField(_("Who checks"), [InputRequired(_("Choose who checks."))])
    deadline = DayField(_("To be ready by"), [Optional()], description=_("May be left empty."))

    @classmethod
    def among(cls, people: Sequence[Person]) -> "AssignForm":
        """Return the form with those who may be asked."""
        form = cls()
        none = ("", _("Not chosen"))
        form.person.choices = choices((none, *((one.public_id, one.name) for one in people)))
        return form

    def validate_ideas(self, field: SelectMultipleField) -> None:
        """Ask for at least one idea."""
        if not field.data:
            raise ValidationError(gettext("Choose at least one idea."))


class FoundForm(Form):
    """What an expert found."""

    seen = HiddenField()
    feasibility = RadioField(
        _("Can it be done?"),
        [InputRequired(_("Choose one."))],
        choices=choices((key.value, words) for key, words in check_words.VERDICTS.items()),
    )
    legality = RadioField(
        _("May the municipality do it?"),
        [InputRequired(_("Choose one."))],
        choices=choices((key.value, words) for key, words in check_words.VERDICTS.items()),
        description=_("Is it lawful, and does the municipality decide about it?"),
    )
    owner = StringField(
        _("The unit that would carry it out"),
        [Length(max=LONGEST_OWNER, message=_("Write at most 200 characters."))],
    )
    cost_from_cents = EuroField(_("Cost at least, in euros"), [Optional()])
    cost_to_cents = EuroField(
        _("Cost at most, in euros"),
        [Optional()],
        description=_("A project gets this as its cost, so that the money suffices."),
    )
    running_cents = EuroField(_("Running costs a year, in euros"), [Optional()])
    conditions = TextAreaField(
        _("On what conditions, and what else to know"),
        [Length(max=LONGEST_CONDITIONS, message=_("Write at most 2000 characters."))],
        description=_("Everybody can read this after the decision."),
        render_kw={"rows": 4},
    )

    def validate_cost_to_cents(self, field: EuroField) -> None:
        """Refuse a range that ends before it begins."""
        low = self.cost_from_cents.data
        if low is not None and field.data is not None and field.data < low:
            raise ValidationError(gettext("The highest cost is below the lowest."))

    def found(self) -> Found:
        """Return what was typed."""
        return Found(
            feasibility=Verdict(self.feasibility.data),
            legality=Verdict(self.legality.data),
            owner=(self.owner.data or "").strip(),
            cost_from_cents=self.cost_from_cents.data,
            cost_to_cents=self.cost_to_cents.data,
            running_cents=self.running_cents.data,
            conditions=(self.conditions.data or "").strip(),
        )


class DecisionForm(Form):
    """Whether an idea goes on, and why."""

    seen = HiddenField()
    outcome = RadioField(
        _("Decision"),
        [InputRequired(_("Choose what is decided."))],
        choices=choices((key.value, words) for key, words in check_words.CHOICES.items()),
    )
    reason = TextField(
        _("Reason for everybody to read"),
        [HasWords(_("Write the reason.")), NotTooLong(TOO_LONG)],
        rows=4,
        longest=1500,
    )

    @property
    def chosen(self) -> Outcome:
        """What is decided."""
        return Outcome(self.outcome.data)


class AnswerForm(Form):
    """What whoever proposed an idea says to the decision."""

    code = StringField(
        _("Your response code"),
        description=_("The four words you got when you sent the idea."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    answer = TextAreaField(
        _("Your answer"),
        [
            DataRequired(_("Write your answer.")),
            Length(max=LONGEST_ANSWER, message=_("Write at most 1500 characters.")),
        ],
        description=_("Staff read it. It is not published."),
        render_kw={"rows": 5},
    )
