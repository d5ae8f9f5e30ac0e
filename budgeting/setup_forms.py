"""Forms with which staff set a budget up: shape and words, not rules."""

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, RadioField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from budgeting import rule_words, setup_words
from budgeting.models import BallotKind, Preset
from budgeting.services.setting_up import AreaWritten, CategoryWritten
from participation.activities.fields import MomentField
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.web.choices import choices
from participation.platform.web.forms import CountField, Form
from participation.processes.forms import DayField

TOO_LONG = _("Write at most %(longest)s characters in each language.")
# Up to 999 999 999.99 euros; spaces of any kind group digits.
EUROS = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")
NO_AMOUNT = _("Enter an amount in euros, for example 50 000 or 1 200,50.")


class EuroField(Field):
    """An amount typed in euros and kept in whole cents; `data` is None where nothing was typed."""

    widget = TextInput()
    data: int | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed."""
        self.data = None
        typed = re.sub(r"[\s€]", "", valuelist[0]) if valuelist else ""
        if not typed:
            return
        found = EUROS.fullmatch(typed)
        if found is None:
            raise ValueError(str(NO_AMOUNT))
        self.data = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        whole = self.data % 100 == 0
        return str(self.data // 100) if whole else str(Decimal(self.data) / 100).replace(".", ",")


class PresetForm(Form):
    """What the town takes as it is, and what it chooses by itself."""

    preset = RadioField(
        _("How the budget works"), choices=choices(setup_words.PRESETS.items()), coerce=Preset
    )


class AdvancedForm(Form):
    """Everything a preset decides, one by one."""

    ballot_kind = RadioField(
        _("What a voter does"), choices=choices(setup_words.BALLOTS.items()), coerce=BallotKind
    )
    most_choices = CountField(
        _("Most projects one voter may choose in each area"),
        [Optional(), NumberRange(1, 1000, _("Enter a number from 1 to 1000."))],
        description=_("Leave empty if there is no limit."),
    )
    points = CountField(
        _("Points to share in each area"),
        [Optional(), NumberRange(1, 1000, _("Enter a number from 1 to 1000."))],
        description=_("Only where points are shared."),
    )
    minimum_age = CountField(
        _("Youngest age at which people vote"),
        [Optional(), NumberRange(0, 100, _("Enter an age from 0 to 100."))],
        description=_("Reached in the year of the vote. Leave empty if everybody votes."),
    )
    is_for_residents = BooleanField(_("Only residents of the municipality vote"))
    votes_whole_town = BooleanField(_("Everybody votes on the projects of the whole municipality"))
    most_areas = CountField(
        _("Other areas in which one person votes"),
        [
            InputRequired(_("Enter a number from 0 to 100.")),
            NumberRange(0, 100, _("Enter a number from 0 to 100.")),
        ],
    )
    is_bound_to_home = BooleanField(_("Besides the whole, people vote only where they live"))

    def validate(self, extra_validators: object = None) -> bool:
        """Ask for points where they are shared."""
        is_sound = bool(super().validate(extra_validators))
        if self.ballot_kind.data is BallotKind.POINTS and not self.points.data:
            if not self.points.errors:
                self.points.errors = [gettext("Enter how many points each voter shares.")]
            return False
        return is_sound


class AreaForm(Form):
    """An area and its money."""

    name = TextField(
        _("Name of the area"),
        [HasWords(_("Enter a name for the area.")), NotTooLong(TOO_LONG)],
        longest=120,
    )
    amount_cents = EuroField(_("Money, in euros"), [InputRequired(NO_AMOUNT)])
    is_whole_town = BooleanField(_("This is the whole municipality"))

    def written(self) -> AreaWritten:
        """Return what was typed."""
        return AreaWritten(
            name=self.name.data,
            amount_cents=self.amount_cents.data or 0,
            is_whole_town=self.is_whole_town.data,
        )


class CategoryForm(Form):
    """What projects may be about."""

    name = TextField(
        _("Name of the category"),
        [HasWords(_("Enter a name for the category.")), NotTooLong(TOO_LONG)],
        longest=120,
    )

    def written(self) -> CategoryWritten:
        """Return what was typed."""
        return CategoryWritten(name=self.name.data)


class StageForm(Form):
    """From when till when a stage goes, and what it is about."""

    is_in = BooleanField(_("The budget goes through this stage"))
    opens = MomentField(_("Begins"))
    closes = MomentField(_("Ends"))
    explanation = TextField(
        _("What happens now, and what people can do"),
        [NotTooLong(TOO_LONG)],
        rows=4,
        longest=1000,
        description=_("May be left empty: a general sentence is then shown."),
    )

    def validate_closes(self, field: MomentField) -> None:
        """Refuse to end before beginning."""
        if field.data and self.opens.data and field.data <= self.opens.data:
            raise ValidationError(gettext("The stage must end after it begins."))


class RuleForm(Form):
    """A rule as a body adopts it: its words can be edited, and each version stays."""

    mark = HiddenField()
    key = HiddenField()
    words = TextField(
        _("The rule in words"),
        [HasWords(_("Enter the rule in words.")), NotTooLong(TOO_LONG)],
        rows=10,
        longest=5000,
        description=_("Everybody reads this before the vote. A twelve-year-old should follow it."),
    )
    adopted_by = TextField(
        _("Who decided"),
        [HasWords(_("Enter who decided.")), NotTooLong(TOO_LONG)],
        longest=200,
        description=_("For example the town board."),
    )
    adopted = DayField(_("Day of the decision"), [InputRequired(_("Enter a day."))])

    def validate_key(self, field: HiddenField) -> None:
        """Refuse rules that are not offered."""
        if field.data not in rule_words.OFFERED:
            raise ValidationError(gettext("Choose a rule."))
