"""Pages on which staff read open answers, and look at one of them closely."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from participation.activities.policy import may_analyse
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.texts.personal import Kind
from surveys.domain.questionnaire import Question
from surveys.forms.coding import QuoteForm, RedactForm
from surveys.services import open_answers, redacting
from surveys.services.coding_refusals import NotInAnswer, StillPersonal
from surveys.services.open_answers import Answer, Asked, Look
from surveys.views.results import bp, survey_named

KINDS = {
    Kind.NAME: lazy_gettext("name"),
    Kind.IDENTITY_CODE: lazy_gettext("identity code"),
    Kind.PHONE: lazy_gettext("phone number"),
    Kind.E_MAIL: lazy_gettext("e-mail address"),
    Kind.ADDRESS: lazy_gettext("address"),
    Kind.PLATE: lazy_gettext("registration plate"),
    Kind.ACCOUNT: lazy_gettext("account number"),
}
LONGEST_SEARCH = 200


@bp.get("/<language:lang>/manage/a/<activity>/results/texts/<name>")
@requires(may_analyse, survey_named)
def texts(activity: str, name: str) -> ResponseReturnValue:
    """List what people wrote, with a search."""
    question = open_answers.asked(survey_named(activity), name)
    look = Look(
        wanted=request.args.get("q", "").strip()[:LONGEST_SEARCH],
        theme=request.args.get("theme", ""),
        group=request.args.get("group", ""),
        page=request.args.get("page", 1, type=int),
    )
    found = open_answers.found(question, look)
    return render_template(
        "surveys/manage/answers/read.html",
        activity=question.activity,
        question=question,
        name=name,
        look=look,
        found=found,
        backgrounds=open_answers.backgrounds(question),
        options=_options(question, look.group),
    )


def _options(question: Asked, code: str) -> dict[str, object]:
    """Return the words of a background question's options."""
    asked: list[Question] = [
        one.question for one in open_answers.backgrounds(question) if one.question.code == code
    ]
    return {option.code: option.label for one in asked for option in one.options}


@bp.get("/<language:lang>/manage/a/<activity>/results/texts/<name>/answer/<answer>")
@requires(may_analyse, survey_named)
def one_answer(activity: str, name: str, answer: str) -> ResponseReturnValue:
    """Show one answer with its hints: to take words out, or to pick a quote."""
    question = open_answers.asked(survey_named(activity), name)
    found = open_answers.answer(question, answer)
    return _closely(question, found, RedactForm(formdata=None), _quoting(found))


def _quoting(found: Answer) -> QuoteForm:
    return QuoteForm(formdata=None, data={"passage": found.words})


def _closely(
    question: Asked, found: Answer, redact_form: RedactForm, quote_form: QuoteForm
) -> ResponseReturnValue:
    return render_template(
        "surveys/manage/answers/closely.html",
        activity=question.activity,
        question=question,
        name=question.name,
        answer=found,
        parts=redacting.parts(found.words),
        kinds=KINDS,
        gone=redacting.redactions(question, found.key),
        quotes=redacting.quotes(question, found.key),
        redact_form=redact_form,
        quote_form=quote_form,
    )


@bp.post("/<language:lang>/manage/a/<activity>/results/texts/<name>/answer/<answer>/redact")
@requires(may_analyse, survey_named)
def redact(activity: str, name: str, answer: str) -> ResponseReturnValue:
    """Take words out of an answer for good."""
    question = open_answers.asked(survey_named(activity), name)
    found, form = open_answers.answer(question, answer), RedactForm()
    chosen = set(request.form.getlist("hint", type=int))
    if not form.validate_on_submit():
        return _closely(question, found, form, _quoting(found))
    try:
        with unit_of_work():
            typed = form.typed.data or ""
            redacting.redact(question, found, chosen, typed, actor=actor(), now=now())
    except NotInAnswer:
        form.typed.errors = [_("Choose words to take out, as they are in the answer.")]
        return _closely(question, found, form, _quoting(found))
    flash(_("The words are gone from the answer, from files and from quotes."))
    return redirect(url_for(".one_answer", activity=activity, name=name, answer=answer))


@bp.post("/<language:lang>/manage/a/<activity>/results/texts/<name>/answer/<answer>/quote")
@requires(may_analyse, survey_named)
def pick_quote(activity: str, name: str, answer: str) -> ResponseReturnValue:
    """Pick a passage for reports."""
    question = open_answers.asked(survey_named(activity), name)
    found, form = open_answers.answer(question, answer), QuoteForm()
    if not form.validate_on_submit() or not _picked(question, found, form):
        return _closely(question, found, RedactForm(formdata=None), form)
    flash(_("The quote can be used in reports."))
    return redirect(url_for(".quotes", activity=activity, name=name))


def _picked(question: Asked, found: Answer, form: QuoteForm) -> bool:
    """Pick the passage, or say on the form what is missing."""
    passage, is_clean = form.passage.data or "", bool(form.is_clean.data)
    try:
        with unit_of_work():
            redacting.pick(question, found, passage, is_clean=is_clean, actor=actor(), now=now())
    except NotInAnswer:
        form.passage.errors = [_("The answer does not have these words in this order.")]
    except StillPersonal:
        form.is_clean.errors = [_("Confirm that you have read the passage.")]
    else:
        return True
    return False


@bp.get("/<language:lang>/manage/a/<activity>/results/texts/<name>/quotes")
@requires(may_analyse, survey_named)
def quotes(activity: str, name: str) -> ResponseReturnValue:
    """List the quotes picked for reports."""
    question = open_answers.asked(survey_named(activity), name)
    return render_template(
        "surveys/manage/answers/quotes.html",
        activity=question.activity,
        question=question,
        name=name,
        quotes=redacting.quotes(question),
    )


@bp.post("/<language:lang>/manage/a/<activity>/results/texts/<name>/quotes/<quote>")
@requires(may_analyse, survey_named)
def put_back(activity: str, name: str, quote: str) -> ResponseReturnValue:
    """Take a quote out of those picked."""
    with unit_of_work():
        redacting.put_back(open_answers.asked(survey_named(activity), name), quote)
    flash(_("The quote is no longer picked."))
    return redirect(url_for(".quotes", activity=activity, name=name))
