"""Forms of staff: shape and words, not rules."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from participation.activities.models import Activity
from participation.activities.services.releasing import Choice
from participation.brainstorming.idea_models import IdeaState, Reason
from participation.brainstorming.models import Asking, Brainstorm, Moderation, Scale, Visibility
from participation.brainstorming.services.building import Asked, Round, languages_of
from participation.brainstorming.services.moderating import Verdict
from participation.platform.files.pictures import PictureField, picture_named
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.i18n.locales import NAMES
from participation.platform.i18n.text import Text
from participation.platform.web.choices import choices
from participation.platform.web.forms import CountField, Form

TOO_LONG = _("Write at most %(longest)s characters in each language.")
SHORTEST_LIMIT, LONGEST_LIMIT, LONGEST_WAIT = 40, 2_000, 30
MODERATION = (
    (Moderation.BEFORE, _("Before others see it: for schools and sensitive subjects")),
    (
        Moderation.UNTIL_REVIEWED,
        _("After it is shown; until then it is not raised on screens or in summaries"),
    ),
    (Moderation.AFTER, _("After it is shown")),
)
VISIBILITY = (
    (Visibility.OWN, _("Only those they wrote themselves, so that nobody follows others")),
    (Visibility.FEW, _("A few: similar ones while writing, and one at a time to weigh")),
    (Visibility.ALL, _("All")),
)
SCALES = (
    (Scale.AGREE, _("Agree or disagree")),
    (Scale.IMPORTANCE, _("How important it is, from 1 to 5")),
)
ASKING = (
    (Asking.NO, _("No")),
    (Asking.OPTIONAL, _("Yes, may be left out")),
    (Asking.REQUIRED, _("Yes, must be told")),
)
REASONS = {
    Reason.PERSONAL_DATA: _("It tells about a person"),
    Reason.INSULT: _("It insults somebody"),
    Reason.OFF_TOPIC: _("It does not answer the question"),
    Reason.ADVERTISING: _("It advertises something"),
    Reason.OTHER: _("Another reason, told in words"),
}
COMMENT_REASONS = REASONS | {Reason.OFF_TOPIC: _("It is not about the idea")}


class RoundForm(Form):
    """What people may do now, and who looks at ideas when."""

    mark = HiddenField()
    may_write = BooleanField(_("People may write ideas now"))
    visibility = RadioField(
        _("Which ideas people see now"), choices=choices(VISIBILITY), coerce=Visibility
    )
    may_evaluate = BooleanField(
        _("People may weigh ideas of others now"),
        description=_("Only where they see at least a few of them."),
    )
    scale = RadioField(
        _("How ideas are weighed"),
        choices=choices(SCALES),
        coerce=Scale,
        description=_("Choose before anybody has weighed ideas."),
    )
    is_routed = BooleanField(
        _("Ideas that few have weighed come up more often"),
        description=_("Otherwise each idea is equally likely."),
    )
    moderation = RadioField(
        _("When a moderator looks at an idea"), choices=choices(MODERATION), coerce=Moderation
    )
    review_days = CountField(
        _("Days within which a moderator looks at an idea"),
        [
            InputRequired(_("Enter a number of days.")),
            NumberRange(0, LONGEST_WAIT, _("Enter a number of days from 0 to 30.")),
        ],
    )
    idea_length = CountField(
        _("Longest idea, in characters"),
        [
            InputRequired(_("Enter a number of characters.")),
            NumberRange(
                SHORTEST_LIMIT, LONGEST_LIMIT, _("Enter a number of characters from 40 to 2000.")
            ),
        ],
    )
    has_comments = BooleanField(
        _("People may comment on ideas"),
        description=_(
            "Below each idea, where everybody may read all ideas. Moderators look at comments as "
            "at ideas. Otherwise none are shown and none are taken."
        ),
    )
    rules = TextField(
        _("What is not published"),
        [NotTooLong(TOO_LONG)],
        rows=3,
        longest=1000,
        description=_("People read this before they write."),
    )
    thanks = TextField(_("Words of thanks"), [NotTooLong(TOO_LONG)], rows=3, longest=1000)

    def settings(self) -> Round:
        """Return what was chosen."""
        return Round(**{name: self[name].data for name in Round.__dataclass_fields__})


class QuestionForm(Form):
    """One question."""

    mark = HiddenField()
    words = TextField(
        _("Question"), [HasWords(_("Enter a question.")), NotTooLong(TOO_LONG)], longest=300
    )
    introduction = TextField(
        _("Introduction"),
        [NotTooLong(TOO_LONG)],
        rows=4,
        longest=2000,
        description=_("What should people know before they answer?"),
    )
    area_asked = RadioField(
        _("Ask for an area"),
        choices=choices(ASKING),
        coerce=Asking,
        default=Asking.OPTIONAL,
        description=_("One of the areas that you have named. Without any, nothing is asked."),
    )
    place_asked = RadioField(
        _("Ask for a place"),
        choices=choices(ASKING),
        coerce=Asking,
        default=Asking.NO,
        description=_("In words, and on the map where this service has one."),
    )
    about_service = BooleanField(
        _("The question is about a service there is"),
        description=_("Where importance is asked, people also say how well it is done today."),
    )

    picture = PictureField(
        _("Picture"),
        alt=_("The picture as it is now"),
        description=_("People see it with the question. PNG, JPEG or WebP. May be left out."),
    )
    picture_alt = TextField(
        _("What the picture shows"),
        [NotTooLong(TOO_LONG)],
        rows=2,
        longest=300,
        description=_("For those who cannot see it, in every language."),
    )

    def validate_picture_alt(self, field: TextField) -> None:
        """Ask for words beside a picture: at once in all languages where people see it already."""
        if not self.picture.image:
            return
        needed = field.languages if getattr(self.meta, "is_public", False) else (field.source,)
        if any(code not in field.data.translations for code in needed):
            raise ValidationError(str(_("Say in every language what the picture shows.")))

    def asked(self) -> Asked:
        """Return what was written; words about a picture go with it."""
        said = {name: self[name].data for name in Asked.__dataclass_fields__}
        said["picture"] = picture_named(self.picture.image)
        return Asked(**said | ({} if said["picture"] else {"picture_alt": Text()}))


class VerdictForm(Form):
    """Whether others see an idea, and what its author is told."""

    seen = HiddenField()
    state = RadioField(
        _("Decision"),
        [InputRequired(_("Choose whether others see it."))],
        choices=choices(
            [(IdeaState.PUBLISHED.value, _("Show it")), (IdeaState.HIDDEN.value, _("Hide it"))]
        ),
    )
    reason = RadioField(
        _("Why it is hidden"),
        choices=choices([(reason.value, words) for reason, words in REASONS.items()]),
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
        if self.state.data != IdeaState.HIDDEN:
            return is_sound
        if self.reason.data not in {reason.value for reason in Reason}:
            self.reason.errors = [*self.reason.errors, _("Choose a reason.")]
        elif self.reason.data == Reason.OTHER and not self.note.data:
            self.note.errors = [*self.note.errors, _("Tell the author the reason in words.")]
        else:
            return is_sound
        return False

    def verdict(self) -> Verdict:
        """Return what was decided."""
        if self.state.data == IdeaState.PUBLISHED:
            return Verdict(state=IdeaState.PUBLISHED)
        note = self.note.data or Text()
        return Verdict(state=IdeaState.HIDDEN, reason=Reason(self.reason.data), note=note)


class CommentVerdictForm(VerdictForm):
    """Whether others see a comment, and what its author is told."""

    reason = RadioField(
        _("Why it is hidden"),
        choices=choices([(reason.value, words) for reason, words in COMMENT_REASONS.items()]),
        validate_choice=False,
    )


class LanguageForm(Form):
    """In which language an idea is, and what it is in another."""

    language = RadioField(
        _("Language of the idea"), choices=choices([(code, name) for code, name in NAMES.items()])
    )


class CommentLanguageForm(Form):
    """In which language a comment is."""

    language = RadioField(
        _("Language of the comment"),
        choices=choices([(code, name) for code, name in NAMES.items()]),
    )


class TranslationForm(Form):
    """An idea in one other language."""

    words = TextAreaField(
        _("Translation"), [Length(max=LONGEST_LIMIT, message=_("The translation is too long."))]
    )


class PublishForm(Form):
    """How sure results are, and what readers should know of them."""

    state = RadioField(
        _("State"),
        choices=choices(
            [
                ("preliminary", _("Preliminary: themes are still worked on, or ideas to come")),
                ("final", _("Final: everything is read and put into themes")),
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

    def choice(self) -> Choice:
        """Return what was chosen: everything that can be told."""
        return Choice(is_final=self.state.data == "final", note=self.note.data)


class NextForm(Form):
    """What happens with the results, in the words of staff."""

    next_steps = TextField(
        _("What happens next"),
        [NotTooLong(TOO_LONG)],
        rows=5,
        longest=2000,
        description=_("Who reads the ideas, what they are used for, and when. Everybody reads it."),
    )

    @classmethod
    def of(cls, activity: Activity, brainstorm: Brainstorm) -> "NextForm":
        """Return the form as it was saved last."""
        return cls(obj=brainstorm, meta={"languages": languages_of(activity)})


class IdeasFileForm(Form):
    """A file of ideas to look at; nothing is saved yet."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file."))],
        description=_("A table with a line of headings: .csv or .xlsx, at most 5 MB."),
    )


class ParcelForm(Form):
    """What was read from the file, signed by us."""

    parcel = HiddenField()
