"""Phases, events, decisions and contacts of a process: list, add, change, remove."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm, Form
from participation.processes import forms
from participation.processes.models import Contact, Decision, Event, Phase, Process
from participation.processes.policy import may_edit_process, may_see_process
from participation.processes.queries import process_named
from participation.processes.refusals import LastContact
from participation.processes.services.parts import Part, add_part, edit_part, remove_part
from participation.processes.views.blueprint import bp


@dataclass(frozen=True, slots=True)
class Page:
    """What the pages of one kind of part are made of."""

    model: type[Part]
    form: type[Form]
    title: Any
    add: Any
    edit: Any
    remove: Any
    empty: Any


PAGES = {
    "phases": Page(
        Phase,
        forms.PhaseForm,
        lazy_gettext("Phases"),
        lazy_gettext("Add a phase"),
        lazy_gettext("Edit the phase"),
        lazy_gettext("Delete the phase"),
        lazy_gettext("No phases yet. Phases tell people what happens when."),
    ),
    "events": Page(
        Event,
        forms.EventForm,
        lazy_gettext("Events"),
        lazy_gettext("Add an event"),
        lazy_gettext("Edit the event"),
        lazy_gettext("Delete the event"),
        lazy_gettext("No events yet. Add the meetings where the matter is discussed."),
    ),
    "decisions": Page(
        Decision,
        forms.DecisionForm,
        lazy_gettext("Decisions"),
        lazy_gettext("Add a decision"),
        lazy_gettext("Edit the decision"),
        lazy_gettext("Delete the decision"),
        lazy_gettext("No decisions yet. Tell people early who decides and when."),
    ),
    "contacts": Page(
        Contact,
        forms.ContactForm,
        lazy_gettext("Contacts"),
        lazy_gettext("Add a contact"),
        lazy_gettext("Edit the contact"),
        lazy_gettext("Delete the contact"),
        lazy_gettext("No contacts yet. A process needs somebody whom people can ask."),
    ),
}
PLACE = "/<language:lang>/manage/p/<slug>/<any(phases, events, decisions, contacts):part>"


def part_named(process: Process, page: Page, item: str) -> Part:
    """Return the part of this very process with a public id, or refuse."""
    model: Any = page.model
    wanted = sa.select(model).where(model.process_id == process.id, model.public_id == item)
    found: Part | None = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found


def _values(form: Form) -> dict[str, Any]:
    return {name: value for name, value in form.data.items() if name != "csrf_token"}


@bp.get(PLACE)
@requires(may_see_process, process_named)
def parts(slug: str, part: str) -> ResponseReturnValue:
    """List the parts of one kind."""
    process = process_named(slug)
    return render_template(
        "processes/manage/parts.html",
        process=process,
        group=part,
        page=PAGES[part],
        items=getattr(process, part),
        may_edit=may_edit_process(actor(), process),
    )


@bp.route(f"{PLACE}/new", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def new_part(slug: str, part: str) -> ResponseReturnValue:
    """Add a part."""
    process, page = process_named(slug), PAGES[part]
    form = page.form()
    if form.validate_on_submit():
        with unit_of_work():
            add_part(process, page.model, _values(form), actor())
        flash(_("It is added."))
        return redirect(url_for(".parts", slug=slug, part=part))
    return render_template(
        "processes/manage/part.html", process=process, group=part, page=page, form=form, item=None
    )


@bp.route(f"{PLACE}/<item>", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def change_part(slug: str, part: str, item: str) -> ResponseReturnValue:
    """Change a part."""
    process, page = process_named(slug), PAGES[part]
    found = part_named(process, page, item)
    form = page.form(obj=found)
    if form.validate_on_submit():
        with unit_of_work():
            edit_part(found, process, _values(form), actor())
        flash(_("The changes are saved."))
        return redirect(url_for(".parts", slug=slug, part=part))
    return render_template(
        "processes/manage/part.html", process=process, group=part, page=page, form=form, item=found
    )


@bp.route(f"{PLACE}/<item>/delete", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def drop_part(slug: str, part: str, item: str) -> ResponseReturnValue:
    """Remove a part, once that is confirmed."""
    process, page = process_named(slug), PAGES[part]
    found, form, trouble = part_named(process, page, item), ConfirmForm(), ""
    if form.validate_on_submit():
        try:
            with unit_of_work():
                remove_part(found, process, actor())
            flash(_("It is deleted."))
            return redirect(url_for(".parts", slug=slug, part=part))
        except LastContact:
            trouble = _("A published process needs at least one contact. Add another one first.")
    return render_template(
        "processes/manage/part_delete.html",
        process=process,
        group=part,
        page=page,
        form=form,
        item=found,
        trouble=trouble,
    )
