"""Reports of a survey as files: for staff of everything, for everybody of what is published."""

from json import dumps

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from participation.activities.domain.findings import Finding
from participation.activities.models import Activity
from participation.activities.policy import may_analyse, may_read_activity
from participation.activities.services.published import (
    Published,
    ResultsNotPublic,
    ResultsNotYet,
    published,
)
from participation.platform.access.routes import actor, public, requires
from participation.platform.clock import now
from participation.platform.extensions import limiter
from participation.platform.mail.links import address_of
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.pdf.letters import boxed
from participation.reports.views.sending import sent
from surveys.forms.report import ReportForm
from surveys.services.analysing import Analysed, analysed
from surveys.services.cuts import known_of
from surveys.services.downloading import note_download
from surveys.services.reporting import Wanted, public_chart, public_report, report
from surveys.views.cuts import CutPage, there_is, wished
from surveys.views.results import bp, survey_named

# A report takes a second to make; published figures never change, so browsers may keep them.
PER_ADDRESS = "30 per minute"
SECONDS_IN_BROWSERS = 24 * 3600


@bp.context_processor
def _charts() -> dict[str, object]:
    return {"has_chart": has_chart}


def has_chart(finding: Finding) -> bool:
    """Tell whether there is a picture of a finding."""
    return bool(exhibit(finding).charts)


@bp.route("/<language:lang>/manage/a/<activity>/results/report", methods=["GET", "POST"])
@requires(may_analyse, survey_named)
def make_report(activity: str) -> ResponseReturnValue:
    """Ask what kind of report; make it, and write down that it was taken."""
    found, form = survey_named(activity), ReportForm.of_site()
    known = known_of(found) if request.args else None
    cut, strange = there_is(wished(request.args).settled, known)
    shown = analysed(found, now(), cut, known)
    if not strange and form.validate_on_submit():
        try:
            return _taken(found, shown, form)
        except (ResultsNotYet, ResultsNotPublic):
            form.nothing_published()
    page = CutPage(found, shown)
    words = dumps([each.to_json() for each in shown.findings], ensure_ascii=False)
    return render_template(
        "surveys/manage/report.html",
        activity=found,
        form=form,
        page=page,
        strange=strange,
        boxed=boxed(words),
    )


def _taken(activity: Activity, shown: Analysed, form: ReportForm) -> Response:
    moment, language = now(), form.language.data
    wanted = Wanted(kind=form.kind.data, language=language, address=_address(activity, language))
    with unit_of_work():
        note_download(activity, f"report-{wanted.kind}", form.figures.data, actor=actor())
        if form.figures.data == "published":
            told = published(activity, moment)
            return sent(public_report(activity, told, wanted, moment))
        return sent(report(activity, shown, wanted, moment))


def _address(activity: Activity, language: str) -> str:
    return address_of("surveys_results.public", activity=activity.public_id, lang=language)


def _told(activity: str, number: int) -> tuple[Activity, Published]:
    """Return a release that somebody may read, or refuse."""
    found, moment = survey_named(activity), now()
    if not may_read_activity(actor(), found, moment):
        raise NotFound
    return found, published(found, moment, number)


@bp.get(
    "/<language:lang>/a/<activity>/results/<int:number>/report.<any(pdf,docx,pptx):kind>",
    endpoint="public_report",
)
@limiter.limit(PER_ADDRESS)
@public
def report_of_release(activity: str, number: int, kind: str) -> ResponseReturnValue:
    """Send the report of a release."""
    found, told = _told(activity, number)
    language = current_language()
    wanted = Wanted(kind=kind, language=language, address=_address(found, language))
    return sent(public_report(found, told, wanted, now()))  # a quote can be taken back


@bp.get(
    "/<language:lang>/a/<activity>/results/<int:number>/<subject>.<any(svg,png):kind>",
    endpoint="public_chart",
)
@limiter.limit(PER_ADDRESS)
@public
def chart_of_release(activity: str, number: int, subject: str, kind: str) -> ResponseReturnValue:
    """Send the chart of a published figure as a picture."""
    found, told = _told(activity, number)
    language = current_language()
    place = {"activity": activity, "number": number, "subject": subject, "lang": language}
    address = address_of("surveys_results.figure", **place)
    wanted = Wanted(kind=kind, language=language, address=address)
    return sent(public_chart(found, told, subject, wanted), SECONDS_IN_BROWSERS)
