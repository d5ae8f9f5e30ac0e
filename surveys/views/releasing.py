"""Staff choose what of results becomes public, look at it first, and correct it later."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from participation.activities.domain.disclosure import key
from participation.activities.domain.findings import Finding
from participation.activities.kinds import Subject
from participation.activities.models import Activity, Release, ReleaseDraft
from participation.activities.policy import may_edit_activity
from participation.activities.queries import release_numbered
from participation.activities.refusals import Overtaken, StillCounting
from participation.activities.services import drafting, releasing
from participation.activities.services.published import Published
from participation.activities.services.releasing import Choice, Drafted
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.jobs.queue import nudge
from participation.platform.transactions import after_commit, unit_of_work
from participation.platform.web.languages import plain
from surveys.cut_words import facts
from surveys.domain.counting.union import Joined
from surveys.forms.releasing import CorrectionForm, ReleaseForm
from surveys.hidings import hidings
from surveys.histories import with_versions
from surveys.services import splitting, weighting
from surveys.views.public_results import split_of
from surveys.views.release_refusals import REFUSALS, offered, refused_words
from surveys.views.results import bp, label_of, survey_named

JOB = "activities.decide"
PUBLISH = "/<language:lang>/manage/a/<activity>/results/publish"


@bp.route(PUBLISH, methods=["GET", "POST"], endpoint="publish")
@requires(may_edit_activity, survey_named)
def publish(activity: str) -> ResponseReturnValue:
    """Choose what becomes public, look at it, and publish it."""
    found, moment = survey_named(activity), now()
    releases = db.session.scalars(releasing.releases_of(found.id)).all()
    looked = drafting.planned(found) if "look" in request.args else None
    form = _form(found, releases[0] if releases else None, looked)
    if looked is not None and request.method == "GET":
        if page := _looked(found, form, looked, moment):
            return page
    elif form.validate_on_submit() and "change" not in request.form:
        try:
            return _go_on(found, form, moment)
        except Overtaken:
            return _planned(found, form.choice(), moment)
        except REFUSALS as refusal:
            db.session.rollback()
            form.splits.errors = [refused_words(refusal, form)]
    return render_template(
        "surveys/manage/release.html",
        activity=found,
        form=form,
        releases=releases,
        can_release=found.shows_results(moment),
    )


def _looked(
    activity: Activity, form: ReleaseForm, looked: ReleaseDraft, moment: datetime
) -> ResponseReturnValue:
    """Show what was decided in the background, or that it is not yet; nothing if it was refused."""
    if looked.decided is None:
        return render_template("surveys/manage/release_waiting.html", activity=activity)
    if "refused" in looked.decided:
        refusals = {each.__name__: each for each in REFUSALS}
        kind = refusals.get(looked.decided["refused"], StillCounting)
        form.splits.errors = [refused_words(kind(**looked.decided["facts"]), form)]
        return ""
    return _previewed(activity, form, drafting.drafted_of(looked), moment)


def _go_on(activity: Activity, form: ReleaseForm, moment: datetime) -> ResponseReturnValue:
    """Show what the choice comes to, or publish it when it has been looked at."""
    choice, drafted = form.choice(), None
    if drafting.takes_long(choice, len(choice.subjects or ())):
        drafted = drafting.decided(activity, choice, moment)
        if drafted is None:
            return _planned(activity, choice, moment)
    if "publish" in request.form:
        with unit_of_work():
            made = releasing.release(activity, choice, now=moment, actor=actor(), drafted=drafted)
            drafting.forget(activity)
            number = made.number
        flash(_("The results are public as release %(number)s.", number=number))
        return redirect(url_for("surveys_results.publish", activity=activity.public_id))
    return _previewed(activity, form, drafted or releasing.draft(activity, choice, moment), moment)


def _planned(activity: Activity, choice: Choice, moment: datetime) -> ResponseReturnValue:
    """Have a choice decided in the background, and show how far that is."""
    releasing.check_allowed(activity, moment)
    with unit_of_work():
        drafting.plan(activity, choice, moment)
        after_commit(lambda: nudge(JOB))
    return redirect(url_for("surveys_results.publish", activity=activity.public_id, look=1))


def _previewed(
    activity: Activity, form: ReleaseForm, drafted: Drafted, moment: datetime
) -> ResponseReturnValue:
    return render_template(
        "surveys/manage/release_preview.html",
        activity=activity,
        form=form,
        drafted=drafted,
        shown=Published(_unmade(activity, drafted, form, moment), drafted.findings),
        hidden=_hidden(drafted, activity.least_people),
        split_words=offered(form),
    )


def _unmade(activity: Activity, drafted: Drafted, form: ReleaseForm, moment: datetime) -> Release:
    """Return the release that is not made, for pages that show one. It is in no session."""
    with db.session.no_autoflush:
        return Release(
            number=0,  # it has none until it is made
            published=moment,
            is_final=form.choice().is_final,
            note=form.choice().note,
            responses=drafted.responses,
            document={
                "minimum": activity.least_people,
                "excluded": {},
                "weights": drafted.weights,
            },
            corrections=[],
        )


def _hidden(drafted: Drafted, minimum: int) -> Mapping[tuple[str, str], list[str]]:
    """Say of each finding and split what the public will not see of it."""
    told = {(key(finding), finding.by): finding for finding in drafted.findings}

    def names(group: Mapping[str, Any]) -> str:
        finding = next(f for f in drafted.findings if f.by)
        return split_of(finding).name_of(group)

    return {
        name: list(hidings(true, told.get(name), minimum, names))
        for true in drafted.true
        if (name := (key(true), true.by))[0] not in drafted.kept
    }


def _form(
    activity: Activity, newest: Release | None, looked: ReleaseDraft | None = None
) -> ReleaseForm:
    """Return the form with what can be chosen; at first what is looked at, or as was told last."""
    questions, splits = splitting.offered(activity)
    subjects = [(f"{each.question.code}{each.mark}", _asked(each)) for each in questions]
    every = tuple(subject for subject, _words in subjects)
    choice = drafting.from_json(looked.choice) if looked else _told(newest, every)
    form = ReleaseForm(
        data={
            "subjects": list(choice.subjects or every),
            "splits": list(choice.splits),
            "is_weighted": choice.is_weighted,
            "state": "final" if choice.is_final else "preliminary",
            "note": choice.note,
        }
    )
    groups = [(each.code, _words(each)) for each in splits]
    form.offer(subjects, groups, has_weights=weighting.saved(activity.id) is not None)
    return form


def _told(newest: Release | None, every: tuple[str, ...]) -> Choice:
    """Return what the newest release was made of; everything before the first."""
    if newest is None:
        return Choice(subjects=every)
    return Choice(
        subjects=tuple(dict.fromkeys(key(f) for f in releasing.findings_of(newest))),
        splits=tuple(newest.document["splits"]),
        is_weighted=bool(newest.document.get("weights")),
        is_final=newest.is_final,
        note=newest.note,
    )


def _asked(each: Joined) -> str:
    label = str(plain(each.question.label))
    return with_versions(each.versions) % {"question": label} if each.apart else label


def _plain(finding: Finding) -> str:
    return Markup(label_of(finding)).striptags()  # noqa: S704 -- escaped where it is made


def _words(each: Subject) -> str:
    return facts().get(each.code) or str(plain(each.label))


@bp.route(f"{PUBLISH}/<int:number>/correct", methods=["GET", "POST"])
@requires(may_edit_activity, survey_named)
def correct(activity: str, number: int) -> ResponseReturnValue:
    """Tell in public what was wrong in a release."""
    found = survey_named(activity)
    release = release_numbered(found.id, number)
    findings = [f for f in releasing.findings_of(release) if not f.by]
    form = CorrectionForm([(key(finding), _plain(finding)) for finding in findings])
    if form.validate_on_submit():
        with unit_of_work():
            releasing.correct(release, form.amendment(), now=now(), actor=actor())
        flash(_("The correction is public."))
        return redirect(url_for("surveys_results.publish", activity=activity))
    return render_template(
        "surveys/manage/release_correct.html", activity=found, form=form, release=release
    )
