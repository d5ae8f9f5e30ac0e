"""The automatic report of a survey, in four kinds of files."""

from io import BytesIO

from flask import Response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from participation.activities.policy import may_analyse
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.reports.services.making import File
from surveys.forms.report import ReportForm
from surveys.services.analysing import analysed
from surveys.services.downloading import note_download
from surveys.services.reporting import Wanted, report
from surveys.views.cuts import CutPage, wished
from surveys.views.results import bp, survey_named


@bp.route("/<language:lang>/manage/a/<activity>/results/report", methods=["GET", "POST"])
@requires(may_analyse, survey_named)
def make_report(activity: str) -> ResponseReturnValue:
    """Ask what kind of report; make it, and write down that it was taken."""
    found, form, moment = survey_named(activity), ReportForm.of_site(), now()
    shown = analysed(found, moment, wished(request.args).settled)
    if form.validate_on_submit():
        language = form.language.data
        address = url_for(
            "surveys_results.public", activity=activity, lang=language, _external=True
        )
        wanted = Wanted(kind=form.kind.data, language=language, address=address)
        with unit_of_work():
            note_download(found, f"report-{wanted.kind}", language, actor=actor())
            return sent(report(found, shown, wanted, moment))
    page = CutPage(found, shown)
    return render_template("surveys/manage/report.html", activity=found, form=form, page=page)


def sent(file: File) -> Response:
    """Send a file that was made for one person."""
    answer = send_file(
        BytesIO(file.content), mimetype=file.mimetype, as_attachment=True, download_name=file.name
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
