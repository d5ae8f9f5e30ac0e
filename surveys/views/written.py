"""A page of a questionnaire as HTML.

A page on which nobody has typed is the same for everybody but for two hidden fields, and is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from markupsafe import Markup

from participation.platform.clock import now
from participation.platform.i18n.text import Text
from participation.platform.web.languages import plain
from surveys.domain.answering import Typed, fields_of
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import Problem
from surveys.services.drafts import Sitting
from surveys.views import kept, tickets
from surveys.views.asked.base import Asked
from surveys.views.asking import asked_on
from surveys.views.visits import grace_ends

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
    typed: Typed,
    *,
    problems: Sequence[tuple[Question, Problem]] = (),
    is_expired: bool = False,
) -> str:
    """Return a page with what was typed and what is wrong."""
    moment = now()
    ticket = tickets.write(sitting.activity, sitting.version, moment)
    grace = grace_ends(sitting, moment)
    key = _key(sitting, index)
    is_touched = any(name in typed for name in fields_of(sitting.page(index)))
    if is_touched or problems or is_expired or grace or not kept.may_be_kept():
        asked = asked_on(sitting.questionnaire, sitting.page(index), typed, problems)
        return _render(sitting, key, asked, ticket=ticket, grace=grace, is_expired=is_expired)
    return kept.page(key, {TICKET: ticket}, lambda nobody: _untouched(sitting, key, nobody))


def _key(sitting: Sitting, index: int) -> Written:
    return Written(
        activity=Shown(sitting.activity.public_id, sitting.activity.title),
        version_id=sitting.version_id,
        checksum=sitting.checksum,
        index=index,
        channel=request.values.get("c", ""),
    )


def _untouched(sitting: Sitting, key: Written, nobody: Mapping[str, Any]) -> str:
    asked = asked_on(sitting.questionnaire, sitting.page(key.index), {})
    return _render(sitting, key, asked, ticket=TICKET, **nobody)


def _render(sitting: Sitting, key: Written, asked: Sequence[Asked], **own: Any) -> str:
    html = render_template("surveys/public/partials/questions.html", asked=asked)
    return render_template(
        "surveys/public/answer.html",
        activity=key.activity,
        titles=tuple(plain(one.title) for one in sitting.questionnaire.pages),
        page=sitting.page(key.index),
        index=key.index,
        last=sitting.last,
        asked=asked,
        questions=Markup(html),  # noqa: S704 -- escaped by the template
        channel=key.channel,
        **{"grace": None, "is_expired": False, **own},
    )
