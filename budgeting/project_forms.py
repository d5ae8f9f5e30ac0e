"""Forms of projects and of how they go: shape and words, not rules."""

from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from budgeting import project_words
from budgeting.models import Budget
from budgeting.point_fields import WithPoint, one_line
from budgeting.project_models import CarryingOut, Milestone, Project
from budgeting.services import arranging, projects
from budgeting.services.projects import Progress, Step, Written
from budgeting.setup_forms import NO_AMOUNT, EuroField
from participation.platform.files.pictures import PictureField, picture_named
from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.i18n.text import Text
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.platform.web.languages import plain
from participation.processes.forms import DayField

TOO_LONG = _("Write at most %(longest)s characters in each language.")
LONGEST_GROUP = 40


class WithPicture(Form):
    """A form with a picture and words for those who cannot see it."""

    picture = PictureField(
        _("Picture"),
        alt=_("The picture as it is now"),
        description=_("PNG, JPEG or WebP. May be left out."),
    )
    picture_alt = TextField(
        _("What the picture shows"),
        [NotTooLong(TOO_LONG)],
        rows=2,
        longest=300,
        description=_("For those who cannot see it, in every language."),
    )

    def validate_picture_alt(self, field: TextField) -> None:
        """Ask for words beside a picture, in every language."""
        lacks = any(code not in field.data.translations for code in field.languages)
        if self.picture.image and lacks:
            raise ValidationError(gettext("Say in every language what the picture shows."))

    def with_picture(self, names: Any) -> dict[str, Any]:
        """Return what was typed; words about a picture go with it."""
        said = {name: self[name].data for name in names if name in self}
        said["picture"] = picture_named(self.picture.image)
        return said | ({} if said["picture"] else {"picture_alt": Text()})


class ProjectForm(WithPicture, WithPoint):
    """What is voted on."""

    mark = HiddenField()
    title = TextField(
        _("Name of the project"),
        [HasWords(_("Write the name of the project.")), NotTooLong(TOO_LONG)],
        longest=120,
    )
    description = TextField(_("What would be done"), [NotTooLong(TOO_LONG)], rows=6, longest=2000)
    beneficiaries = TextField(_("For whom"), [NotTooLong(TOO_LONG)], longest=300)
    cost_cents = EuroField(_("Cost, in euros"), [InputRequired(NO_AMOUNT)])
    area = SelectField(_("Area whose money pays for it"))
    category = SelectField(_("Category"), [Optional()])
    place = TextField(_("The place in words"), [NotTooLong(TOO_LONG)], longest=200)
    conflict_group = StringField(
        _("Only one of these"),
        [Length(max=LONGEST_GROUP, message=_("Write at most 40 characters."))],
        description=_(
            "Projects with the same word here exclude each other: one at most is carried out."
        ),
        filters=[one_line],
    )
    floor_group = StringField(
        _("At least one of these"),
        [Length(max=LONGEST_GROUP, message=_("Write at most 40 characters."))],
        description=_("Of projects with the same word here at least one is carried out."),
        filters=[one_line],
    )
    is_on_ballot = BooleanField(_("On the ballot"), description=_("Everybody can read it then."))

    @classmethod
    def of(cls, budget: Budget, project: Project | None = None) -> "ProjectForm":
        """Return the form of a project, or of a new one."""
        said: dict[str, Any] = {}
        if project is not None:
            said = {
                "mark": projects.mark(project),
                "area": project.area.code,
                "category": project.category.code if project.category else "",
            }
        form = cls(obj=_Without(project), data=said, meta={"languages": _languages(budget)})
        named = [(one.code, plain(one.name)) for one in budget.areas]
        form.area.choices = choices(named)
        kinds = ((one.code, plain(one.name)) for one in budget.categories)
        form.category.choices = choices((("", _("Not chosen")), *kinds))
        if request.method == "POST":
            form.picture.keep()
        return form

    def validate_cost_cents(self, field: EuroField) -> None:
        """Refuse what costs nothing."""
        if field.data is not None and field.data <= 0:
            raise ValidationError(gettext("Enter a cost of more than nothing."))

    def validate_is_on_ballot(self, field: BooleanField) -> None:
        """Let nothing on the ballot that some voters could not read."""
        for text in (self.title, self.description):
            lacks = [code for code in text.languages if code not in text.data.translations]
            if field.data and lacks:
                words = gettext("Write name and description in every language first.")
                raise ValidationError(words)

    def written(self, budget: Budget) -> Written:
        """Return what was typed."""
        point = self.point
        said = self.with_picture(Written.__dataclass_fields__)
        code = self.category.data
        return Written(
            **said
            | {
                "area": next(one for one in budget.areas if one.code == self.area.data),
                "category": next((one for one in budget.categories if one.code == code), None),
                "longitude": point.longitude if point else None,
                "latitude": point.latitude if point else None,
            }
        )


class _Without:
    """A project as a form reads it: its area and category are named by codes."""

    def __init__(self, project: Project | None) -> None:
        self._project = project

    def __getattr__(self, name: str) -> Any:
        if self._project is None or name in ("area", "category"):
            raise AttributeError(name)
        return getattr(self._project, name)


def _languages(budget: Budget) -> tuple[str, ...]:
    return arranging.languages_of(budget.activity)


class ProgressForm(Form):
    """How a project goes."""

    mark = HiddenField()
    carrying_out = RadioField(
        _("How far it is"),
        choices=choices(project_words.STATES.items()),
        coerce=CarryingOut,
    )
    spent_cents = EuroField(_("Spent so far, in euros"), [Optional()])
    progress = TextField(
        _("How it goes, for everybody to read"), [NotTooLong(TOO_LONG)], rows=4, longest=2000
    )

    @classmethod
    def of(cls, budget: Budget, project: Project) -> "ProgressForm":
        """Return the form of a project."""
        meta = {"languages": _languages(budget)}
        return cls(obj=project, data={"mark": projects.mark(project)}, meta=meta)

    def told(self) -> Progress:
        """Return what was typed."""
        return Progress(
            carrying_out=self.carrying_out.data,
            spent_cents=self.spent_cents.data,
            progress=self.progress.data,
        )


class StepForm(WithPicture):
    """A milestone."""

    mark = HiddenField()
    title = TextField(
        _("What is reached"),
        [HasWords(_("Write what is reached.")), NotTooLong(TOO_LONG)],
        longest=150,
    )
    planned = DayField(_("Planned for"), [Optional()])
    reached = DayField(_("Reached on"), [Optional()], description=_("Empty until it is reached."))
    note = TextField(_("Note"), [NotTooLong(TOO_LONG)], rows=3, longest=1000)

    @classmethod
    def of(cls, budget: Budget, step: Milestone | None = None) -> "StepForm":
        """Return the form of a milestone, or of a new one."""
        said = {"mark": projects.mark(step)} if step else {}
        form = cls(obj=step, data=said, meta={"languages": _languages(budget)})
        if request.method == "POST":
            form.picture.keep()
        return form

    def written(self) -> Step:
        """Return what was typed."""
        return Step(**self.with_picture(Step.__dataclass_fields__))
