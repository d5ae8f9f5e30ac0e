"""Forms of the vote: shape and words, not rules."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from budgeting.domain.voting.electorate import Conditions
from budgeting.models import Budget
from participation.platform.web.choices import choices
from participation.platform.web.forms import CountField, Form
from participation.platform.web.languages import say

OLDEST, YOUNGEST = 1900, 2100


class EntranceForm(Form):
    """What is asked before somebody votes; only what the budget needs to know."""

    code = StringField(
        _("Code from your letter"),
        description=_("Twelve letters and digits. Hyphens and capitals do not matter."),
        validators=[InputRequired(_("Write the code from your letter.")), Length(max=60)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    birth_year = CountField(
        _("Year of birth"),
        description=_("Four digits, such as 2008. It is not kept."),
        validators=[
            InputRequired(_("Write the year in which you were born.")),
            NumberRange(OLDEST, YOUNGEST, _("Write the year with four digits, such as 2008.")),
        ],
    )
    is_resident = BooleanField(_("I live in this municipality"))
    area = RadioField(
        _("Where do you live?"),
        validate_choice=True,
        validators=[InputRequired(_("Choose the area where you live."))],
    )

    @classmethod
    def asking(cls, asked: Conditions, budget: Budget, *, needs_code: bool) -> "EntranceForm":
        """Return the form with the questions that matter in this vote."""
        form = cls()
        if not needs_code:
            form.code.validators = [Optional()]
        if asked.minimum_age is None:
            form.birth_year.validators = [Optional()]
        areas = [area for area in budget.areas if area.code in asked.areas]
        form.area.choices = choices((area.code, say(area.name)) for area in areas)
        if not areas or needs_code:
            form.area.validators = [Optional()]
        wanted = {
            "code": needs_code,
            "birth_year": asked.minimum_age is not None,
            "is_resident": asked.is_for_residents,
            "area": bool(areas),
        }
        form.asked = [form[name] for name, is_asked in wanted.items() if is_asked]
        for name in [name for name, is_asked in wanted.items() if not is_asked]:
            form[name].validators = [Optional()]
        return form


class TrackerForm(Form):
    """The words of a receipt."""

    tracker = StringField(
        _("Your tracking words"),
        description=_("Four words, in any language of this service."),
        validators=[InputRequired(_("Write the four words.")), Length(max=200)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class CodesForm(Form):
    """How many codes to make, and for whom."""

    count = CountField(
        _("How many codes"),
        validators=[
            InputRequired(_("Write how many codes you need.")),
            NumberRange(1, 50_000, _("Make from 1 to 50,000 codes at once.")),
        ],
    )
    area = SelectField(_("For people who live in"), validators=[Optional()])


class CloseForm(Form):
    """A reason, where figures differ."""

    reason = TextAreaField(
        _("Why the figures differ"),
        description=_("Only if they do. It is published in the log."),
        validators=[Length(max=2000)],
    )


class OverrideForm(Form):
    """A decision of the body that decides, against the count."""

    project = SelectField(_("Project"))
    fund = RadioField(
        _("Decision"),
        choices=choices((("yes", _("It is carried out")), ("no", _("It is not carried out")))),
        validators=[InputRequired(_("Choose what was decided."))],
    )
    body = StringField(
        _("Who decided"), validators=[InputRequired(_("Write who decided.")), Length(max=200)]
    )
    reason = TextAreaField(
        _("Reason for everybody to read"),
        validators=[InputRequired(_("Write the reason.")), Length(max=2000)],
    )
