"""How a page of a questionnaire looks to one person: its questions, words, and place on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from participation.platform.web.languages import plain
from surveys.domain.logic.live import Rendered, rendered
from surveys.domain.logic.piping import with_answers
from surveys.domain.logic.showing import Showing
from surveys.domain.questionnaire import Page, Question
from surveys.domain.questions.base import Problem
from surveys.views.asked.base import Asked
from surveys.views.asking import asked_on
from surveys.views.piped import answers_before


@dataclass(frozen=True, slots=True)
class Look:
    """A page, and the titles of all that this person comes to; `index` is its place among them."""

    page: Page
    asked: Sequence[Asked]
    titles: Sequence[str]
    index: int
    follows: Mapping[str, str]
    withheld: Sequence[str]
    facts: Mapping[str, Any] | None

    def parts(self) -> dict[str, Any]:
        """Return what the template of an answer page asks for."""
        html = render_template(
            "surveys/public/partials/questions.html", asked=self.asked, follows=self.follows
        )
        return {
            "page": self.page,
            "asked": self.asked,
            "titles": tuple(self.titles),
            "index": self.index,
            "last": len(self.titles) - 1,
            "withheld": " ".join(self.withheld),
            "facts": self.facts,
            "questions": Markup(html),  # noqa: S704 -- escaped by the template
        }


def look_of(
    showing: Showing,
    index: int,
    seed: int,
    problems: Sequence[tuple[Question, Problem]] = (),
) -> Look:
    """Return how a page looks to the person of whom `showing` tells."""
    found = rendered(showing, index, seed)
    page = _with_answers(showing, index, found.page)
    asked = asked_on(showing.questionnaire, page, showing.typed, problems)
    shown = showing.shown if index in showing.shown else (index,)
    titles = [_with_answers(showing, at, _only_words(showing, at)).title for at in shown]
    return Look(
        page=page,
        asked=asked,
        titles=[plain(title) for title in titles],
        index=list(shown).index(index),
        follows=_follows(found, asked),
        withheld=found.withheld,
        facts=found.facts,
    )


def _only_words(showing: Showing, index: int) -> Page:
    return replace(showing.questionnaire.pages[index], questions=())


def _with_answers(showing: Showing, index: int, page: Page) -> Page:
    if not showing.plan.pages[index].pipes:
        return page
    return with_answers(page, answers_before(showing, index))


def _follows(found: Rendered, asked: Sequence[Asked]) -> dict[str, str]:
    """Say from which questions of the page a question follows, by code."""
    numbers = {each.question.code: each.number for each in asked}
    return {
        code: _sentence(sorted(numbers[before] for before in codes)) if codes else ""
        for code, codes in found.follows.items()
    }


def _sentence(numbers: Sequence[int]) -> str:
    words = [str(number) for number in numbers]
    joined = (
        _("%(first)s and %(last)s", first=", ".join(words[:-1]), last=words[-1])
        if words[1:]
        else words[0]
    )
    return str(
        ngettext(
            "This question follows from your answer to question %(numbers)s.",
            "This question follows from your answers to questions %(numbers)s.",
            len(words),
            numbers=joined,
        )
    )
