"""When two people have changed the same thing: both versions side by side, and nothing lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import BooleanField, Field, SelectFieldBase

from participation.activities.models import Activity
from participation.platform.i18n.fields import TextField
from participation.platform.i18n.locales import number
from participation.platform.web.forms import SWITCH
from participation.platform.web.languages import current_language
from surveys.forms.building import RevisedForm
from surveys.forms.lines import LinesField

# Sent by the page that shows both versions: a change of its language shows both again.
BOTH = "_both"
NOT_TYPED = ("csrf_token", "revision", "mark", "do", SWITCH, BOTH)
NOT_READ = ("-was", "-state", "-code", "-kind")
# Language and words; no language when they are the same in all.
Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """A field in which what was written differs from what is there now."""

    title: Any
    theirs: Sequence[Said]
    mine: Sequence[Said]


def is_read_in_another_language() -> bool:
    """Tell whether somebody reads both versions and only changed the page's language.

    The form on that page knows the newest revision: the editor would save over it unasked.
    """
    return SWITCH in request.form and BOTH in request.form


def conflict_page(
    activity: Activity | None, mine: RevisedForm, theirs: RevisedForm
) -> ResponseReturnValue:
    """Show field by field where they differ, with ways to put mine on top or keep theirs.

    Without an activity it is about a question of the bank.
    """
    pictures = _pictures(mine)
    page = render_template(
        "surveys/manage/conflict.html",
        activity=activity,
        sides=sides(mine, theirs),
        kept=[(name, pictures.get(name, words)) for name, words in _kept()],
        theirs=theirs,
        action=request.path,
    )
    return page, 409


def gone_page(activity: Activity | None, action: str) -> ResponseReturnValue:
    """Show what was written about something deleted meanwhile, and how to add it anew."""
    if request.method != "POST":
        abort(404)
    page = render_template(
        "surveys/manage/gone.html",
        activity=activity,
        typed=[(n, w) for n, w in _kept() if w.strip() and not n.endswith(NOT_READ)],
        kept=_kept(),
        action=action,
    )
    return page, 409


def sides(mine: RevisedForm, theirs: RevisedForm) -> list[Side]:
    """Return the fields that differ."""
    found = []
    for field in mine:
        if field.name in NOT_TYPED or field.name not in theirs:
            continue
        stored, written = _said(theirs[field.name]), _said(field)
        if stored != written:
            found.append(Side(field.label.text, *_apart(stored, written)))
    return found


def _apart(stored: list[Said], written: list[Said]) -> tuple[list[Said], list[Said]]:
    """Leave out languages that say the same; a list is shown whole, for its order."""
    same = {said for said in stored if said[0] and said in written}
    theirs, mine = ([s for s in side if s not in same] for side in (stored, written))
    return theirs, mine


def _pictures(mine: RevisedForm) -> dict[str, str]:
    """Return the names of pictures that came with the form and are stored already."""
    lists = (field for field in mine if isinstance(field, LinesField) and field.has_pictures)
    return {
        f"{field.name}-{n}-image": line.image
        for field in lists
        for n, line in enumerate(field.lines)
    }


def _kept() -> list[tuple[str, str]]:
    return [(n, w) for n, w in request.form.items(multi=True) if n not in NOT_TYPED]


def _said(field: Field) -> list[Said]:
    """Return what a field says, as people read it."""
    if isinstance(field, TextField):
        words = field.data.translations
        return [(code, words[code]) for code in field.languages if code in words]
    if isinstance(field, LinesField):
        return [("", _line(field, n)) for n in range(len(field.written()))]
    if isinstance(field, BooleanField):
        return [("", _("Yes") if field.data else _("No"))]
    if isinstance(field, SelectFieldBase):
        return [("", str(choice[1])) for choice in field.iter_choices() if choice[2]]
    return [("", words)] if (words := _plain(field.data)) else []


def _line(field: LinesField, n: int) -> str:
    line = field.written()[n]
    texts = (line.label, line.right, line.alt)
    told = [
        " / ".join(words[code] for code in field.languages if code in words)
        for words in (text.translations for text in texts)
    ]
    told += [_("stands alone")] * line.exclusive
    return " \N{EN DASH} ".join(part for part in told if part)


def _plain(data: Any) -> str:
    if isinstance(data, int | float) and not isinstance(data, bool):
        return number(data, current_language())
    return "" if data is None else str(data)
