"""A page of a questionnaire as HTML.

A page on which nobody has typed is the same for everybody but for two hidden fields, and is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template

from participation.activities.views import tickets
from participation.platform.clock import now
from participation.platform.i18n.text import Text
from surveys.domain.answering import fields_of
from surveys.domain.logic.showing import Showing, show
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import Problem
from surveys.services.drafts import Sitting
from surveys.views import kept
from surveys.views.looks import Look, look_of
from surveys.views.visits import grace_ends, said

TICKET = kept.mark("ticket")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page may show of its activity."""

    public_id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Written:
    """All that the look of a page depends on while nothing is typed on it."""

    activity: Shown
    version_id: int
    checksum: str
    index: int
    channel: str


def page_of(
    sitting: Sitting,
    index: int,
    *,
    problems: Sequence[tuple[Question, Problem]] = (),
    is_expired: bool = False,
) -> str:
    """Return a page with what was typed and what is wrong."""
    moment, showing = now(), sitting.showing
    ticket = tickets.write(sitting.activity, sitting.version, sitting.token, moment)
    grace = grace_ends(sitting, moment)
    key = _key(sitting, index)
    if problems or is_expired or grace or _is_own(showing, index) or not kept.may_be_kept():
        look = look_of(showing, index, sitting.seed, problems)
        return _render(key, look, ticket=ticket, grace=grace, is_expired=is_expired)
    return kept.page(key, {TICKET: ticket}, lambda nobody: _untouched(sitting, key, nobody))


def _is_own(showing: Showing, index: int) -> bool:
    """Tell whether a page is one person's own: filled in, or made of earlier answers."""
    if not showing.plan.same_for_all[index]:
        return True
    return any(name in showing.typed for name in fields_of(showing.questionnaire.pages[index]))


def _key(sitting: Sitting, index: int) -> Written:
    return Written(
        activity=Shown(sitting.activity.public_id, sitting.activity.title),
        version_id=sitting.version_id,
        checksum=sitting.checksum,
        index=index,
        channel=said("c"),
    )


def _untouched(sitting: Sitting, key: Written, nobody: Mapping[str, Any]) -> str:
    look = look_of(show(sitting.questionnaire, {}), key.index, seed=0)
    return _render(key, look, ticket=TICKET, **nobody)


def _render(key: Written, look: Look, **own: Any) -> str:
    return render_template(
        "surveys/public/answer.html",
        activity=key.activity,
        channel=key.channel,
        **look.parts(),
        **{"grace": None, "is_expired": False, **own},
    )
