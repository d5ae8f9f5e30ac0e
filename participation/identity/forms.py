"""Shape and words of what people type about themselves and others."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    EmailField,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from participation.identity.domain.emails import email_address
from participation.identity.domain.passwords import password_fault
from participation.identity.words import ROLES, password_fault_words
from participation.platform.access.actor import Role
from participation.platform.i18n.locales import NAMES
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from participation.platform.web.languages import plain
from participation.platform.web.site import site

LONGEST_NAME = 120
EVERYWHERE = "everywhere"


class IsEmailAddress:
    """Validates an e-mail address and keeps it in lower case."""

    field_flags = {"required": True}  # noqa: RUF012 -- WTForms reads a plain dict

    def __call__(self, form: Any, field: EmailField) -> None:
        """Refuse what no letter could be sent to."""
        found = email_address(field.data or "")
        if not found:
            raise ValidationError(str(_("Enter an e-mail address in the form name@example.com")))
        field.data = found


class IsGoodPassword:
    """Validates a new password for the account that `form.belongs_to` names."""

    field_flags = {"required": True}  # noqa: RUF012 -- WTForms reads a plain dict

    def __call__(self, form: Any, field: PasswordField) -> None:
        """Refuse a password that is too easy."""
        if fault := password_fault(field.data or "", form.belongs_to):
            raise ValidationError(password_fault_words(fault))


def _name() -> StringField:
    return StringField(
        _("Name"),
        [InputRequired(_("Enter a name")), Length(max=LONGEST_NAME)],
        filters=[lambda words: (words or "").strip()],
        render_kw={"autocomplete": "name"},
    )


def _language() -> SelectField:
    return SelectField(
        _("Language of letters"),
        choices=lambda: choices((code, NAMES[code]) for code in site().languages),
    )


def _new_password(label: Any) -> PasswordField:
    return PasswordField(
        label,
        [IsGoodPassword()],
        description=_("At least 12 characters. Several words in a row are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )


class SignInForm(Form):
    """E-mail address and password; where to go afterwards, or what to send again."""

    email = EmailField(
        _("E-mail address"),
        [IsEmailAddress()],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
    password = PasswordField(
        _("Password"),
        [InputRequired(_("Enter your password"))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()
    kept = HiddenField()


class ForgottenForm(Form):
    """Whose password is forgotten."""

    email = EmailField(
        _("E-mail address"),
        [IsEmailAddress()],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )


class AcceptForm(Form):
    """A new account: its name and password."""

    belongs_to = ""
    name = _name()
    password = _new_password(_("Password"))


class NewPasswordForm(Form):
    """A new password, by link."""

    belongs_to = ""
    password = _new_password(_("New password"))


class AccountForm(Form):
    """Who one is."""

    name = _name()
    language = _language()


class ChangePasswordForm(Form):
    """A new password, with the present one."""

    belongs_to = ""
    current = PasswordField(
        _("Present password"),
        [InputRequired(_("Enter your present password"))],
        render_kw={"autocomplete": "current-password"},
    )
    password = _new_password(_("New password"))


class InviteForm(Form):
    """Whom to invite."""

    email = EmailField(_("E-mail address"), [IsEmailAddress()], render_kw={"autocomplete": "off"})
    name = StringField(
        _("Name"),
        [Length(max=LONGEST_NAME)],
        filters=[lambda words: (words or "").strip()],
        render_kw={"autocomplete": "off"},
    )
    language = _language()


def with_roles(form: type[Form], processes: Sequence[Any]) -> type[Form]:
    """Return the form with a group of roles for all processes and for each one."""
    groups = {EVERYWHERE: _("Roles in all processes")} | {
        f"process-{process.slug}": _("Roles in: %(process)s", process=plain(process.name))
        for process in processes
    }
    fields = {
        name: SelectMultipleField(
            label, choices=choices((role.value, ROLES[role]) for role in Role)
        )
        for name, label in groups.items()
    }
    return type("WithRoles", (form,), fields)


def chosen_roles(form: Any, processes: Sequence[Any]) -> list[tuple[Role, int | None]]:
    """Return the roles ticked in a form made `with_roles`."""
    scopes = {EVERYWHERE: None} | {f"process-{process.slug}": process.id for process in processes}
    return [(Role(role), scope) for name, scope in scopes.items() for role in form[name].data or ()]


def ticked(
    roles: Sequence[tuple[Role, int | None]], processes: Sequence[Any]
) -> dict[str, list[str]]:
    """Return which boxes of a form made `with_roles` are ticked for someone with the roles."""
    scopes = {None: EVERYWHERE} | {process.id: f"process-{process.slug}" for process in processes}
    found: dict[str, list[str]] = {name: [] for name in scopes.values()}
    for role, scope in roles:
        found[scopes[scope]].append(role.value)
    return found


class TokenForm(Form):
    """The name of a program that is to have a token."""

    name = StringField(
        _("Name of the program"),
        [DataRequired(_("Enter a name")), Length(max=LONGEST_NAME)],
        filters=[lambda words: (words or "").strip()],
        render_kw={"autocomplete": "off"},
    )
