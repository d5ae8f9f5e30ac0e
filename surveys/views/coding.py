"""Pages on which staff give themes to answers, and write the themes."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.policy import may_analyse
from participation.platform.access.routes import actor, requires
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from participation.texts.themes import STRONG
from surveys.coding_models import Theme
from surveys.forms.coding import LONGEST_NAME, MergeForm, ThemeForm
from surveys.services import coding, frames, open_answers
from surveys.services.open_answers import Asked
from surveys.views.results import bp, survey_named


def coder() -> int:
    """Return whose codings these are."""
    person = actor().person_id
    if person is None:
        raise NotFound
    return person


@bp.get("/<language:lang>/manage/a/<activity>/results/texts/<name>/code")
@requires(may_analyse, survey_named)
def code(activity: str, name: str) -> ResponseReturnValue:
    """Show the next answer the coder has not read, or one that is asked for."""
    question = open_answers.asked(survey_named(activity), name)
    wanted, after = request.args.get("answer", ""), request.args.get("after", "")
    turn = coding.turn(question, coder(), wanted, after)
    return render_template(
        "surveys/manage/answers/code.html",
        activity=question.activity,
        question=question,
        name=name,
        turn=turn,
        strong=STRONG,
        longest=LONGEST_NAME,
        others=_others(question, turn),
    )


def _others(question: Asked, turn: coding.Turn) -> list[Theme]:
    """Return what other coders chose, once the coder has chosen: not before."""
    if turn.answer is None or turn.mine is None:
        return []
    theirs = [ids for who, ids in turn.answer.readings.items() if who != coder()]
    chosen = frozenset[int]().union(*theirs)
    return [theme for theme in question.themes if theme.id in chosen]


@bp.post("/<language:lang>/manage/a/<activity>/results/texts/<name>/code")
@requires(may_analyse, survey_named)
def save_code(activity: str, name: str) -> ResponseReturnValue:
    """Save an answer's themes, and go to the next answer."""
    question = open_answers.asked(survey_named(activity), name)
    answer = open_answers.answer(question, request.form.get("answer", ""))
    with unit_of_work():
        themes = [question.theme(one) for one in request.form.getlist("theme")]
        words = request.form.get("new", "").strip()[:LONGEST_NAME]
        if words:
            label = Text({current_language(): words})
            themes.append(frames.add_theme(question, label, actor=actor()))
        keys = coding.with_alike(question, answer, wanted="alike" in request.form)
        coding.code(question, keys, themes, coder_id=coder())
    return redirect(url_for(".code", activity=activity, name=name, after=answer.name))


@bp.route(
    "/<language:lang>/manage/a/<activity>/results/texts/<name>/themes", methods=["GET", "POST"]
)
@requires(may_analyse, survey_named)
def themes(activity: str, name: str) -> ResponseReturnValue:
    """List the themes with their numbers and how well coders agree; add one."""
    question, form = open_answers.asked(survey_named(activity), name), ThemeForm()
    if form.validate_on_submit():
        with unit_of_work():
            frames.add_theme(question, form.label.data, form.meaning.data, actor=actor())
        flash(_("The theme has been added."))
        return redirect(url_for(".themes", activity=activity, name=name))
    return render_template(
        "surveys/manage/answers/themes.html",
        activity=question.activity,
        question=question,
        name=name,
        form=form,
        standing=coding.standing(question),
    )


@bp.route(
    "/<language:lang>/manage/a/<activity>/results/texts/<name>/themes/<theme>",
    methods=["GET", "POST"],
)
@requires(may_analyse, survey_named)
def theme(activity: str, name: str, theme: str) -> ResponseReturnValue:
    """Show a theme to be renamed, merged or removed; save its words."""
    question = open_answers.asked(survey_named(activity), name)
    found = question.theme(theme)
    form = ThemeForm(data={"label": found.label, "meaning": found.meaning})
    if form.validate_on_submit():
        with unit_of_work():
            words = form.label.data, form.meaning.data
            frames.edit_theme(question, found, *words, actor=actor())
        flash(_("The theme has been saved."))
        return redirect(url_for(".themes", activity=activity, name=name))
    return render_template(
        "surveys/manage/answers/theme.html",
        activity=question.activity,
        question=question,
        name=name,
        theme=found,
        form=form,
        merge_form=_merging(question, found),
    )


def _merging(question: Asked, theme: Theme) -> MergeForm:
    form = MergeForm(formdata=request.form if "into" in request.form else None)
    language = current_language()
    form.into.choices = [
        (one.public_id, one.label.in_(language)) for one in question.themes if one.id != theme.id
    ]
    return form


@bp.post("/<language:lang>/manage/a/<activity>/results/texts/<name>/themes/<theme>/<deed>")
@requires(may_analyse, survey_named)
def change_theme(activity: str, name: str, theme: str, deed: str) -> ResponseReturnValue:
    """Move, merge or remove a theme."""
    question = open_answers.asked(survey_named(activity), name)
    found = question.theme(theme)
    with unit_of_work():
        if deed in ("up", "down"):
            frames.move_theme(question, found, up=deed == "up")
        elif deed == "merge":
            into = question.theme(request.form.get("into", ""))
            frames.merge_themes(question, found, into, actor=actor())
            flash(_("The themes are one now."))
        elif deed == "remove":
            frames.remove_theme(question, found, actor=actor())
            flash(_("The theme has been removed."))
        else:
            raise NotFound
    return redirect(url_for(".themes", activity=activity, name=name))
