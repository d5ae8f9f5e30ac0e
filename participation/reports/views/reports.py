"""The reports of an activity or a process; reading, taking away, publishing and deleting one."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from participation.activities.models import Activity
from participation.activities.policy import may_analyse, may_see_activity
from participation.activities.queries import activity_named
from participation.platform.access.routes import actor, requires
from participation.platform.audit.log import record
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from participation.processes.models import Process
from participation.processes.policy import may_see_process
from participation.processes.queries import process_named
from participation.reports.forms.reports import BeginForm, PublishForm, TakeForm
from participation.reports.models import Report
from participation.reports.policy import may_begin_report, may_publish_report, may_report
from participation.reports.queries import report_named, reports_of
from participation.reports.refusals import NotForEverybody, Outdated
from participation.reports.services import composing, sharing, starting
from participation.reports.services.composing import composed_of
from participation.reports.services.gathering import document_of, gathered_now
from participation.reports.services.making import face, made
from participation.reports.views.blueprint import bp
from participation.reports.views.sending import sent
from participation.reports.views.speaking import report_html

LACKS = {
    sharing.Lack.EMPTY: lazy_gettext("The report is empty."),
    sharing.Lack.LANGUAGES: lazy_gettext("Finish the words in this language: %(of)s"),
    sharing.Lack.RELEASE: lazy_gettext("No results have been published yet: %(of)s"),
    sharing.Lack.FINDING: lazy_gettext("This result, or its groups, are not published: %(of)s"),
    sharing.Lack.FIGURE: lazy_gettext("This figure is not published: %(of)s"),
    sharing.Lack.QUOTE: lazy_gettext(
        "A quote is no longer picked, or the question it is from is not published."
    ),
}


@bp.get("/<language:lang>/manage/a/<activity>/reports")
@requires(may_see_activity, activity_named)
def of_activity(activity: str) -> ResponseReturnValue:
    """List the reports of an activity."""
    found = activity_named(activity)
    return _listed(found.process, found)


@bp.get("/<language:lang>/manage/p/<slug>/reports")
@requires(may_see_process, process_named)
def of_process(slug: str) -> ResponseReturnValue:
    """List the reports of a process: of the whole, and of its activities."""
    return _listed(process_named(slug), None)


def _listed(process: Process, activity: Activity | None) -> ResponseReturnValue:
    mine = {"activity_id": activity.id} if activity else {"process_id": process.id}
    return render_template(
        "reports/manage/list.html",
        process=process,
        activity=activity,
        reports=db.session.scalars(reports_of(**mine)).all(),
        may_begin=may_begin_report(actor(), process),
    )


@bp.route("/<language:lang>/manage/a/<activity>/reports/new", methods=["GET", "POST"])
@requires(may_analyse, activity_named)
def begin(activity: str) -> ResponseReturnValue:
    """Begin a report of an activity."""
    found = activity_named(activity)
    return _begun(found.process, found)


@bp.route("/<language:lang>/manage/p/<slug>/reports/new", methods=["GET", "POST"])
@requires(may_begin_report, process_named)
def begin_of_process(slug: str) -> ResponseReturnValue:
    """Begin a report of a whole process."""
    return _begun(process_named(slug), None)


def _begun(process: Process, activity: Activity | None) -> ResponseReturnValue:
    form = BeginForm(data={"title": activity.title if activity else process.name})
    if form.validate_on_submit():
        words, languages = form.title.data, site().languages
        with unit_of_work():
            made_one = starting.begin(process, activity, words, languages, actor=actor(), now=now())
        return redirect(url_for(".edit", report=made_one.public_id))
    return render_template(
        "reports/manage/begin.html", process=process, activity=activity, form=form
    )


@bp.route("/<language:lang>/manage/reports/<report>/read", methods=["GET", "POST"])
@requires(may_report, report_named)
def read(report: str) -> ResponseReturnValue:
    """Show the report as it is now, and send it as a file; who takes it is written down."""
    found, form, moment = report_named(report), TakeForm.of_site(), now()
    language = form.language.data if form.is_submitted() else current_language()
    composed = composed_of(found)
    gathered = gathered_now(found, composed, moment)
    if form.validate_on_submit():
        document = document_of(found, found.title, composed, gathered, language)
        file = made(document, form.kind.data, language, face(), moment)
        _note(found, form)
        return sent(file)
    document = document_of(found, found.title, composed, gathered, current_language())
    return render_template(
        "reports/manage/read.html", report=found, form=form, shown=report_html(document)
    )


def _note(report: Report, form: TakeForm) -> None:
    after = {"kind": form.kind.data, "language": form.language.data}
    with unit_of_work():
        record(
            actor(),
            "report.take",
            f"report:{report.public_id}",
            process_id=report.process_id,
            after=after,
        )


@bp.route("/<language:lang>/manage/reports/<report>/publish", methods=["GET", "POST"])
@requires(may_publish_report, report_named)
def publish(report: str) -> ResponseReturnValue:
    """Show what everybody would read and what keeps it from them; publish it."""
    found, form, moment = report_named(report), PublishForm(), now()
    languages = site().required_languages
    if form.validate_on_submit():
        try:
            with unit_of_work():
                sharing.publish(found, languages, actor=actor(), now=moment, seen=form.seen)
            flash(_("Everybody can read the report now."))
            return redirect(url_for(".edit", report=report))
        except NotForEverybody:
            flash(_("The report cannot be published yet. See below why."))
        except Outdated:
            flash(_("The report has changed since you opened the page. Look at it once more."))
    edition = sharing.drafted(found, moment)
    return render_template(
        "reports/manage/publish.html",
        report=found,
        form=form,
        mark=edition.mark,
        lacks=sharing.lacking(edition, languages),
        words=LACKS,
        shown=report_html(edition.document(current_language())),
    )


@bp.post("/<language:lang>/manage/reports/<report>/withdraw")
@requires(may_publish_report, report_named)
def withdraw(report: str) -> ResponseReturnValue:
    """Take the report back from everybody."""
    found = report_named(report)
    if ConfirmForm().validate_on_submit():
        with unit_of_work():
            sharing.withdraw(found, actor=actor())
        flash(_("Only staff can read the report now."))
    return redirect(url_for(".edit", report=report))


@bp.route("/<language:lang>/manage/reports/<report>/delete", methods=["GET", "POST"])
@requires(may_publish_report, report_named)
def delete(report: str) -> ResponseReturnValue:
    """Delete the report, once that is confirmed."""
    found, form = report_named(report), ConfirmForm()
    if form.validate_on_submit():
        place = _place(found)
        with unit_of_work():
            composing.delete(found, actor=actor())
        flash(_("The report has been deleted."))
        return redirect(place)
    return render_template("reports/manage/delete.html", report=found, place=_place(found))


def _place(report: Report) -> str:
    if report.activity:
        return url_for(".of_activity", activity=report.activity.public_id)
    return url_for(".of_process", slug=report.process.slug)
