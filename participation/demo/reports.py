"""The report that the town's staff have written of the closed survey, for everybody."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.activities.queries import in_state
from participation.demo.words import text
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.processes.models import Process
from participation.reports.domain.blocks import TextBlock
from participation.reports.services import composing, sharing, starting

WRITTEN = timedelta(days=14)
LANGUAGES = ("fi", "sv", "en")
TITLE = text(
    "Mitä kajavalahtelaiset toivovat arjeltaan",
    "Vad Måsvikens invånare önskar av sin vardag",
    "What the people of Kajavalahti want from everyday life",
)
OPENING = text(
    "Kyselyyn vastasi {answers} ihmistä. He antavat Kajavalahdelle asuinpaikkana keskimäärin "
    "arvosanan {grade:mean} asteikolla 1–5.\n\nTavallisimmin toivotaan, että strategia tarttuu "
    "lahden tilaan: sen valitsi {focus:shore:share} vastanneista. Tiheämpiä bussi- ja "
    "lauttavuoroja toivoo {focus:transport:share}.",
    "{answers} personer svarade på enkäten. De ger Måsviken som boendeort i medeltal vitsordet "
    "{grade:mean} på en skala från 1 till 5.\n\nVanligast är önskan att strategin tar tag i "
    "vikens tillstånd: det valde {focus:shore:share} av dem som svarade. {focus:transport:share} "
    "önskar tätare turer med buss och färja.",
    "{answers} people answered the survey. On average they grade Kajavalahti as a place to live "
    "at {grade:mean} on a scale from 1 to 5.\n\nMost often people want the strategy to look "
    "after the bay: {focus:shore:share} of those who answered chose it. {focus:transport:share} "
    "want more frequent buses and ferries.",
)


def write_report(process: Process, actor: Actor, now: datetime) -> None:
    """Begin the report of the survey that has closed, open it with a few words, publish it."""
    closed = sa.select(Activity).where(
        Activity.process_id == process.id,
        Activity.kind == "survey",
        in_state(State.CLOSED, now),
    )
    for activity in db.session.scalars(closed):
        written = min(now, (activity.closes or now) + WRITTEN)
        report = starting.begin(process, activity, TITLE, LANGUAGES, actor=actor, now=written)
        opening = composing.add(report, TextBlock(words=OPENING, is_lede=True), "b1", written)
        composing.move(report, opening, -1, written)
        sharing.publish(report, LANGUAGES, actor=actor, now=written)
