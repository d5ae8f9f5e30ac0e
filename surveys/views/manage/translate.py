"""Every text of a survey side by side: the source on the left, a translation on the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.i18n.text import Text, TextState
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.registry import asks
from surveys.services import translating
from surveys.services.translating import Translation
from surveys.views.manage.blueprint import bp, opened, survey_here

LONG = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text on the page. `number` names its fields; `words` are kept when they were refused."""

    number: int
    address: str
    where: str
    text: Text
    words: str
    state: TextState
    mark: str
    is_ticked: bool = False
    is_refused: bool = False

    @property
    def rows(self) -> int:
        """How many lines the field shows."""
        longest = max((len(words) for words in self.text.translations.values()), default=0)
        lines = self.text.in_("").count("\n") + 1
        return min(max(lines, longest // LONG + 1), 12)


@bp.get("/<language:lang>/manage/a/<activity>/translate")
@requires(may_see_activity, survey_here)
def translate(activity: str) -> ResponseReturnValue:
    """Show the texts with their translations."""
    return _page(activity, {})


@bp.post("/<language:lang>/manage/a/<activity>/translate")
@requires(may_edit_activity, survey_here)
def save_translations(activity: str) -> ResponseReturnValue:
    """Save everything that changed; show again what somebody else changed meanwhile."""
    if SWITCH in request.form:
        return _page(activity, _said())
    found = survey_here(activity)
    source, target = pair_of(found)
    with unit_of_work():
        refused = translating.save(found, source, target, _said())
    if refused:
        return _page(activity, refused, is_refused=True), 409
    flash(_("The translations are saved."))
    only = request.args.get("only")
    return redirect(url_for(".translate", activity=activity, to=target, only=only))


def pair_of(activity: Activity) -> tuple[str, str]:
    """Return source and target: the target is the first other language unless one is named.

    The main language can be named too: a form from elsewhere may come without it.
    """
    source, *others = translating.languages_of(activity)
    wanted = request.args.get("to", "")
    if others and wanted == source:
        return others[0], source
    return source, wanted if wanted in others else next(iter(others), source)


def _said() -> dict[str, Translation]:
    form = request.form
    found = {}
    for name, address in form.items():
        if name.startswith("address-"):
            number = name.removeprefix("address-")
            words = form.get(f"words-{number}", "").replace("\r\n", "\n").strip()
            found[address] = Translation(
                words=words, state=_state(number, words), mark=form.get(f"mark-{number}", "")
            )
    return found


def _state(number: str, words: str) -> TextState:
    """Read the box beside a text: "still a draft", or "still right" for one that was stale."""
    box, was = request.form.get(f"state-{number}"), request.form.get(f"was-{number}")
    if not words:
        return TextState.MISSING
    if was == TextState.STALE:
        return TextState.APPROVED if box == TextState.APPROVED else TextState.STALE
    return TextState.DRAFT if box == TextState.DRAFT else TextState.APPROVED


def _stored(text: Text, source: str, target: str) -> Translation:
    """Return what is stored of a text, as a translator would say it."""
    return Translation(
        words=text.translations.get(target, ""),
        state=text.state(target),
        mark=translating.mark_of(text, source, target),
    )


def _is_ticked(was: TextState, said: Translation) -> bool:
    return said.state == (TextState.APPROVED if was is TextState.STALE else TextState.DRAFT)


def _page(activity: str, said: Mapping[str, Translation], *, is_refused: bool = False) -> str:
    """Show the texts as stored, or as `said` on the page: refused, or not to be saved yet.

    A refused one is compared from now on with what somebody else has made of it.
    """
    found, survey, questionnaire = opened(activity)
    source, target = pair_of(found)
    texts = translating.texts_in(found, survey)
    only = request.args.get("only") == "unfinished" and not is_refused
    places, entries = places_in(questionnaire), []
    for number, (address, text) in enumerate(texts.items()):
        if only and not text.unfinished((target,)):
            continue
        stored = _stored(text, source, target)
        shown = said.get(address, stored)
        entries.append(
            Entry(
                number=number,
                address=address,
                where=places[address],
                text=text,
                words=shown.words,
                state=stored.state,
                mark=stored.mark if is_refused else shown.mark,
                is_ticked=_is_ticked(stored.state, shown),
                is_refused=is_refused and address in said,
            )
        )
    return _rendered(found, texts, entries, only=only, is_refused=is_refused)


def _rendered(
    activity: Activity,
    texts: Mapping[str, Text],
    entries: Sequence[Entry],
    *,
    only: bool,
    is_refused: bool,
) -> str:
    source, target = pair_of(activity)
    return render_template(
        "surveys/manage/translate.html",
        activity=activity,
        source=source,
        target=target,
        languages=translating.languages_of(activity),
        completeness=translating.completeness(texts.values(), activity.languages),
        entries=entries,
        only=only,
        may_edit=may_edit_activity(actor(), activity),
        refused=is_refused,
        count=ngettext("%(num)s text", "%(num)s texts", len(entries)),
    )


def places_in(questionnaire: Questionnaire) -> dict[str, str]:
    """Say of every address what it is."""
    found = {
        "~title": _("Title of the survey"),
        "~summary": _("Summary of the survey"),
        "~thanks": _("Words of thanks"),
    }
    parts = {
        "title": _("Page: title"),
        "intro": _("Page: introduction"),
        "hint": _("Help text"),
        "unit": _("Unit"),
        "option": _("Option"),
        "row": _("Statement"),
        "alt": _("What the picture shows"),
        "right": _("Statement at the other end"),
        "scale": _("Option of the second scale"),
        "rule": _("Message for an answer that breaks a rule"),
        "low": _("Words for the low end"),
        "high": _("Words for the high end"),
        "label": _("Heading"),
        "first": _("Name of the first scale"),
        "second": _("Name of the second scale"),
    }
    silent = {question.code for question in questionnaire.questions() if not asks(question)}
    number = 0
    for address, _text in questionnaire.texts():
        owner, part, *_code = address.split(".")
        asking = part == "label" and owner not in silent
        number += asking
        question = _("Question %(number)s", number=number)
        found[address] = question if asking else parts.get(part, _("Words"))
    return found
