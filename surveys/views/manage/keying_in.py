"""Staff key in answers that came on paper or by telephone, on the pages that everybody answers."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities import receipts
from participation.activities.models import Activity, Source
from participation.activities.occasions import Occasion, occasion_named
from participation.activities.policy import may_edit_activity
from participation.activities.services.channels import READY
from participation.activities.services.keying_in import (
    STARTED,
    NotNow,
    Sheet,
    check_possible,
    fresh_sheet,
    is_possible,
    sheet_named,
)
from participation.activities.views import tickets
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from surveys.domain.answering import problems_on, with_page
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import Problem
from surveys.forms.keying_in import KeyInForm
from surveys.services import drafts, keying_in, responses
from surveys.services.drafts import Arrival, Sitting
from surveys.views.answer import form_for, settled
from surveys.views.looks import look_of
from surveys.views.manage.blueprint import bp, survey_here
from surveys.views.receiving import stays


@bp.route("/<language:lang>/manage/a/<activity>/key-in", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def key_in(activity: str) -> ResponseReturnValue:
    """Ask how an answer came and in which language, then open a fresh sheet."""
    found, form = survey_here(activity), KeyInForm()
    form.offer(found.languages)
    may_key_in = is_possible(found, now())
    if may_key_in and form.validate_on_submit():
        sheet = fresh_sheet(Source(form.source.data), now())
        return redirect(_address(activity, sheet, lang=form.language.data))
    return render_template(
        "surveys/manage/key_in.html",
        activity=found,
        form=form,
        is_possible=may_key_in,
        has_started=found.state(now()) in STARTED,
    )


@bp.get("/<language:lang>/manage/a/<activity>/key-in/<source>/<sheet>")
@bp.get("/<language:lang>/manage/a/<activity>/key-in/<source>/<sheet>/<page>")
@requires(may_edit_activity, survey_here)
def key_in_page(activity: str, source: str, sheet: str, page: str = "") -> ResponseReturnValue:
    """Show a page of the survey with what was keyed in on it."""
    found, paper = survey_here(activity), sheet_named(source, sheet)
    if not is_possible(found, now()):
        return _not_now(activity)
    if current_language() not in found.languages:
        return redirect(_address(activity, paper, page, lang=found.languages[0]))
    occasion = occasion_named(activity)
    sitting = drafts.sit_down(occasion, _arrival(occasion, paper))
    index = sitting.index_of(page)
    away = _turned_away(sitting, paper, index)
    if away:
        return away
    nearest = sitting.showing.nearest(min(index or 0, sitting.furthest))
    problems = problems_on(sitting.showing, nearest) if "check" in request.args else ()
    return _page(sitting, paper, nearest, problems)


@bp.post("/<language:lang>/manage/a/<activity>/key-in/<source>/<sheet>/<page>")
@requires(may_edit_activity, survey_here)
def take_key_in(activity: str, source: str, sheet: str, page: str) -> ResponseReturnValue:
    """Take what was keyed in on a page, and go on, back, or to another language."""
    found, paper = survey_here(activity), sheet_named(source, sheet)
    try:
        return settled(lambda: _take(found, paper, page))
    except NotNow:
        return _not_now(activity)


@bp.get("/<language:lang>/manage/a/<activity>/keyed-in/<source>/<sheet>")
@requires(may_edit_activity, survey_here)
def keyed_in(activity: str, source: str, sheet: str) -> ResponseReturnValue:
    """Say that the answer was kept, and offer the next one."""
    found, paper = survey_here(activity), sheet_named(source, sheet)
    token = paper.token(found, actor())
    sent = responses.sent_with(found, token)
    if sent is None:
        return redirect(url_for(".key_in", activity=activity))
    spoken = current_language()
    has_code = paper.is_fresh(now()) and receipts.hash_for(token) == sent.receipt_hash
    return render_template(
        "surveys/manage/keyed_in.html",
        activity=found,
        sheet=paper,
        source=READY[paper.source],
        code=receipts.code_for(token, spoken) if has_code else "",
        spoken=spoken if spoken in found.languages else found.languages[0],
        is_possible=is_possible(found, now()),
    )


def _address(activity: str, sheet: Sheet, page: str = "", **more: str | int | None) -> str:
    named: dict[str, Any] = {"source": sheet.source.value, "sheet": sheet.name, **more}
    return url_for(".key_in_page", activity=activity, page=page or None, **named)


def _arrival(activity: Occasion, sheet: Sheet) -> Arrival:
    """Return what a sheet brings; the ledger is not asked, so that one person can key in many."""
    token = sheet.token(activity, actor())
    written = request.form.get(tickets.FIELD, "")
    shown = tickets.read(activity, written, token)
    return Arrival(token=token, version=shown.version)


def _turned_away(sitting: Sitting, sheet: Sheet, index: int | None) -> ResponseReturnValue | None:
    """Lead on whoever has sent the sheet already, or names a page that it does not have."""
    public_id = sitting.activity.public_id
    if sitting.is_sent:
        return _kept(sitting, sheet)
    if sitting.token != sheet.token(sitting.activity, actor()):  # chance gave its code to another
        return redirect(_address(public_id, fresh_sheet(sheet.source, now())))
    if index is None:
        return _to_page(sitting, sheet, sitting.showing.nearest(sitting.place))
    return None


def _take(activity: Activity, sheet: Sheet, page: str) -> ResponseReturnValue:
    with unit_of_work():
        moment, occasion = now(), occasion_named(activity.public_id)
        check_possible(activity, moment)
        arrival = _arrival(occasion, sheet)
        sitting = drafts.sit_down(occasion, arrival, for_update=True)
        index = sitting.index_of(page)
        away = _turned_away(sitting, sheet, index)
        if away or index is None:
            return away or _kept(sitting, sheet)
        here = sitting.page(index)
        typed = with_page(sitting.typed, here, form_for(arrival.version, sitting, here))
        keying_in.write(
            activity,
            sitting,
            typed,
            source=sheet.source,
            actor=actor(),
            language=current_language(),
            now=moment,
        )
        return _go_on(activity, sitting, sheet, index)


def _go_on(activity: Activity, sitting: Sitting, sheet: Sheet, index: int) -> ResponseReturnValue:
    """Do what the button that was pressed says; without one, go forward."""
    reached, showing = 0, sitting.showing
    onwards = showing.after(index)
    if "_previous" in request.form:
        shown = _to_page(sitting, sheet, showing.before(index))
    elif stays() or current_language() not in activity.languages:
        shown = _to_page(sitting, sheet, index)
    elif problems := problems_on(showing, index):
        shown = _page(sitting, sheet, index, problems), 422
    elif onwards is not None:
        reached, shown = onwards, _to_page(sitting, sheet, onwards)
    else:
        return _send(activity, sitting, sheet)
    drafts.keep(sitting, reached=reached)
    return shown


def _send(activity: Activity, sitting: Sitting, sheet: Sheet) -> ResponseReturnValue:
    language = current_language()
    faulty = keying_in.send(activity, sitting, actor=actor(), language=language, now=now())
    if faulty is None:
        return _kept(sitting, sheet)
    drafts.keep(sitting)
    return _to_page(sitting, sheet, faulty, check=1)


def _kept(sitting: Sitting, sheet: Sheet) -> ResponseReturnValue:
    named: dict[str, Any] = {"source": sheet.source.value, "sheet": sheet.name}
    return redirect(url_for(".keyed_in", activity=sitting.activity.public_id, **named))


def _to_page(
    sitting: Sitting, sheet: Sheet, index: int, check: int | None = None
) -> ResponseReturnValue:
    page = sitting.page(index).code
    return redirect(_address(sitting.activity.public_id, sheet, page, check=check))


def _not_now(activity: str) -> ResponseReturnValue:
    flash(_("Answers cannot be keyed in now, so this one was not kept."))
    return redirect(url_for(".key_in", activity=activity))


def _page(
    sitting: Sitting,
    sheet: Sheet,
    index: int,
    problems: Sequence[tuple[Question, Problem]] = (),
) -> str:
    look = look_of(sitting.showing, index, sitting.seed, problems)
    named: dict[str, Any] = {"source": sheet.source.value, "sheet": sheet.name}
    return render_template(
        "surveys/manage/key_in_page.html",
        activity=sitting.activity,
        source=READY[sheet.source],
        action=url_for(
            ".take_key_in", activity=sitting.activity.public_id, page=look.page.code, **named
        ),
        ticket=tickets.write(sitting.activity, sitting.version, sitting.token, now()),
        channel="",
        grace=None,
        is_expired=False,
        **look.parts(),
    )
