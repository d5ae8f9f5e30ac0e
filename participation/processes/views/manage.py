"""One process in the workspace: overview, words, publication, removal."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from participation.activities.kinds import kinds
from participation.activities.queries import activities_of, participants_of
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm
from participation.platform.web.site import site
from participation.processes.forms import ProcessForm
from participation.processes.models import Process
from participation.processes.policy import may_create_process, may_edit_process, may_see_process
from participation.processes.queries import process_named
from participation.processes.refusals import HasActivities, Lack, NotPresentable, SlugTaken
from participation.processes.services import processes
from participation.processes.views.blueprint import bp

LACKS = {
    Lack.CONTACT: lazy_gettext("Add at least one contact person, so that people can ask."),
    Lack.NAME: lazy_gettext("Finish the name in every language the municipality serves in."),
    Lack.PURPOSE: lazy_gettext("Finish the purpose in every language the municipality serves in."),
}


@bp.app_template_global()
def lack_place(process: Process, lack: Lack) -> str:
    """Return the page on which something lacking is added."""
    if lack is Lack.CONTACT:
        return url_for("processes.parts", slug=process.slug, part="contacts")
    return url_for("processes.edit", slug=process.slug)


@bp.get("/<language:lang>/manage/p/<slug>")
@requires(may_see_process, process_named)
def manage_process(slug: str) -> ResponseReturnValue:
    """Show a process as those who work on it see it."""
    process = process_named(slug)
    activities = db.session.scalars(activities_of(process.id)).all()
    return render_template(
        "processes/manage/process.html",
        process=process,
        activities=activities,
        counts=participants_of(one for one in activities if one.published),
        kinds=kinds(),
        may_edit=may_edit_process(actor(), process),
        lacks=() if process.published else processes.lacks(process, site().required_languages),
        words=LACKS,
        form=ConfirmForm(),
    )


@bp.route("/<language:lang>/manage/processes/new", methods=["GET", "POST"])
@requires(may_create_process)
def create() -> ResponseReturnValue:
    """Begin a process."""
    form = ProcessForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                made = processes.create_process(
                    form.name.data,
                    form.purpose.data,
                    slug=form.slug.data or "",
                    source=site().main_language,
                    actor=actor(),
                )
            return redirect(url_for(".manage_process", slug=made.slug))
        except SlugTaken:
            form.slug.errors = [_("Another process has this address. Choose another.")]
    return render_template("processes/manage/edit.html", process=None, form=form)


@bp.route("/<language:lang>/manage/p/<slug>/edit", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def edit(slug: str) -> ResponseReturnValue:
    """Change the words and the address."""
    process = process_named(slug)
    form = ProcessForm(obj=process)
    if form.validate_on_submit():
        address = form.slug.data or process.slug
        try:
            with unit_of_work():
                processes.edit_process(
                    process, form.name.data, form.purpose.data, address, actor=actor()
                )
            flash(_("The changes are saved."))
            return redirect(url_for(".manage_process", slug=address))
        except SlugTaken:
            form.slug.errors = [_("Another process has this address. Choose another.")]
    return render_template("processes/manage/edit.html", process=process, form=form)


@bp.post("/<language:lang>/manage/p/<slug>/publish")
@requires(may_edit_process, process_named)
def publish(slug: str) -> ResponseReturnValue:
    """Show the process to everybody, if nothing is lacking."""
    process = process_named(slug)
    if ConfirmForm().validate_on_submit():
        try:
            with unit_of_work():
                processes.publish_process(
                    process, site().required_languages, actor=actor(), now=now()
                )
            flash(_("The process is published."))
        except NotPresentable:
            flash(_("It cannot be published yet. See below what is missing."))
    return redirect(url_for(".manage_process", slug=slug))


@bp.route("/<language:lang>/manage/p/<slug>/unpublish", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def unpublish(slug: str) -> ResponseReturnValue:
    """Hide the process, once that is confirmed."""
    process, form, trouble = process_named(slug), ConfirmForm(), ""
    if form.validate_on_submit():
        try:
            with unit_of_work():
                processes.unpublish_process(process, actor=actor())
            flash(_("The process is hidden from the public."))
            return redirect(url_for(".manage_process", slug=slug))
        except HasActivities:
            trouble = _("It has published activities. Take them back to draft first.")
    return render_template(
        "processes/manage/unpublish.html", process=process, form=form, trouble=trouble
    )


@bp.route("/<language:lang>/manage/p/<slug>/delete", methods=["GET", "POST"])
@requires(may_edit_process, process_named)
def delete(slug: str) -> ResponseReturnValue:
    """Delete the process, once that is confirmed."""
    process, form, trouble = process_named(slug), ConfirmForm(), ""
    if form.validate_on_submit():
        try:
            with unit_of_work():
                processes.delete_process(process, actor=actor())
            flash(_("The process is deleted."))
            return redirect(url_for(".workspace"))
        except HasActivities:
            trouble = _(
                "It has activities. Delete its drafts first; what people have answered stays."
            )
    return render_template(
        "processes/manage/delete.html", process=process, form=form, trouble=trouble
    )
