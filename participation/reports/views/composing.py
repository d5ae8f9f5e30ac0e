"""Write a report: its pieces in their order, one page for each piece."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from participation.reports.domain.blocks import PickedBlock
from participation.reports.domain.composed import Composed, NoSuchPiece, Piece, unfinished
from participation.reports.forms.pieces import TextForm, TitleForm
from participation.reports.models import Report
from participation.reports.policy import may_publish_report, may_report
from participation.reports.queries import report_named
from participation.reports.refusals import NothingToUndo, Outdated, TooLong
from participation.reports.services import composing
from participation.reports.services.composing import composed_of
from participation.reports.services.gathering import Gathered, gathered_now, home_of
from participation.reports.views.blueprint import bp
from participation.reports.views.rows import KINDS, row_of, rows_of
from participation.reports.views.writing import FORMS, block_of, form_of

STEPS = {"up": -1, "down": 1}
PIECE = "reports/manage/piece.html"
NOT_TYPED = ("csrf_token", "mark", "kind")


def back(report: Report, piece: str = "") -> ResponseReturnValue:
    """Go back to the pieces, to where one was."""
    return redirect(url_for(".edit", report=report.public_id, _anchor=piece or None))


@bp.get("/<language:lang>/manage/reports/<report>")
@requires(may_report, report_named)
def edit(report: str) -> ResponseReturnValue:
    """Show the pieces in their order, and which figures have changed since they were kept."""
    found = report_named(report)
    composed = composed_of(found)
    gathered = gathered_now(found, composed, now())
    rows = rows_of(composed, home_of(found), gathered)
    return render_template(
        "reports/manage/edit.html",
        report=found,
        rows=rows,
        stale=[row for row in rows if row.is_stale],
        kinds=KINDS,
        unfinished=unfinished(found.title, composed.pieces, site().languages),
        may_publish=may_publish_report(actor(), found),
    )


@bp.route("/<language:lang>/manage/reports/<report>/title", methods=["GET", "POST"])
@requires(may_report, report_named)
def title(report: str) -> ResponseReturnValue:
    """Change the title."""
    found = report_named(report)
    form, theirs = TitleForm(data={"words": found.title, "mark": composing.title_mark(found)}), None
    if form.validate_on_submit():
        try:
            with unit_of_work():
                composing.rename(found, form.words.data, form.seen, now())
            return back(found)
        except Outdated:
            _overtaken(form, composing.title_mark(found))
            theirs = found.title
    return render_template("reports/manage/title.html", report=found, form=form, theirs=theirs)


def _overtaken(form: Any, mark: str) -> None:
    """Keep what was typed; saving it again puts it in the place of what is there now."""
    form.mark.data = mark
    form.form_errors.append(
        _(
            "Somebody else has changed this meanwhile. What you wrote is still here; save it "
            "again to put it in the place of theirs."
        )
    )


@bp.route("/<language:lang>/manage/reports/<report>/add", methods=["GET", "POST"])
@requires(may_report, report_named)
def add(report: str) -> ResponseReturnValue:
    """Add a piece of a kind after another."""
    found, kind = report_named(report), request.args.get("kind", "text")
    if kind not in FORMS:
        raise NotFound
    form = form_of(found, kind, _for_form(found, kind))
    if _is_saved(form):
        try:
            with unit_of_work():
                after = request.args.get("after", "")
                name = composing.add(found, block_of(form, found, None), after, now())
            return back(found, name)
        except TooLong:
            form.form_errors.append(_("The report has as many pieces as it can have."))
    return _piece_page(found, kind, form, None)


def _for_form(report: Report, kind: str) -> Gathered:
    """Gather what the form of a kind of piece offers: figures of everybody, or quotes."""
    return gathered_now(report, Composed(), now(), has_quotes=kind == PickedBlock.name)


def _is_saved(form: Any) -> bool:
    """Tell whether the form is to be saved, not only a figure put into its text."""
    if isinstance(form, TextForm) and "insert" in request.form:
        form.insert(current_language())
        return False
    return bool(form.validate_on_submit())


def _piece_page(
    report: Report, kind: str, form: Any, piece: Piece | None, theirs: Any = None
) -> ResponseReturnValue:
    return render_template(
        PIECE,
        report=report,
        kind=kind,
        kinds=KINDS,
        form=form,
        piece=piece,
        theirs=theirs,
        after=request.args.get("after", ""),
    )


@bp.route("/<language:lang>/manage/reports/<report>/<piece>", methods=["GET", "POST"])
@requires(may_report, report_named)
def piece(report: str, piece: str) -> ResponseReturnValue:
    """Change a piece."""
    found = report_named(report)
    old = _named(found, piece)
    if old is None:
        return _gone(found)
    kind = old.block.name
    gathered = _for_form(found, kind)
    form, theirs = form_of(found, kind, gathered, old.block, old.mark), None
    if _is_saved(form):
        try:
            with unit_of_work():
                block = block_of(form, found, old.block)
                composing.change(found, piece, block, form.seen, now())
            return back(found, piece)
        except Outdated:
            new = _named(found, piece)
            if new is None:
                return _gone(found)
            _overtaken(form, new.mark)
            theirs = row_of(new, home_of(found), gathered)
    return _piece_page(found, kind, form, old, theirs)


def _named(report: Report, name: str) -> Piece | None:
    try:
        return composed_of(report).named(name)
    except NoSuchPiece:
        return None


def _gone(report: Report) -> ResponseReturnValue:
    """Say that a piece was removed meanwhile; what was typed can be added as a new one."""
    if request.method != "POST":
        raise NotFound
    kind = request.form.get("kind", "")
    typed = [(n, said) for n, said in request.form.items(multi=True) if n not in NOT_TYPED]
    shown = {"report": report, "typed": typed, "kind": kind if kind in FORMS else "text"}
    return render_template("reports/manage/gone.html", **shown), 409


@bp.post("/<language:lang>/manage/reports/<report>/<piece>/<any(up,down,remove):step>")
@requires(may_report, report_named)
def move(report: str, piece: str, step: str) -> ResponseReturnValue:
    """Move a piece, or leave it out."""
    found = report_named(report)
    if ConfirmForm().validate_on_submit():
        try:
            with unit_of_work():
                if step == "remove":
                    composing.remove(found, piece, request.form.get("mark", ""), now())
                else:
                    composing.move(found, piece, STEPS[step], now())
        except Outdated:
            flash(_("Somebody else has changed this meanwhile. Look at it before you remove it."))
    return back(found, "" if step == "remove" else piece)


@bp.post("/<language:lang>/manage/reports/<report>/undo")
@requires(may_report, report_named)
def undo(report: str) -> ResponseReturnValue:
    """Bring back what was removed last."""
    found = report_named(report)
    if ConfirmForm().validate_on_submit():
        try:
            with unit_of_work():
                composing.undo(found, now())
            flash(_("What was removed is back."))
        except NothingToUndo:
            flash(_("Somebody has changed the report since, so this can no longer be undone."))
    return back(found)


@bp.post("/<language:lang>/manage/reports/<report>/figures")
@requires(may_report, report_named)
def figures(report: str) -> ResponseReturnValue:
    """Keep a figure as it is, let it follow the answers, or do so with all of them."""
    found = report_named(report)
    if ConfirmForm().validate_on_submit():
        deed, name = request.form.get("deed", ""), request.form.get("piece", "")
        written = request.form.get("figure", "")
        with unit_of_work():
            if deed.startswith("keep"):
                known = gathered_now(found, composed_of(found), now()).by_source
                if name:
                    composing.freeze(found, name, written, known, now())
                else:
                    composing.freeze_all(found, known, now())
            elif name:
                composing.follow(found, name, written, now())
            else:
                composing.follow_all(found, now())
    return back(found, name)
