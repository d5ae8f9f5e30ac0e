"""Pages of the questionnaire and the words of thanks: small forms of texts."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import requires
from participation.platform.transactions import unit_of_work
from surveys.domain import marks
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.forms.building import PageForm, RevisedForm, ThanksForm
from surveys.models import Survey
from surveys.services import building, translating
from surveys.services.building import Outdated
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.conflict import conflict_page, gone_page, is_read_in_another_language
from surveys.views.manage.typed import is_to_be_saved


@bp.route("/<language:lang>/manage/a/<activity>/pages/new", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def add_page(activity: str) -> ResponseReturnValue:
    """Add a page at the end."""
    found = survey_here(activity)
    form = PageForm(meta={"languages": translating.languages_of(found)})
    if is_to_be_saved(form):
        with unit_of_work():
            code = building.add_page(found, form.title.data, form.intro.data)
        flash(_("The page is added. Now add questions to it."))
        return redirect(url_for(".questions", activity=activity, focus=f"page-{code}-edit"))
    return _page(found, form, _("New page"))


@bp.route("/<language:lang>/manage/a/<activity>/page/<page>", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def edit_page(activity: str, page: str) -> ResponseReturnValue:
    """Name a page and introduce it."""
    found, survey, questionnaire = opened(activity)
    before = _named(questionnaire, page)
    if before is None:
        return gone_page(found, url_for(".add_page", activity=activity))
    form = _page_form(found, survey, before)
    if is_read_in_another_language():
        return _both(activity, page, form)
    if is_to_be_saved(form):
        try:
            with unit_of_work():
                building.save_page(found, page, form.title.data, form.intro.data, **form.seen)
        except Outdated:
            return _both(activity, page, form)
        flash(_("The page is saved."))
        return redirect(url_for(".questions", activity=activity, focus=f"page-{page}-edit"))
    return _page(found, form, _("Page"))


@bp.route("/<language:lang>/manage/a/<activity>/thanks", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def edit_thanks(activity: str) -> ResponseReturnValue:
    """Write what people read after they have answered."""
    found, survey, _questionnaire = opened(activity)
    form = _thanks_form(found, survey)
    if is_read_in_another_language():
        return _both_thanks(activity, form)
    if is_to_be_saved(form):
        try:
            with unit_of_work():
                building.save_thanks(found, form.thanks.data, **form.seen)
        except Outdated:
            return _both_thanks(activity, form)
        flash(_("The words of thanks are saved."))
        return redirect(url_for(".questions", activity=activity, focus="thanks-edit"))
    return _page(found, form, _("Words of thanks"))


def _page_form(activity: Activity, survey: Survey, page: Page, **more: Any) -> PageForm:
    languages = translating.languages_of(activity)
    seen = {"revision": survey.revision, "mark": marks.of_page(page)}
    return PageForm(obj=page, data=seen, meta={"languages": languages}, **more)


def _thanks_form(activity: Activity, survey: Survey, **more: Any) -> ThanksForm:
    languages = translating.languages_of(activity)
    seen = {
        "revision": survey.revision,
        "thanks": survey.thanks,
        "mark": marks.of_text(survey.thanks),
    }
    return ThanksForm(data=seen, meta={"languages": languages}, **more)


def _both(activity: str, page: str, mine: PageForm) -> ResponseReturnValue:
    """Show what was written beside what a colleague has written meanwhile."""
    found, survey, questionnaire = opened(activity)
    stored = _named(questionnaire, page)
    if stored is None:
        return gone_page(found, url_for(".add_page", activity=activity))
    return conflict_page(found, mine, _page_form(found, survey, stored, formdata=None))


def _both_thanks(activity: str, mine: ThanksForm) -> ResponseReturnValue:
    """Show the words of thanks that were written beside those written meanwhile."""
    found, survey, _questionnaire = opened(activity)
    return conflict_page(found, mine, _thanks_form(found, survey, formdata=None))


def _named(questionnaire: Questionnaire, code: str) -> Page | None:
    return next((page for page in questionnaire.pages if page.code == code), None)


def _page(activity: Activity, form: RevisedForm, heading: str) -> ResponseReturnValue:
    return render_template(
        "surveys/manage/words.html", activity=activity, form=form, heading=heading
    )
