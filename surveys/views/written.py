"""A page of a questionnaire as HTML.

A page on which nobody has typed is the same for everybody but for two hidden fields. It is what a
flood of visitors asks for, so it is written once, with marks where those fields' values belong.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from flask import current_app, render_template, request, session
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from participation.platform.clock import now
from participation.platform.i18n.text import Text
from participation.platform.web.languages import current_language, plain
from participation.platform.web.site import site
from surveys.domain.answering import Typed, fields_of
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import Problem
from surveys.services.drafts import Sitting
from surveys.views import tickets
from surveys.views.asked.base import Asked
from surveys.views.asking import asked_on
from surveys.views.visits import grace_ends

MOST_KEPT = 256
KEPT: dict[Hashable, str] = {}
# Random, so that nobody can have typed one into a title or an address.
TOKEN, TICKET = f"token-{token_hex(16)}", f"ticket-{token_hex(16)}"
# What a kept page may not ask for: the answer would be somebody's own.
PERSONAL = ("actor", "config", "g", "session", "staff_menu")


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
    address: str
    language: str
    site: Hashable


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
    if is_touched or problems or is_expired or grace or "_flashes" in session:
        asked = asked_on(sitting.questionnaire, sitting.page(index), typed, problems)
        return _render(sitting, key, asked, ticket=ticket, grace=grace, is_expired=is_expired)
    if key not in KEPT:
        if len(KEPT) >= MOST_KEPT:
            KEPT.clear()
        KEPT[key] = _kept(sitting, key)
    return KEPT[key].replace(TOKEN, generate_csrf()).replace(TICKET, ticket)


def _key(sitting: Sitting, index: int) -> Written:
    return Written(
        activity=Shown(sitting.activity.public_id, sitting.activity.title),
        version_id=sitting.version_id,
        checksum=sitting.checksum,
        index=index,
        channel=request.values.get("c", ""),
        address=request.url,
        language=current_language(),
        site=site(),
    )


def _kept(sitting: Sitting, key: Written) -> str:
    """Write a page for everybody, with marks for what is each person's own."""
    hint = "a page that is kept may not ask who sees it"
    nobody = {name: current_app.jinja_env.undefined(hint) for name in PERSONAL}
    asked = asked_on(sitting.questionnaire, sitting.page(key.index), {})
    return _render(sitting, key, asked, ticket=TICKET, csrf_token=lambda: TOKEN, **nobody)


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
