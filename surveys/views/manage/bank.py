"""The question bank, and taking questions from it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.refusals import Forbidden, NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import plain
from participation.platform.web.site import site
from surveys.domain import marks
from surveys.forms.building import QuestionForm
from surveys.forms.registry import form_for
from surveys.policy import may_keep_library, may_use_bank
from surveys.services import bank
from surveys.services.bank import AlreadyAsked, Entry
from surveys.services.building import Outdated
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.conflict import conflict_page, gone_page, is_read_in_another_language
from surveys.views.manage.kinds import kind_names
from surveys.views.manage.pictures import keep_pictures
from surveys.views.manage.typed import is_to_be_saved


@bp.get("/<language:lang>/manage/bank")
@requires(may_use_bank)
def question_bank() -> ResponseReturnValue:
    """Show the bank."""
    return _list("surveys/manage/bank.html")


@bp.route("/<language:lang>/manage/bank/<entry>", methods=["GET", "POST"])
@requires(may_use_bank)
def change_bank(entry: str) -> ResponseReturnValue:
    """Write a question of the bank."""
    try:
        found = _writable(entry)
    except NotFound:
        return gone_page(None, "")
    form = form_for(found.question, site().languages, 0)
    keep_pictures(form)
    if is_read_in_another_language():
        return _both(entry, form)
    if is_to_be_saved(form):
        try:
            with unit_of_work():
                after = form.question(found.question, ())
                bank.change(entry, after, now(), mark=form.seen["mark"], actor=actor())
        except Outdated:
            return _both(entry, form)
        flash(_("The question is saved. Surveys that ask it already keep theirs."))
        return redirect(url_for(".question_bank"))
    return _question(found, form)


def _both(entry: str, mine: QuestionForm) -> ResponseReturnValue:
    """Show what was written beside what a colleague has written meanwhile."""
    stored = bank.entry(entry).question
    return conflict_page(None, mine, form_for(stored, site().languages, 0, is_stored=True))


def _question(found: Entry, form: QuestionForm) -> str:
    lines = [field for field in form if field.type == "LinesField"]
    return render_template(
        "surveys/manage/bank_question.html",
        entry=found,
        form=form,
        lines=lines,
        kind=kind_names()[found.question.kind],
        focus=next((field.focus for field in lines if field.focus), ""),
    )


@bp.post("/<language:lang>/manage/bank/<entry>/delete")
@requires(may_use_bank)
def remove_from_bank(entry: str) -> ResponseReturnValue:
    """Delete a question of the bank, or return a background question to the standard one."""
    _writable(entry)
    try:
        with unit_of_work():
            bank.remove(entry, mark=request.form.get("mark", ""), actor=actor())
    except Outdated:
        flash(_("It has changed since you opened the page. Look at it, then delete it again."))
        return redirect(url_for(".question_bank"))
    flash(_("The question is deleted from the bank. Surveys that ask it keep theirs."))
    return redirect(url_for(".question_bank"))


@bp.post("/<language:lang>/manage/a/<activity>/question/<question>/keep")
@requires(may_edit_activity, survey_here)
def keep_question(activity: str, question: str) -> ResponseReturnValue:
    """Keep a question of this survey in the bank."""
    with unit_of_work():
        bank.keep(survey_here(activity), question, now(), actor=actor())
    flash(_("The question is in the bank now, for other surveys."))
    return redirect(url_for(".questions", activity=activity, focus=f"{question}-edit"))


@bp.get("/<language:lang>/manage/a/<activity>/page/<page>/bank")
@requires(may_edit_activity, survey_here)
def choose_from_bank(activity: str, page: str) -> ResponseReturnValue:
    """Offer the questions of the bank for a page."""
    found, _survey, questionnaire = opened(activity)
    if not any(each.code == page for each in questionnaire.pages):
        raise NotFound
    asked = {question.library for question in questionnaire.questions()}
    return _list("surveys/manage/bank_choose.html", activity=found, page=page, asked=asked)


@bp.post("/<language:lang>/manage/a/<activity>/page/<page>/bank")
@requires(may_edit_activity, survey_here)
def put_from_bank(activity: str, page: str) -> ResponseReturnValue:
    """Add a question of the bank to a page."""
    try:
        with unit_of_work():
            code = bank.put_in(survey_here(activity), page, request.form.get("entry", ""))
    except AlreadyAsked:
        flash(_("The survey asks this background question already."))
        return redirect(url_for(".choose_from_bank", activity=activity, page=page))
    flash(_("The question is added."))
    return redirect(url_for(".questions", activity=activity, focus=f"{code}-edit"))


def _writable(name: str) -> Entry:
    found = bank.entry(name)
    if found.is_background and not may_keep_library(actor()):
        raise Forbidden
    return found


def _list(template: str, **more: object) -> str:
    wanted = request.args.get("q", "").strip()[:100]
    found = [each for each in bank.entries() if _matches(each, wanted)]
    return render_template(
        template,
        background=[each for each in found if each.is_background],
        kept=[each for each in found if not each.is_background],
        wanted=wanted,
        kinds=kind_names(),
        may_keep_library=may_keep_library(actor()),
        mark_of_question=marks.of_question,
        **more,
    )


def _matches(entry: Entry, wanted: str) -> bool:
    question = entry.question
    said = [question.code, *question.label.translations.values(), plain(question.label)]
    return wanted.casefold() in " ".join(said).casefold()
