"""Files that people sent with their answers: looked at by staff, and published one by one."""

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_analyse, may_edit_activity, may_read_activity
from participation.activities.services.published import check_public
from participation.platform.access.routes import actor, public, requires
from participation.platform.clock import now
from participation.platform.files.kinds import FORMS, INLINE
from participation.platform.files.scanning import address
from participation.platform.files.storage import storage
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.site import site
from surveys.forms.judging import JudgeForm
from surveys.models import AnswerFile, Verdict
from surveys.services import answer_files, showing
from surveys.views.results import bp, survey_named

# A file of somebody we do not know may be looked at, and do nothing else.
POLICY = "sandbox; default-src 'none'"


@bp.context_processor
def _published() -> dict[str, object]:
    return {"published_files": answer_files.approved}


@bp.get("/<language:lang>/manage/a/<activity>/results/files/<name>", endpoint="sent_files")
@requires(may_analyse, survey_named)
def listing(activity: str, name: str) -> ResponseReturnValue:
    """List the files sent with answers to a question."""
    found = survey_named(activity)
    return render_template(
        "surveys/manage/results_files.html",
        activity=found,
        question=showing.question_of(found, name, "upload"),
        found=answer_files.sent(found, name, request.args.get("page", 1, type=int)),
        is_scanned=bool(address()),
    )


@bp.route("/<language:lang>/manage/a/<activity>/results/file/<name>", methods=["GET", "POST"])
@requires(may_analyse, survey_named)
def sent_file(activity: str, name: str) -> ResponseReturnValue:
    """Show a file, and let an editor decide whether everybody may see it."""
    found = survey_named(activity)
    file = answer_files.file_of(found, name)
    languages = found.languages or site().languages
    form = JudgeForm(data={"alt": file.alt}, meta={"languages": tuple(languages)})
    may_judge = may_edit_activity(actor(), found)
    if may_judge and form.validate_on_submit() and _decided(found, file, form):
        return redirect(url_for(".sent_files", activity=activity, name=file.question))
    return render_template(
        "surveys/manage/results_file.html",
        activity=found,
        file=file,
        form=form,
        is_picture=file.content_type in INLINE,
        may_judge=may_judge,
        is_scanned=bool(address()),
    )


def _decided(activity: Activity, file: AnswerFile, form: JudgeForm) -> bool:
    """Do what the button says; a picture that nobody describes is not published."""
    says = request.form.get("verdict")
    verdict = Verdict.APPROVED if says == Verdict.APPROVED else Verdict.REJECTED
    alt = form.alt.data
    is_described = bool(alt) and not alt.unfinished(activity.languages)
    if verdict is Verdict.APPROVED and not is_described:
        form.alt.errors = [_("Say in every language of the survey what the picture shows.")]
        return False
    with unit_of_work():
        answer_files.judge(activity, file.id, verdict, alt, actor=actor())
    flash(_("The decision is saved."))
    return True


@bp.get("/<language:lang>/manage/a/<activity>/results/file/<name>/content")
@requires(may_analyse, survey_named)
def file_content(activity: str, name: str) -> ResponseReturnValue:
    """Hand out a file to staff: a picture to look at, anything else to take away."""
    return _handed_out(answer_files.file_of(survey_named(activity), name))


@bp.get("/<language:lang>/a/<activity>/results/files/<name>")
@public
def published_file(activity: str, name: str) -> ResponseReturnValue:
    """Hand out a picture that staff have published with the results."""
    found, moment = survey_named(activity), now()
    if not may_read_activity(actor(), found, moment):
        raise NotFound
    check_public(found, moment)
    shown = [file for files in answer_files.approved(found).values() for file in files]
    file = next((each for each in shown if each.id == name), None)
    if file is None:
        raise NotFound
    return _handed_out(file)


def _handed_out(file: AnswerFile) -> Response:
    try:
        content = storage().open(file.key)
    except FileNotFoundError:
        raise NotFound from None
    is_picture = file.content_type in INLINE
    ending = next(
        form.endings[0] for form in FORMS.values() if form.content_type == file.content_type
    )
    wants = "download" in request.args or not is_picture
    response: Response = send_file(
        content,
        mimetype=file.content_type,
        as_attachment=wants,
        download_name=f"{file.question}-{file.id[:8]}.{ending}",
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "private, no-store"
    return response
