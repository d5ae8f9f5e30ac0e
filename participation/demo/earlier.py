"""Hold the surveys of earlier years, in a process of their own."""

from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace

from participation.demo.asked import before
from participation.demo.process import CONTACTS
from participation.demo.surveys import SEED, Asked, hold
from participation.demo.timetable import Days, timetable
from participation.demo.town import REQUIRED
from participation.demo.words import text
from participation.platform.access.actor import Actor
from participation.processes.models import Contact
from participation.processes.services.parts import add_part
from participation.processes.services.processes import create_process, publish_process

SLUG = "asukaskyselyt"
NAME = text("Asukaskyselyt", "Invånarenkäter", "Residents’ surveys")
PURPOSE = text(
    "Kysymme joka toinen vuosi samoja asioita. Niin näemme, mihin suuntaan arki muuttuu.",
    "Vartannat år frågar vi om samma saker. Så ser vi åt vilket håll vardagen förändras.",
    "Every other year we ask the same things, and so see which way everyday life is going.",
)
YEARS = {4: 380, 2: 440}
YEAR = timedelta(days=365)


def hold_earlier_surveys(actor: Actor, now: datetime) -> None:
    """Hold the surveys of four and of two years ago."""
    process = create_process(NAME, PURPOSE, slug=SLUG, actor=actor)
    add_part(process, Contact, CONTACTS[0], actor)
    process.created = now - 5 * YEAR
    publish_process(process, REQUIRED, actor=actor, now=process.created)
    for years, count in YEARS.items():
        days = timetable(now - years * YEAR).first_survey
        words = SimpleNamespace(
            TITLE=before.title(days.first),
            SUMMARY=before.SUMMARY,
            THANKS=before.THANKS,
            QUESTIONNAIRE=before.QUESTIONNAIRE,
        )
        asked = Asked(
            words=words,
            days=Days(days.first, days.last),
            count=count,
            answering=partial(before.answers, years),
        )
        hold(process, asked, SEED - years, actor, now)
