"""Ideas from a file: choose it, read line by line what becomes of it, then take them in.

Between the two steps nothing waits on the server: what was read travels in the page, compressed
and signed for this brainstorm, and is good for an hour.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from itsdangerous import BadData, URLSafeTimedSerializer

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.brainstorming import import_words, queries
from participation.brainstorming.forms import IdeasFileForm, ParcelForm
from participation.brainstorming.interchange.idea_cells import Fault, Wrong
from participation.brainstorming.interchange.idea_rows import IdeaRow, read
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.services import importing
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now, today
from participation.platform.files.refusals import FileRefused
from participation.platform.files.tables import read_table
from participation.platform.files.words import explain
from participation.platform.i18n import locales
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from participation.platform.web.languages import current_language

KEPT_SECONDS = 3600
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_PARCEL = 1_900_000  # characters; a form holds two millions
FAULTS_SHOWN, ROWS_SHOWN = 100, 5


@bp.route(f"{PLACE}/import", methods=["GET", "POST"])
@requires(may_edit_activity, brainstorm_here)
def import_ideas(activity: str) -> ResponseReturnValue:
    """Ask for a file, and tell what would become of each line."""
    found, form = brainstorm_here(activity), IdeasFileForm()
    if SWITCH in request.form and request.form.get("parcel"):
        return _read_before(found, request.form["parcel"])
    if form.validate_on_submit():
        try:
            return _read(found, form)
        except FileRefused as refusal:
            form.file.errors = [f"{explain(refusal)}."]
    return _asking(found, form)


@bp.post(f"{PLACE}/import/take")
@requires(may_edit_activity, brainstorm_here)
def take_ideas(activity: str) -> ResponseReturnValue:
    """Take in what was read."""
    found, form = brainstorm_here(activity), ParcelForm()
    parcel = _opened(found, form.parcel.data or "") if form.validate_on_submit() else None
    if parcel is None:
        return _too_late(activity)
    rows = [IdeaRow(**row) for row in parcel["rows"]]
    with unit_of_work():
        number = importing.take(found, rows, actor=actor(), now=now())
    flash(_taken(number))
    return redirect(url_for(".moderation", activity=activity))


def _asking(activity: Activity, form: IdeasFileForm) -> ResponseReturnValue:
    return render_template(
        "brainstorming/manage/import.html",
        activity=activity,
        form=form,
        questions=queries.brainstorm_of(activity.id).questions,
    )


def _read(activity: Activity, form: IdeasFileForm) -> ResponseReturnValue:
    file = form.file.data
    grid = read_table(file.stream, file.filename or "", LARGEST_FILE)
    known = importing.known_here(queries.brainstorm_of(activity.id), today())
    rows, faults = read(grid, known)
    parcel = _signer().dumps(
        {
            "activity": activity.public_id,
            "rows": [row.to_json() for row in rows],
            "faults": [asdict(one) for one in faults],
        }
    )
    if len(parcel) > LARGEST_PARCEL:
        form.file.errors = [_("The file holds too much for one go. Divide it in two.")]
        return _asking(activity, form)
    return _told(activity, rows, faults, str(parcel))


def _read_before(activity: Activity, written: str) -> ResponseReturnValue:
    """Tell once more, in another language, what would become of each line."""
    parcel = _opened(activity, written)
    if parcel is None:
        return _too_late(activity.public_id)
    faults = [Fault(**{**one, "wrong": Wrong(one["wrong"])}) for one in parcel["faults"]]
    return _told(activity, [IdeaRow(**row) for row in parcel["rows"]], faults, written)


def _told(
    activity: Activity, rows: Sequence[IdeaRow], faults: Sequence[Fault], parcel: str
) -> ResponseReturnValue:
    brainstorm = queries.brainstorm_of(activity.id)
    return render_template(
        "brainstorming/manage/import_report.html",
        activity=activity,
        brainstorm=brainstorm,
        lines=len(rows) + len({one.line for one in faults}),
        found=importing.prospect(brainstorm, rows),
        faulty=len({one.line for one in faults}),
        faults=[(one, import_words.sentence(one)) for one in faults[:FAULTS_SHOWN]],
        more_faults=max(0, len(faults) - FAULTS_SHOWN),
        most_rows=ROWS_SHOWN,
        form=ParcelForm(formdata=None, parcel=parcel),
    )


def _taken(number: int) -> str:
    if not number:
        return str(_("Every idea of the file was here already. Nothing was added."))
    words = ngettext(
        "%(ideas)s idea was taken in. Look at it below.",
        "%(ideas)s ideas were taken in. Look at them below.",
        number,
        ideas=locales.number(number, current_language()),
    )
    return str(words)


def _too_late(activity: str) -> ResponseReturnValue:
    flash(_("The file was read too long ago. Choose it once more."))
    return redirect(url_for(".import_ideas", activity=activity))


def _opened(activity: Activity, written: str) -> dict[str, Any] | None:
    try:
        parcel: dict[str, Any] = _signer().loads(written, max_age=KEPT_SECONDS)
    except BadData:
        return None
    return parcel if parcel.get("activity") == activity.public_id else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="imported ideas")
