"""Importing a form: choose a file, read what becomes of it, then take it in.

Between the two steps nothing waits on the server: what was read from the file travels in the page,
compressed and signed for this survey and its revision, and is good for an hour.
"""

from io import BytesIO
from typing import Any

from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from surveys.domain.questionnaire import Questionnaire
from surveys.forms.importing import ConfirmForm, UploadForm
from surveys.interchange.imported import Imported
from surveys.interchange.reading import read_file
from surveys.interchange.report import Effect, FormRefused
from surveys.interchange.words import grouped, sentence
from surveys.interchange.writing import FORMATS
from surveys.models import Survey
from surveys.services import building, exporting, importing, translating
from surveys.views.manage.blueprint import bp, opened, survey_here

KEPT_SECONDS = 3600


@bp.route("/<language:lang>/manage/a/<activity>/import", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def import_xlsform(activity: str) -> ResponseReturnValue:
    """Ask for a file, and tell what can be carried from it."""
    found, survey, questionnaire = opened(activity)
    form = UploadForm()
    if SWITCH in request.form and request.form.get("parcel"):
        return _read_before(found, questionnaire)
    if form.validate_on_submit():
        file = form.file.data
        try:
            languages = translating.languages_of(found)
            imported = read_file(file.read(), file.filename or "", languages)
            return _report(found, survey, questionnaire, imported)
        except FormRefused as refusal:
            form.file.errors = [where(refusal)]
    return render_template(
        "surveys/manage/import.html",
        activity=found,
        form=form,
        is_published=building.is_published(found),
    )


@bp.post("/<language:lang>/manage/a/<activity>/import/confirm")
@requires(may_edit_activity, survey_here)
def confirm_import(activity: str) -> ResponseReturnValue:
    """Take in what was read from the file."""
    found, form = survey_here(activity), ConfirmForm()
    parcel = _opened_parcel(found, form.parcel.data or "") if form.validate_on_submit() else None
    if parcel is None:
        return _too_late(activity)
    imported, revision = Imported.from_json(parcel["imported"]), parcel["revision"]
    with unit_of_work():
        importing.take_in(found, imported.questionnaire, imported.thanks, revision, actor=actor())
    flash(_("The form is imported. Look through the questions before you publish."))
    return redirect(url_for(".questions", activity=activity))


@bp.get("/<language:lang>/manage/a/<activity>/export/<form>")
@requires(may_see_activity, survey_here)
def export_form(activity: str, form: str) -> ResponseReturnValue:
    """Hand over the questionnaire for another program."""
    if form not in FORMATS:
        raise NotFound
    found = exporting.exported(survey_here(activity), form)
    name = f"{activity}-{form}{found.suffix}"
    return send_file(BytesIO(found.content), found.mimetype, as_attachment=True, download_name=name)


def where(refusal: FormRefused) -> str:
    """Say why a file is refused, and where in it the reason is."""
    entry = refusal.entry
    words = sentence(entry)
    if not entry.row:
        return words
    place = {"sheet": entry.sheet, "row": entry.row, "words": words}
    return str(_("Sheet %(sheet)s, row %(row)s: %(words)s", **place))


def _too_late(activity: str) -> ResponseReturnValue:
    flash(_("The file was read too long ago. Choose it once more."))
    return redirect(url_for(".import_xlsform", activity=activity))


def _read_before(activity: Activity, before: Questionnaire) -> ResponseReturnValue:
    """Tell once more, in another language, what can be carried."""
    sent = request.form["parcel"]
    parcel = _opened_parcel(activity, sent)
    if parcel is None:
        return _too_late(activity.public_id)
    return _told(activity, before, Imported.from_json(parcel["imported"]), sent)


def _report(
    activity: Activity, survey: Survey, before: Questionnaire, imported: Imported
) -> ResponseReturnValue:
    parcel = {
        "activity": activity.public_id,
        "revision": survey.revision,
        "imported": imported.to_json(),
    }
    return _told(activity, before, imported, _signer().dumps(parcel))


def _told(
    activity: Activity, before: Questionnaire, imported: Imported, parcel: str
) -> ResponseReturnValue:
    report = imported.report
    return render_template(
        "surveys/manage/import_report.html",
        activity=activity,
        imported=imported,
        questions=len(list(imported.questionnaire.questions())),
        replaced=len(list(before.questions())),
        changed=grouped(report.of(Effect.CHANGED)),
        left_out=grouped(report.of(Effect.LEFT_OUT)),
        carried=grouped(report.of(Effect.CARRIED)),
        form=ConfirmForm(formdata=None, parcel=parcel),
    )


def _opened_parcel(activity: Activity, written: str) -> dict[str, Any] | None:
    try:
        parcel: dict[str, Any] = _signer().loads(written, max_age=KEPT_SECONDS)
    except BadData:
        return None
    return parcel if parcel.get("activity") == activity.public_id else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="imported form")
