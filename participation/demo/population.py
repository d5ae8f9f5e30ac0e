"""How many people live in the town, by age and area: invented, as the town is."""

from datetime import date, datetime

from participation.activities.models import Activity
from participation.demo.asked.background import AGES, AREA
from participation.demo.words import text
from participation.municipality.domain.population import Group, Population
from participation.municipality.services.population import replace_population
from participation.platform import clock
from participation.platform.access.actor import Actor
from surveys.domain import marks
from surveys.services import bank, weighing

# People of 13 and over, whom surveys are for.
PEOPLE = {
    "centre": (420, 980, 1150, 1560, 820, 760),
    "west": (330, 480, 880, 1150, 480, 310),
    "inland": (210, 260, 420, 870, 470, 360),
    "islands": (90, 140, 260, 560, 400, 290),
}
SOURCE = text(
    "Keksityt luvut: 13 vuotta täyttäneet kajavalahtelaiset",
    "Påhittade uppgifter: Måsvikens invånare som har fyllt 13 år",
    "Invented figures: people of Kajavalahti aged 13 or over",
)


def count_people(now: datetime, *, actor: Actor) -> None:
    """Bring the town's areas and population figures."""
    standard = bank.entry(f"{bank.STANDARD}area")
    seen = marks.of_question(standard.question)
    bank.change(standard.name, AREA, now, mark=seen, actor=actor)
    people: dict[Group, int] = {
        (age, area): number
        for area, numbers in PEOPLE.items()
        for age, number in zip(AGES, numbers, strict=True)
    }
    figures = Population(variables=("age_band", "area"), people=people)
    last_year = date(clock.local(now).year - 1, 12, 31)
    replace_population(figures, last_year, SOURCE, now, actor=actor)


def weigh(activity: Activity, now: datetime, *, actor: Actor) -> None:
    """Weigh those who answered a survey by age and area."""
    ground = weighing.ground(activity)
    weighing.save(ground, ground.likely(), now, actor=actor)
