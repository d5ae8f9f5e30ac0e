"""The form on which staff key in an idea from a sheet of paper or a telephone call."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from participation.activities.models import KEYED_IN, Source
from participation.activities.services.channels import READY
from participation.brainstorming.models import Asking, Brainstorm
from participation.brainstorming.services.keying_in import Keyed
from participation.platform.i18n import locales
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.platform.web.languages import current_language, plain

LONGEST_IDEA, LONGEST_PLACE = 2_000, 100


class KeyInIdeaForm(Form):
    """One idea; the sheet and how it came stay for the next."""

    sheet = HiddenField()
    source = RadioField(
        _("How did the idea come?"), [InputRequired(_("Choose how the idea came."))]
    )
    question = RadioField(
        _("In answer to which question?"), [InputRequired(_("Choose the question."))]
    )
    words = TextAreaField(
        _("The idea"),
        [
            DataRequired(_("Write the idea.")),
            Length(max=LONGEST_IDEA, message=_("Write at most 2000 characters.")),
        ],
        description=_("As it was written or said, without names and other facts about people."),
        filters=[lambda said: (said or "").replace("\r\n", "\n").strip()],
    )
    language = RadioField(
        _("Language of the idea"), [InputRequired(_("Choose the language of the idea."))]
    )
    area = SelectField(_("Area"))
    place = StringField(
        _("Where?"),
        [Length(max=LONGEST_PLACE, message=_("Write at most 100 characters."))],
        filters=[lambda said: " ".join((said or "").split())],
    )

    def offer(self, brainstorm: Brainstorm, languages: tuple[str, ...]) -> None:
        """Offer what the round has; leave out what none of its questions asks."""
        self.source.choices = choices((each.value, plain(READY[each])) for each in KEYED_IN)
        self.question.choices = choices(
            (one.code, plain(one.words)) for one in brainstorm.questions
        )
        self.language.choices = choices((each, locales.NAMES[each]) for each in languages)
        areas = [(one.code, plain(one.name)) for one in brainstorm.areas]
        self.area.choices = choices([("", _("Not chosen")), *areas])
        if not areas or all(one.area_asked is Asking.NO for one in brainstorm.questions):
            del self.area
        if not brainstorm.asks_places:
            del self.place
        if not self.is_submitted():
            mine = current_language()
            self.source.data = self.source.data or Source.PAPER.value
            self.language.data = self.language.data or (mine if mine in languages else languages[0])
            first = next((one.code for one in brainstorm.questions), None)
            self.question.data = self.question.data or first

    def said(self, brainstorm: Brainstorm) -> Keyed:
        """Return what was keyed in."""
        code = self.question.data
        return Keyed(
            question=next(one for one in brainstorm.questions if one.code == code),
            words=self.words.data or "",
            language=self.language.data,
            area=self.area.data if "area" in self else "",
            place=self.place.data or "" if "place" in self else "",
        )
