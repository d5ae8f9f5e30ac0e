"""Forms of staff about ideas: shape and words, not rules."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from budgeting import idea_words, setup_words
from budgeting.models import Budget, IdeaModeration
from budgeting.proposal_models import HiddenFor, Proposal, Showing
from budgeting.services.moderating import Judged
from participation.platform.i18n.fields import NotTooLong, TextField
from participation.platform.i18n.locales import NAMES
from participation.platform.i18n.text import Text
from participation.platform.web.choices import choices
from participation.platform.web.forms import CountField, Form
from participation.platform.web.languages import plain

TOO_LONG = _("Write at most %(longest)s characters in each language.")
SHORTEST, LONGEST = 100, 5_000


class JudgeForm(Form):
    """Whether others see an idea, and what its author is told."""

    seen = HiddenField()
    showing = RadioField(
        _("Decision"),
        [InputRequired(_("Choose whether the idea is shown."))],
        choices=choices(
            ((Showing.PUBLISHED.value, _("Show it")), (Showing.HIDDEN.value, _("Hide it")))
        ),
    )
    hidden_for = RadioField(
        _("Why it is hidden"),
        choices=choices((key.value, words) for key, words in idea_words.REASONS.items()),
        validate_choice=False,
    )
    note = TextField(
        _("Words to the author"),
        [NotTooLong(TOO_LONG)],
        rows=2,
        longest=500,
        description=_("The author reads them with their code."),
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Ask for a reason of what is hidden, and for words where there is no other reason."""
        is_sound = bool(super().validate(extra_validators))
        if self.showing.data != Showing.HIDDEN:
            return is_sound
        if self.hidden_for.data not in {reason.value for reason in HiddenFor}:
            self.hidden_for.errors = [*self.hidden_for.errors, _("Choose a reason.")]
        elif self.hidden_for.data == HiddenFor.OTHER and not self.note.data:
            self.note.errors = [*self.note.errors, _("Tell the author the reason in words.")]
        else:
            return is_sound
        return False

    def judged(self) -> Judged:
        """Return what was decided."""
        if self.showing.data == Showing.PUBLISHED:
            return Judged(showing=Showing.PUBLISHED)
        reason = HiddenFor(self.hidden_for.data)
        return Judged(showing=Showing.HIDDEN, hidden_for=reason, note=self.note.data or Text())


class SortForm(Form):
    """In which language an idea is, and where it belongs."""

    language = SelectField(_("Language of the idea"), choices=choices(NAMES.items()))
    area = SelectField(_("Area"), [Optional()])
    category = SelectField(_("Category"), [Optional()])

    @classmethod
    def of(cls, budget: Budget, idea: Proposal) -> "SortForm":
        """Return the form as an idea is sorted now."""
        form = cls(
            data={
                "language": idea.language,
                "area": idea.area.code if idea.area else "",
                "category": idea.category.code if idea.category else "",
            }
        )
        none = ("", _("Not chosen"))
        form.area.choices = choices((none, *((one.code, plain(one.name)) for one in budget.areas)))
        named = ((one.code, plain(one.name)) for one in budget.categories)
        form.category.choices = choices((none, *named))
        return form


class IdeasForm(Form):
    """How ideas are taken."""

    moderation = RadioField(
        _("When a moderator looks at an idea"),
        choices=choices(setup_words.MODERATION.items()),
        coerce=IdeaModeration,
    )
    idea_length = CountField(
        _("Longest idea, in characters"),
        [
            InputRequired(_("Enter a number of characters.")),
            NumberRange(SHORTEST, LONGEST, _("Enter a number of characters from 100 to 5000.")),
        ],
    )
    criteria = TextField(
        _("What may be proposed"),
        [NotTooLong(TOO_LONG)],
        rows=5,
        longest=2000,
        description=_("People read this before they write: what the money may be used for."),
    )
    thanks = TextField(_("Words of thanks"), [NotTooLong(TOO_LONG)], rows=3, longest=1000)


class IdeasFileForm(Form):
    """A file of ideas."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file."))],
        description=_("A table with a line of headings: .csv or .xlsx, at most 5 MB."),
    )
