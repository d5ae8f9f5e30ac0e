"""Fill a ballot: find projects, compare them, put them into the basket."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import voting_words
from budgeting.domain.voting import ballots
from budgeting.domain.voting.ballots import Wrong
from budgeting.models import BallotKind, BudgetArea
from budgeting.project_models import Project
from budgeting.views.voting_basket import Basket, TooFull
from budgeting.views.voting_visit import (
    PLACE,
    Visit,
    bp,
    enter,
    leave,
    page,
    private,
    project_of,
    to,
    turned_away,
)
from participation.platform.access.routes import public
from participation.platform.web.languages import plain

A_PAGE, MOST_COMPARED = 40, 4
FILTERS = ("area", "category", "q", "liked")
# A ballot that is not full yet may be kept; one that breaks a limit may not.
NOT_YET = frozenset({Wrong.EMPTY, Wrong.TOO_FEW})
LARGEST = 10_000
WHOLE = re.compile(r"-?[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which projects somebody wants to see."""

    area: str = ""
    category: str = ""
    q: str = ""
    liked: str = ""
    page: int = 1

    @property
    def kept(self) -> dict[str, str]:
        """What goes on in addresses."""
        asked = {"area": self.area, "category": self.category, "q": self.q, "liked": self.liked}
        return {name: value for name, value in asked.items() if value}


def _filters() -> Filters:
    area, category, q, liked = (request.args.get(name, "").strip()[:100] for name in FILTERS)
    typed = request.args.get("page", "")
    number = int(typed) if WHOLE.fullmatch(typed) else 1
    return Filters(area, category, q, liked, max(number, 1))


def _wanted(visit: Visit, asked: Filters) -> list[Project]:
    """Return the projects somebody wants to see and may vote on, in their own order."""
    projects, parts = visit.by_code, {area.id: area for area in visit.budget.areas}
    mine = set(visit.terms.open_parts())
    found = []
    for code in visit.basket.shuffled(list(projects)):
        one = projects[code]
        if parts[one.area_id].code in mine and _fits(one, parts[one.area_id], asked, visit.basket):
            found.append(one)
    return found


def _fits(one: Project, area: BudgetArea, asked: Filters, basket: Basket) -> bool:
    said = f"{plain(one.title)} {plain(one.description)} {plain(one.place)} {one.number}".casefold()
    return (
        asked.area in ("", area.code)
        and asked.category in ("", one.category.code if one.category else "")
        and asked.q.casefold() in said
        and (not asked.liked or one.code in basket.liked)
    )


def meters(visit: Visit) -> list[tuple[str, ballots.Meter, str]]:
    """Return how full the ballot is in each area the voter votes in, and that in words."""
    terms, names = visit.terms, {area.code: plain(area.name) for area in visit.budget.areas}
    found = []
    for code in terms.open_parts():
        measured = ballots.meter(terms, visit.basket.marks, code)
        found.append((code, measured, voting_words.measure(measured, terms, names[code])))
    return found


