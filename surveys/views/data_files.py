"""Files of answers that the worker makes: ask, see how far they are, fetch, delete."""

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_analyse
from participation.platform.access.routes import actor, requires
from participation.platform.files.storage import storage
from participation.platform.i18n.locales import NAMES
from participation.platform.jobs.queue import nudge
from participation.platform.mail.links import address_of
from participation.platform.transactions import after_commit, unit_of_work
from participation.platform.web.languages import current_language, plain
from participation.reports.tables import file_name
from surveys.data_kinds import KINDS
from surveys.file_models import Making
from surveys.forms.data_files import DataFileForm
from surveys.services import data_files as service
from surveys.services.data_files import TooManyAsked
from surveys.views.results import bp, survey_named

JOB = "surveys.data_files"


@bp.route("/<language:lang>/manage/a/<activity>/results/data", methods=["GET", "POST"])
@requires(may_analyse, survey_named)
def data_files(activity: str) -> ResponseReturnValue:
    """List the files that were asked for, and take the next wish."""
    found, form = survey_named(activity), DataFileForm()
    form.offer({key: kind.title for key, kind in KINDS.items()})
    if form.validate_on_submit() and _asked(found, form):
        return redirect(url_for(".data_files", activity=activity))
    files = service.files_of(found)
    return render_template(
        "surveys/manage/data_files.html",
        activity=found,
        form=form,
        files=files,
        kinds=KINDS,
        kept=service.KEPT,
        languages=NAMES,
        under_way=any(one.state in (Making.WAITING, Making.WORKING) for one in files),
    )


def _asked(activity: Activity, form: DataFileForm) -> bool:
    language = current_language()
    source = address_of("activities.show", activity=activity.public_id, lang=language)
    try:
        with unit_of_work():
            service.ask(activity, form.kind.data, language, source, actor=actor())
            after_commit(lambda: nudge(JOB))
    except TooManyAsked as refusal:
        words = _("%(most)s files are being made already. Wait for one of them.", **refusal.facts)
        form.kind.errors = [words]
        return False
    return True


@bp.post("/<language:lang>/manage/a/<activity>/results/data/<name>")
@requires(may_analyse, survey_named)
def take_data_file(activity: str, name: str) -> ResponseReturnValue:
    """Send a file that is ready, and write down that it was taken."""
    found = survey_named(activity)
    with unit_of_work():
        file = service.fetched(found, name, actor=actor())
        key, kind = file.key, KINDS[file.kind]
    title = file_name(_("Answers to %(survey)s", survey=plain(found.title)), kind.suffix)
    sent: Response = send_file(
        storage().open(key), mimetype=kind.mimetype, as_attachment=True, download_name=title
    )
    sent.headers["Cache-Control"] = "no-store"
    return sent


@bp.post("/<language:lang>/manage/a/<activity>/results/data/<name>/delete")
@requires(may_analyse, survey_named)
def delete_data_file(activity: str, name: str) -> ResponseReturnValue:
    """Delete a file before its time."""
    found = survey_named(activity)
    with unit_of_work():
        service.delete(service.file_named(found, name))
    flash(_("The file has been deleted."))
    return redirect(url_for(".data_files", activity=activity))
