"""Standing pages, for those who write them."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.municipality.domain.standing import PLACES
from participation.municipality.forms.settings import PageForm
from participation.municipality.policy import may_change_settings
from participation.municipality.queries import standing_page as written_page
from participation.municipality.services.pages import restore_page, write_page
from participation.municipality.standing import ShownPage, shown, words_of
from participation.municipality.views.blueprint import bp
from participation.platform import clock
from participation.platform.access.routes import actor, requires
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm
from participation.platform.web.site import site


@bp.route("/<language:lang>/manage/settings/pages/<slug>", methods=["GET", "POST"])
@requires(may_change_settings)
def edit_page(slug: str) -> ResponseReturnValue:
    """Write a standing page; the preview shows it in every language before anybody sees it."""
    title, body = words_of(slug)
    form = PageForm(data={"title": title, "body": body})
    if not form.validate_on_submit():
        return _editor(slug, form, ())
    if "preview" in request.form:
        return _editor(slug, form, _previews(slug, form))
    with unit_of_work():
        write_page(actor(), slug, form.title.data, form.body.data, clock.now())
    flash(_("The page has been saved and published."))
    return redirect(url_for(".settings"))


@bp.route("/<language:lang>/manage/settings/pages/<slug>/restore", methods=["GET", "POST"])
@requires(may_change_settings)
def restore(slug: str) -> ResponseReturnValue:
    """Return a page to its template, after asking once more."""
    title, _body = words_of(slug)
    if not ConfirmForm().validate_on_submit():
        return render_template("municipality/manage/restore.html", slug=slug, title=title)
    with unit_of_work():
        restore_page(actor(), slug)
    flash(_("The page is the template again."))
    return redirect(url_for(".edit_page", slug=slug))


def _previews(slug: str, form: PageForm) -> Sequence[ShownPage]:
    """Show the page as typed, in every language it has."""
    body = form.body.data
    languages = [code for code in site().languages if code in body.translations]
    return [shown(slug, form.title.data, body, code) for code in languages]


def _editor(slug: str, form: PageForm, previews: Sequence[ShownPage]) -> str:
    return render_template(
        "municipality/manage/page.html",
        slug=slug,
        form=form,
        previews=previews,
        is_own=written_page(slug) is not None,
        places=PLACES,
    )