@bp.get(f"{PLACE}/projects")
@public
def projects(activity: str) -> ResponseReturnValue:
    """List the projects, each with a button that chooses it."""
    visit = enter(activity)
    away = turned_away(visit)
    if away is not None:
        return away
    asked = _filters()
    found = _wanted(visit, asked)
    last = max(1, -(-len(found) // A_PAGE))
    number = min(asked.page, last)
    shown = found[(number - 1) * A_PAGE : number * A_PAGE]
    return private(
        page(
            "projects", visit, found=shown, count=len(found), asked=asked, number=number,
            last=last, meters=meters(visit), euros=voting_words.euros, terms=visit.terms,
        )
    )  # fmt: skip


@bp.get(f"{PLACE}/compare")
@public
def compare(activity: str) -> ResponseReturnValue:
    """Show some projects side by side."""
    visit = enter(activity)
    away = turned_away(visit)
    if away is not None:
        return away
    codes = dict.fromkeys(request.args.getlist("project") or visit.basket.liked)
    found = [project_of(visit, code) for code in codes if code in visit.by_code][:MOST_COMPARED]
    return private(
        page("compare", visit, found=found, meters=meters(visit), euros=voting_words.euros)
    )


@bp.post(f"{PLACE}/basket")
@public
def change(activity: str) -> ResponseReturnValue:
    """Choose a project, take it off, or mark it as a favourite."""
    visit = enter(activity)
    away = turned_away(visit, status=410)
    if away is not None:
        return away
    code, deed = request.form.get("project", ""), request.form.get("do", "")
    basket = _changed(visit, code, deed)
    back = _back(visit, code)
    try:
        return leave(redirect(back), visit, basket)
    except TooFull:
        flash(_("Your browser cannot keep more. Take something off before you choose more."))
        return private(redirect(back))


def _back(visit: Visit, code: str) -> str:
    if request.form.get("back") == "review":
        return to(visit, "review")
    if request.form.get("back") == "compare":
        return to(visit, "compare", project=request.args.getlist("project"))
    number = request.args.get("page")
    anchor = f"project-{code}" if code in visit.by_code else None
    return to(visit, "projects", **_filters().kept, page=number, _anchor=anchor)


def _changed(visit: Visit, code: str, deed: str) -> Basket:
    basket = visit.basket
    if deed in ("like", "unlike"):
        liked = [one for one in basket.liked if one != code]
        is_new = deed == "like" and code in visit.by_code
        return replace(basket, liked=[*liked, code] if is_new else liked)
    marks = _marked(visit, code, deed)
    worse = _worse(visit, marks)
    if worse:
        names = voting_words.names_of(visit.budget, visit.by_code)
        for one in worse:
            flash(voting_words.fault(one, names))
        return basket
    return basket.with_marks(marks)


def _worse(visit: Visit, marks: Mapping[str, int]) -> Sequence[ballots.Fault]:
    """Return the limits that a change would break, unless they were broken before."""
    before = {(one.wrong, one.where) for one in ballots.faults(visit.terms, visit.basket.marks)}
    found = ballots.faults(visit.terms, marks)
    return [
        one for one in found if one.wrong not in NOT_YET and (one.wrong, one.where) not in before
    ]


def _marked(visit: Visit, code: str, deed: str) -> dict[str, int]:
    """Return the marks after a deed."""
    marks = dict(visit.basket.marks)
    is_ranked = visit.terms.kind == BallotKind.RANK
    if deed == "remove":
        marks.pop(code, None)
    elif code in visit.by_code and deed == "add":
        _put(visit, marks, code)
    elif code in marks and deed in ("up", "down") and is_ranked:
        _move(visit, marks, code, -1 if deed == "up" else 1)
    return _ranked(visit, marks) if is_ranked else marks


def _put(visit: Visit, marks: dict[str, int], code: str) -> None:
    """Choose a project, with the number typed where one is asked for."""
    kind = visit.terms.kind
    if kind not in (BallotKind.POINTS, BallotKind.SCORE):
        marks.setdefault(code, LARGEST if kind == BallotKind.RANK else 1)
        return
    typed = _typed()
    if typed is None:
        flash(_("Write a whole number, without decimals."))
    elif kind == BallotKind.POINTS and typed == 0:
        marks.pop(code, None)
    else:
        marks[code] = typed


def _typed() -> int | None:
    typed = request.form.get("mark", "").strip().replace("\N{MINUS SIGN}", "-")
    return int(typed) if WHOLE.fullmatch(typed) else None


def _move(visit: Visit, marks: dict[str, int], code: str, by: int) -> None:
    area = visit.by_code[code].area_id
    line = sorted((c for c in marks if _area_of(visit, c) == area), key=lambda c: marks[c])
    place = line.index(code)
    other = place + by
    if 0 <= other < len(line):
        marks[code], marks[line[other]] = marks[line[other]], marks[code]


def _area_of(visit: Visit, code: str) -> int | None:
    one = visit.by_code.get(code)
    return one.area_id if one else None


def _ranked(visit: Visit, marks: Mapping[str, int]) -> dict[str, int]:
    """Return places from 1 without a gap in each area."""
    found: dict[str, int] = {}
    for area in {_area_of(visit, code) for code in marks}:
        line = sorted((c for c in marks if _area_of(visit, c) == area), key=lambda c: marks[c])
        found |= {code: place for place, code in enumerate(line, 1)}
    return found
