"""Read open answers of the first survey: two members of staff give them themes, and pick quotes.

Answers are made of an opening and sometimes a reason on a theme, so what they are about is known.
The second coder reads a sample, and finds no theme in an answer that gives no reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.demo.asked.remarks import openings
from participation.demo.words import text
from participation.identity.models import Person
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from surveys.coding_models import Theme
from surveys.models import Response
from surveys.services import coding, frames, open_answers, redacting
from surveys.services.open_answers import Answer, Asked

QUESTION = "change"
SECOND_CODER = "analyst@example.fi"
SAMPLE = 7
THEMES = {
    "transport": text("Lautta ja bussit", "Färjan och bussarna", "Ferry and buses"),
    "roads": text(
        "Kadut ja turvallinen kulkeminen", "Gator och trygga vägar", "Streets and safety"
    ),
    "homes": text("Asuminen", "Boende", "Housing"),
    "events": text("Tapahtumat ja tilat", "Evenemang och lokaler", "Events and places to meet"),
    "language": text("Kieli ja selkokieli", "Språk och lättläst", "Language and plain words"),
    "information": text("Tieto päätöksistä", "Information om beslut", "Information on decisions"),
}
QUOTED = ("transport", "homes", "information")


def read_answers(actor: Actor, now: datetime) -> None:
    """Give the answers themes, and pick a quote of some."""
    first = sa.select(Activity).where(Activity.kind == "survey").order_by(Activity.id).limit(1)
    activity = db.session.scalars(first).one()
    question = open_answers.asked(activity, QUESTION)
    themes = {key: frames.add_theme(question, label, actor=actor) for key, label in THEMES.items()}
    question = open_answers.asked(activity, QUESTION)
    by_theme = _by_theme(question)
    for key, answers in by_theme.items():
        _code(question, [answer.key for answer in answers], [themes[key]], actor.person_id)
    _code_a_sample(question, by_theme, themes)
    for key in QUOTED:
        answer = by_theme[key][0]
        redacting.pick(question, answer, answer.words, is_clean=True, actor=actor, now=now)


def _by_theme(question: Asked) -> Mapping[str, Sequence[Answer]]:
    found: dict[str, list[Answer]] = {key: [] for key in THEMES}
    for row in db.session.execute(question.answers().order_by(Response.id)):
        answer = Answer(key=row.id, words=row.words, language=row.language)
        for key in _themes_of(answer):
            found[key].append(answer)
    return found


def _themes_of(answer: Answer) -> Iterator[str]:
    for key in THEMES:
        if answer.words.startswith(tuple(openings(QUESTION, key, answer.language))):
            yield key


def _code(question: Asked, keys: Sequence[bytes], given: Sequence[Theme], who: int | None) -> None:
    if who is not None:
        coding.code(question, keys, given, coder_id=who)


def _code_a_sample(
    question: Asked, by_theme: Mapping[str, Sequence[Answer]], themes: Mapping[str, Theme]
) -> None:
    second = db.session.scalar(sa.select(Person.id).where(Person.email == SECOND_CODER))
    for key, answers in by_theme.items():
        known = set(openings(QUESTION, key, "fi") + openings(QUESTION, key, "sv"))
        for answer in answers[::SAMPLE]:
            given = [] if answer.words in known else [themes[key]]
            _code(question, [answer.key], given, second)
