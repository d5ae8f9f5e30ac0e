"""Surveys side by side: live for staff, from releases for everybody."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.domain.filters import Cut
from participation.activities.models import Activity
from participation.activities.policy import may_analyse, may_edit_activity, may_read_activity
from participation.activities.queries import newest_release
from participation.activities.services.published import ResultsNotYet, check_public
from participation.platform.access.routes import actor, public, requires
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language, plain
from participation.platform.web.site import site
from surveys.cut_words import CutWords
from surveys.development_tables import figures_table, notes_table
from surveys.developments import Developments, held_at
from surveys.domain.counting.variables import asked, facts
from surveys.services import earlier, side_by_side
from surveys.services.downloading import note_download
from surveys.services.earlier import Other
from surveys.services.side_by_side import Held
from surveys.views import files
from surveys.views.cuts import parameters, wished
from surveys.views.results import bp, survey_named
from surveys.wording import Speaker

KINDS = ("xlsx", "csv")


@bp.context_processor
def _offers() -> dict[str, object]:
    return {"has_earlier": has_earlier}


def has_earlier(activity: Activity) -> bool:
    """Tell whether another survey with public results asked the same questions."""
    return bool(earlier.released_others(activity, actor(), now()))


def _names() -> list[str]:
    return list(dict.fromkeys(request.args.getlist("with")))


def _speaker() -> Speaker:
    return Speaker(current_language(), site().main_language)


def _address(names: Sequence[str], cut: Cut, also: Sequence[str]) -> dict[str, Any]:
    """Return what is shown as the parameters of an address."""
    return parameters(cut) | {"with": list(names), "also": list(also)}


class Page:
    """What a page shows: surveys side by side, which were chosen of those that could be."""

    def __init__(
        self, activity: Activity, offered: Sequence[Other], cut: Cut, held: Sequence[Held]
    ) -> None:
        self.activity, self.offered, self.cut = activity, offered, cut
        self.lacking = [each for each in held if each.lacks]
        self.also = request.args.getlist("also")
        whole, at = held_at([each for each in held if not each.lacks], activity.id)
        self.held = whole
        self.found = Developments(whole, at, _speaker(), self.also)
        self.names = [h.activity.public_id for h in held if h.activity.id != activity.id]

    @property
    def words(self) -> CutWords:
        """The words of the cut."""
        here = next(each for each in self.held if each.activity.id == self.activity.id)
        languages = facts({}, self.activity.languages)
        named = {each.name: each for each in languages}
        return CutWords(_speaker(), named | asked(here.questions))

    @property
    def only(self) -> str:
        """Which answers are compared; empty for all."""
        return self.words.short(self.cut)

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What is shown, as parameters of an address."""
        return _address(self.names, self.cut, self.also)

    @property
    def place(self) -> Mapping[str, Any]:
        """What is shown, as everything an address needs."""
        return {"activity": self.activity.public_id, **self.parameters}

    def anyway(self, code: str) -> Mapping[str, Any]:
        """Return the address at which a question is compared whatever its words."""
        return {**self.place, "also": [*self.also, code]}

    def sent(self, kind: str) -> Response:
        """Return the figures as a file."""
        tables = [figures_table(self.found), notes_table(self.found)]
        name = _("%(survey)s and earlier surveys", survey=plain(self.activity.title))
        name = f"{self.only}: {name}" if self.only else name
        return (
            files.workbook(tables, name)
            if kind == "xlsx"
            else files.csv_file(tables[0], kind, name)
        )


@bp.get("/<language:lang>/manage/a/<activity>/results/earlier")
@requires(may_analyse, survey_named)
def beside(activity: str) -> ResponseReturnValue:
    """Show the figures of several surveys side by side."""
    found = survey_named(activity)
    wish = wished(request.args).cut
    return render_template(
        "surveys/manage/earlier.html",
        activity=found,
        page=_live(found),
        may_edit=may_edit_activity(actor(), found),
        is_narrowed=earlier.shared_cut(wish).filter != wish.filter,
    )


@bp.post("/<language:lang>/manage/a/<activity>/results/earlier")
@requires(may_analyse, survey_named)
def beside_file(activity: str) -> ResponseReturnValue:
    """Send the figures of several surveys as a file, and write down that it was taken."""
    found, kind = survey_named(activity), request.form.get("kind", "")
    if kind not in KINDS:
        raise NotFound
    page = _live(found)
    with unit_of_work():
        note_download(found, kind, "earlier", actor=actor())
    return page.sent(kind)


def _live(activity: Activity) -> Page:
    offered = earlier.others(activity, actor())
    cut = earlier.shared_cut(wished(request.args).cut)
    others = [each.activity for each in earlier.chosen(offered, _names())]
    held = side_by_side.live([activity, *others], now(), cut)
    if held[0].lacks:
        raise NotFound
    return Page(activity, offered, cut, held)


@bp.get("/<language:lang>/a/<activity>/results/earlier", endpoint="public_beside")
@public
def public_beside(activity: str) -> ResponseReturnValue:
    """Show what is public of several surveys side by side."""
    found = survey_named(activity)
    return render_template("surveys/public/earlier.html", activity=found, page=_released(found))


@bp.get("/<language:lang>/a/<activity>/results/earlier.<any(csv,xlsx):kind>")
@public
def public_beside_file(activity: str, kind: str) -> ResponseReturnValue:
    """Send what is public of several surveys as a file."""
    return _released(survey_named(activity)).sent(kind)


def _released(activity: Activity) -> Page:
    moment = now()
    if not may_read_activity(actor(), activity, moment):
        raise NotFound
    check_public(activity, moment)
    mine = newest_release(activity.id)
    if mine is None:
        raise ResultsNotYet(activity=activity)
    offered = earlier.released_others(activity, actor(), moment)
    others = earlier.chosen(offered, _names())
    releases = [mine, *(each.release for each in others if each.release)]
    held = side_by_side.released([activity, *(each.activity for each in others)], releases)
    return Page(activity, offered, Cut(), held)
