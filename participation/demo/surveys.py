"""Hold the town's three surveys: one closed, one open, one coming."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from participation.activities.models import Activity, Channel
from participation.activities.services.channels import add_channel
from participation.activities.services.creating import create_activity
from participation.activities.services.lifecycle import publish
from participation.demo.asked import first, second, third
from participation.demo.asked.answers import first_answers
from participation.demo.asked.money import MAP
from participation.demo.asked.residents import Resident, drawn, resident
from participation.demo.asked.second_answers import second_answers
from participation.demo.chart import stored_map
from participation.demo.population import weigh
from participation.demo.timetable import Days, at, timetable
from participation.demo.town import REQUIRED
from participation.demo.words import text
from participation.platform import clock
from participation.platform.access.actor import Actor
from participation.platform.config import LANGUAGES
from participation.processes.models import Process
from surveys import queries
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.services import building, counting, responses

SEED = 2030
OPENS, CLOSES = (8, 0), (23, 59)
CHANNELS = {
    "newsletter": text("Uutiskirje", "Nyhetsbrev", "Newsletter"),
    "school": text("Koulut ja nuorisotalo", "Skolor och ungdomsgård", "Schools and youth centre"),
    "library": text("Palvelupiste kirjastossa", "Servicepunkten på biblioteket", "Service point"),
    "letter": text("Kirje ja juliste", "Brev och affisch", "Letter and poster"),
}
# Most people answer in the first days, when a reminder comes, and on the last day.
RUSH = {0: 9.0, 1: 6.0, 2: 4.0, 10: 5.0, 11: 4.0}
LAST_DAY = 7.0
WEEKEND = 0.6

Answering = Callable[[Random, Resident], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A survey of the town: its words and days, and how many answer."""

    words: Any
    days: Days
    count: int = 0
    answering: Answering = first_answers
    is_weighted: bool = False


def hold_surveys(process: Process, actor: Actor, now: datetime) -> None:
    """Write, publish and answer the surveys."""
    days = timetable(now)
    surveys = (
        Asked(words=first, days=days.first_survey, count=1012, is_weighted=True),
        Asked(words=second, days=days.second_survey, count=61, answering=second_answers),
        Asked(words=third, days=days.third_survey),
    )
    for number, asked in enumerate(surveys):
        activity = hold(process, asked, SEED + number, actor, now)
        if asked.is_weighted:
            weigh(activity, now, actor=actor)


def hold(process: Process, asked: Asked, seed: int, actor: Actor, now: datetime) -> Activity:
    """Write, publish and answer one survey."""
    activity, channels = _announced(process, asked, actor, now)
    if asked.count:
        _answered(activity, channels, asked, Random(seed), now)  # noqa: S311 -- no secret
    return activity


def _announced(
    process: Process, asked: Asked, actor: Actor, now: datetime
) -> tuple[Activity, Mapping[str, Channel]]:
    """Write a survey and publish it some days before it opens, or a while ago."""
    words = asked.words
    activity = create_activity(process.id, "survey", words.TITLE, LANGUAGES, actor=actor)
    activity.summary = words.SUMMARY
    activity.opens = at(asked.days.first, *OPENS)
    activity.closes = at(asked.days.last, *CLOSES)
    survey = building.edit(activity, lambda _empty: _with_map(words.QUESTIONNAIRE))
    survey.thanks = words.THANKS
    channels = {key: add_channel(activity, name, actor=actor) for key, name in CHANNELS.items()}
    channels["web"] = next(channel for channel in activity.channels if channel.is_default)
    announced = min(now, activity.opens) - timedelta(days=3)
    publish(activity, REQUIRED, actor=actor, now=announced)
    activity.created = announced - timedelta(days=14)
    return activity, channels


def _with_map(questionnaire: Questionnaire) -> Questionnaire:
    """Put the map that was drawn where a question wants it."""
    if all(question.settings.get("image") != MAP for question in questionnaire.questions()):
        return questionnaire
    name = stored_map()

    def put(question: Question) -> Question:
        settings = question.settings
        is_map = settings.get("image") == MAP
        return replace(question, settings={**settings, "image": name}) if is_map else question

    pages = (
        replace(page, questions=tuple(map(put, page.questions))) for page in questionnaire.pages
    )
    return replace(questionnaire, pages=tuple(pages))


def _answered(
    activity: Activity,
    channels: Mapping[str, Channel],
    asked: Asked,
    chance: Random,
    now: datetime,
) -> None:
    """Let residents answer on the days so far, and count what they said."""
    version = queries.current_version(activity.id)
    if version is None:
        raise RuntimeError("a survey of the demo town was not published")
    busy = rush(asked.days.first, min(asked.days.last, clock.local(now).date()))

    def given() -> Iterator[responses.Given]:
        for _one in range(asked.count):
            who = resident(chance)
            yield responses.Given(
                version_id=version.id,
                channel_id=channels[who.channel].id,
                language=who.language,
                day=date.fromisoformat(drawn(chance, busy)),
                answers=asked.answering(chance, who),
            )

    responses.insert_many(activity.id, given())
    counting.rebuild(activity.id, now)


def rush(first_day: date, last_day: date) -> dict[str, float]:
    """Return how busy each day is."""
    found = {}
    for number in range((last_day - first_day).days + 1):
        day = first_day + timedelta(days=number)
        weight = RUSH.get(number, 2.0)
        if day == last_day and number:
            weight = LAST_DAY
        found[day.isoformat()] = weight * (WEEKEND if day.weekday() > 4 else 1)  # noqa: PLR2004 -- Friday
    return found
