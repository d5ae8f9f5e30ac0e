"""Pages of the questionnaire and the words of thanks: small forms of texts."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import requires
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from surveys.domain import editing
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.forms.building import PageForm, RevisedForm, ThanksForm
from surveys.services import building, translating
from surveys.services.building import Outdated
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.typed import is_to_be_saved, outdated_page


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
    languages = translating.languages_of(found)
    form = PageForm(obj=before, revision=survey.revision, meta={"languages": languages})
    if is_to_be_saved(form):
        words, revision = (form.title.data, form.intro.data), form.known_revision
        try:
            with unit_of_work():
                building.save_page(found, page, *words, revision=revision)
        except Outdated:
            return outdated_page(found, request.url)
        flash(_("The page is saved."))
        return redirect(url_for(".questions", activity=activity, focus=f"page-{page}-edit"))
    return _page(found, form, _("Page"))


@bp.route("/<language:lang>/manage/a/<activity>/thanks", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def edit_thanks(activity: str) -> ResponseReturnValue:
    """Write what people read after they have answered."""
    found, survey, _questionnaire = opened(activity)
    languages = translating.languages_of(found)
    form = ThanksForm(obj=survey, revision=survey.revision, meta={"languages": languages})
    if is_to_be_saved(form):
        try:
            with unit_of_work():
                building.save_thanks(found, form.thanks.data, revision=form.known_revision)
        except Outdated:
            return outdated_page(found, request.url)
        flash(_("The words of thanks are saved."))
        return redirect(url_for(".questions", activity=activity, focus="thanks-edit"))
    return _page(found, form, _("Words of thanks"))


def _named(questionnaire: Questionnaire, code: str) -> Page:
    try:
        return editing.page_with(questionnaire, code)
    except editing.NoSuchPart:
        raise NotFound from None


def _page(activity: Activity, form: RevisedForm, heading: str) -> ResponseReturnValue:
    return render_template(
        "surveys/manage/words.html", activity=activity, form=form, heading=heading
    )
