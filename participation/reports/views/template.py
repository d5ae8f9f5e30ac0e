"""The municipality's Word template, among its settings."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.municipality.policy import may_change_settings
from participation.municipality.services.settings import change_template
from participation.platform.access.routes import actor, requires
from participation.platform.files.refusals import FileMissing, FileRefused
from participation.platform.files.words import explain
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm
from participation.reports.forms.template import TemplateForm
from participation.reports.services.template import HasPrograms, ReachesOutside, keep, present
from participation.reports.views.blueprint import bp


@bp.route("/<language:lang>/manage/settings/word-template", methods=["GET", "POST"])
@requires(may_change_settings)
def template() -> ResponseReturnValue:
    """Change the template."""
    form = TemplateForm()
    if form.validate_on_submit() and _kept(form):
        flash(_("The template has been saved. Reports in Word use it from now on."))
        return redirect(url_for("municipality.settings"))
    return render_template("reports/manage/template.html", form=form, present=present())


@bp.post("/<language:lang>/manage/settings/word-template/remove")
@requires(may_change_settings)
def remove_template() -> ResponseReturnValue:
    """Do without a template."""
    if ConfirmForm().validate_on_submit():
        with unit_of_work():
            change_template(actor(), None)
        flash(_("The template has been removed."))
    return redirect(url_for("municipality.settings"))


def _kept(form: TemplateForm) -> bool:
    """Keep the template, or say in the form why not."""
    upload = form.file.data
    try:
        with unit_of_work():
            if not upload:
                raise FileMissing
            keep(upload.stream, upload.filename or "", actor=actor())
    except FileRefused as refusal:
        form.file.errors = [_why(refusal)]
    return not form.file.errors


def _why(refusal: FileRefused) -> str:
    if isinstance(refusal, HasPrograms):
        words = _("The template has macros or other programs. Save it as .docx without them")
    elif isinstance(refusal, ReachesOutside):
        words = _(
            "The template links to something outside itself, such as a web page, a picture or "
            "another template. Take the links out and send it again"
        )
    else:
        words = explain(refusal)
    return str(words)
