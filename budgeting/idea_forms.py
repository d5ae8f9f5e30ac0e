"""The form on which residents write an idea: shape and words, not rules."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from budgeting.idea_limits import LONGEST_ALT, LONGEST_PLACE, LONGEST_TITLE
from budgeting.models import Budget
from budgeting.point_fields import WithPoint, one_line
from budgeting.services import idea_pictures
from budgeting.services.proposing import Written
from budgeting.setup_forms import EuroField
from participation.platform.files.refusals import FileRefused
from participation.platform.files.words import explain
from participation.platform.web.choices import choices
from participation.platform.web.languages import plain as said_plainly


def _lines(words: str | None) -> str:
    return "\n".join((words or "").split("\r\n")).strip()


class IdeaForm(WithPoint):
    """An idea: what, where, and a guess of what it costs."""

    title = StringField(
        _("The idea in a few words"),
        [
            DataRequired(_("Write the idea in a few words.")),
            Length(max=LONGEST_TITLE, message=_("Write at most 120 characters.")),
        ],
        filters=[one_line],
    )
    words = TextAreaField(
        _("What should be done, and why?"),
        [DataRequired(_("Write what should be done."))],
        description=_("Do not write names or other facts about people."),
        filters=[_lines],
        render_kw={"rows": 6},
    )
    area = SelectField(_("Area"), [Optional()])
    category = SelectField(_("Category"), [Optional()])
    place = StringField(
        _("The place in words"),
        [Length(max=LONGEST_PLACE, message=_("Write at most 200 characters."))],
        description=_("A park, a street or a building. Not your own address."),
        filters=[one_line],
    )
    cost_guess = EuroField(
        _("What might it cost, in euros?"),
        [Optional()],
        description=_("Your guess. Experts work out the cost afterwards."),
    )
    picture = FileField(
        _("Picture"),
        description=_("PNG, JPEG or WebP, at most 10 MB. No faces of people who have not agreed."),
    )
    picture_key = HiddenField()
    picture_drop = BooleanField(_("Take the picture away"))
    picture_alt = StringField(
        _("What the picture shows"),
        [Length(max=LONGEST_ALT, message=_("Write at most 300 characters."))],
        description=_("For those who cannot see it."),
        filters=[one_line],
    )

    @classmethod
    def of(cls, budget: Budget, *, is_signed: bool = False) -> "IdeaForm":
        """Return the form for a budget; residents' forms have a ticket instead of a session."""
        form = cls(meta={"csrf": is_signed})
        longest = budget.idea_length
        too_long = _("Write at most %(longest)s characters.", longest=longest)
        form.words.validators = [*form.words.validators, Length(max=longest, message=too_long)]
        form.words.flags.maxlength = longest
        none = ("", _("Not chosen"))
        areas = [(one.code, said_plainly(one.name)) for one in budget.areas]
        categories = [(one.code, said_plainly(one.name)) for one in budget.categories]
        form.area.choices = choices((none, *areas))
        form.category.choices = choices((none, *categories))
        form.refused = ""
        return form

    def keep_picture(self) -> None:
        """Keep the picture that was sent, whatever else is wrong."""
        if not idea_pictures.is_ours(self.picture_key.data or ""):
            self.picture_key.data = ""
        if self.picture_drop.data:
            self.picture_key.data, self.picture_drop.data = "", False
        if self.picture.data:
            try:
                self.picture_key.data = idea_pictures.keep(self.picture.data.stream)
            except FileRefused as refusal:
                self.refused = f"{explain(refusal)}."

    def validate_picture(self, field: FileField) -> None:
        """Say why a picture is refused."""
        if self.refused:
            raise ValidationError(self.refused)

    def validate_picture_alt(self, field: StringField) -> None:
        """Ask for words beside a picture."""
        if self.picture_key.data and not field.data:
            raise ValidationError(gettext("Say what the picture shows."))

    def written(self, budget: Budget) -> Written:
        """Return what was typed."""
        point = self.point
        return Written(
            title=self.title.data or "",
            words=self.words.data or "",
            place=self.place.data or "",
            longitude=point.longitude if point else None,
            latitude=point.latitude if point else None,
            cost_guess_cents=self.cost_guess.data,
            area=next((one for one in budget.areas if one.code == self.area.data), None),
            category=next(
                (one for one in budget.categories if one.code == self.category.data), None
            ),
            picture_key=self.picture_key.data or "",
            picture_alt=(self.picture_alt.data or "") if self.picture_key.data else "",
        )

    @property
    def told(self) -> str:
        """What was typed, to be copied where nothing is taken any more."""
        said = (self.title.data, self.words.data, self.place.data)
        return "\n".join(filter(None, said))
