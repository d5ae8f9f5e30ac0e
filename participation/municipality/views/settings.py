"""Settings of the municipality, a calm page for each part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from participation.municipality.forms import settings as forms
from participation.municipality.models import Municipality
from participation.municipality.policy import may_change_settings
from participation.municipality.services.face import palette_of
from participation.municipality.services.settings import (
    Overtaken,
    change_logo,
    change_settings,
    settings_to_edit,
)
from participation.municipality.standing import SLUGS, supervisor, words_of
from participation.municipality.views.blueprint import bp
from participation.platform.access.routes import actor, requires
from participation.platform.files.kinds import IMAGES
from participation.platform.files.refusals import FileMissing, FileRefused
from participation.platform.files.services import store
from participation.platform.files.words import explain
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work

LARGEST_LOGO = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the settings: its form, and what it is called."""

    form: type[forms.SectionForm]
    title: Any
    about: Any


SECTIONS: Mapping[str, Section] = {
    "names": Section(
        forms.NamesForm,
        lazy_gettext("Names"),
        lazy_gettext("What the municipality is called, and how its name is inflected."),
    ),
    "languages": Section(
        forms.LanguagesForm,
        lazy_gettext("Languages"),
        lazy_gettext("Languages of the pages, and those an activity cannot open without."),
    ),
    "contacts": Section(
        forms.ContactsForm,
        lazy_gettext("Contacts"),
        lazy_gettext("Whom residents can call and write to."),
    ),
    "responsible": Section(
        forms.ResponsibleForm,
        lazy_gettext("Responsible bodies"),
        lazy_gettext("Who answers for personal data and accessibility."),
    ),
    "colours": Section(
        forms.ColoursForm,
        lazy_gettext("Colours"),
        lazy_gettext("Four colours, checked so that everybody can read the pages."),
    ),
}


@bp.get("/<language:lang>/manage/settings")
@requires(may_change_settings)
def settings() -> ResponseReturnValue:
    """Show the parts of the settings."""
    titles = {slug: words_of(slug)[0] for slug in SLUGS}
    return render_template("municipality/manage/settings.html", sections=SECTIONS, titles=titles)


@bp.route("/<language:lang>/manage/settings/<section>", methods=["GET", "POST"])
@requires(may_change_settings)
def change(section: str) -> ResponseReturnValue:
    """Change one part."""
    found = SECTIONS.get(section)
    if found is None:
        raise NotFound
    municipality = settings_to_edit()
    form = found.form(data=_present(municipality))
    if form.validate_on_submit() and _saved(form, municipality):
        flash(_("The settings have been saved."))
        return redirect(url_for(".settings"))
    return render_template(
        "municipality/manage/section.html",
        key=section,
        section=found,
        form=form,
        palette=palette_of(municipality),
    )


def _saved(form: forms.SectionForm, municipality: Municipality) -> bool:
    """Save a part, or keep what was typed beside what somebody else has saved meanwhile."""
    seen = str(form.revision.data)
    try:
        with unit_of_work():
            revision = int(seen) if seen.isdecimal() else -1
            change_settings(actor(), form.values(), revision)
    except Overtaken:
        form.revision.data = str(municipality.revision)
        form.form_errors.append(
            _(
                "Somebody else has changed this meanwhile. What you wrote is still here; save it "
                "again to put it in the place of theirs."
            )
        )
        return False
    return True


@bp.route("/<language:lang>/manage/settings/logo", methods=["GET", "POST"])
@requires(may_change_settings)
def logo() -> ResponseReturnValue:
    """Change the logo."""
    form = forms.LogoForm()
    if form.validate_on_submit() and _stored(form):
        flash(_("The logo has been saved."))
        return redirect(url_for(".settings"))
    return render_template("municipality/manage/logo.html", form=form)


@bp.post("/<language:lang>/manage/settings/logo/remove")
@requires(may_change_settings)
def remove_logo() -> ResponseReturnValue:
    """Do without a logo."""
    with unit_of_work():
        change_logo(actor(), None)
    flash(_("The logo has been removed."))
    return redirect(url_for(".settings"))


def _present(municipality: Municipality) -> dict[str, Any]:
    """Return the settings as forms show them."""
    shown = {column.key: getattr(municipality, column.key) for column in Municipality.__table__.c}
    return shown | {
        "offered": municipality.languages,
        "main": municipality.languages[0],
        "gate": ",".join(municipality.required_languages),
        "accessibility_supervisor": municipality.accessibility_supervisor or supervisor(),
    }


def _stored(form: forms.LogoForm) -> bool:
    """Take the image, or say in the form why not."""
    upload = form.logo.data
    try:
        with unit_of_work():
            if not upload:
                raise FileMissing
            file = store(upload.stream, upload.filename or "", IMAGES, LARGEST_LOGO, public=True)
            change_logo(actor(), file)
    except FileRefused as refusal:
        form.logo.errors = [explain(refusal)]
    return not form.logo.errors
