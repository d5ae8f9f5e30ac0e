"""The town's strategy process: a year around the day on which the demo is loaded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from participation.demo.events import events
from participation.demo.timetable import Days, Timetable, at, timetable
from participation.demo.town import REQUIRED
from participation.demo.words import text
from participation.platform.access.actor import Actor
from participation.platform.i18n.text import Text
from participation.processes.models import (
    Contact,
    Decision,
    Event,
    Phase,
    Precision,
    Process,
)
from participation.processes.services.parts import add_part
from participation.processes.services.processes import create_process, publish_process

SLUG = "strategia"
CONTACTS = (
    {
        "name": "Helmi Rantakallio",
        "title": text("strategiapäällikkö", "strategichef", "Head of Strategy"),
        "phone": "019 000 0101",
        "email": "helmi.rantakallio@example.fi",
    },
    {
        "name": "Oskar Sandvik",
        "title": text(
            "osallisuuskoordinaattori", "delaktighetskoordinator", "Participation Coordinator"
        ),
        "phone": "019 000 0102",
        "email": "oskar.sandvik@example.fi",
    },
)
PHASES = (
    {
        "name": text("Missä olemme nyt", "Var vi är nu", "Where we are now"),
        "description": text(
            "Kokosimme tiedot väestöstä, taloudesta, palveluista ja luonnosta ja "
            "arvioimme, miten nykyinen strategia on toteutunut.",
            "Vi samlade uppgifter om befolkningen, ekonomin, servicen och naturen och "
            "bedömde hur den nuvarande strategin har genomförts.",
            "We gathered facts on the population, economy, services and nature, and "
            "assessed how the present strategy has been carried out.",
        ),
    },
    {
        "name": text("Millaista arkea toivomme", "Vilken vardag vi vill ha", "The life we want"),
        "description": text(
            "Asukkaat, yritykset ja yhdistykset kertoivat, mikä kaupungissa on hyvää ja "
            "mitä pitäisi muuttaa.",
            "Invånare, företag och föreningar berättade vad som är bra i staden och vad som "
            "borde ändras.",
            "Residents, businesses and associations told what is good in the town and what "
            "should change.",
        ),
    },
    {
        "name": text("Painopisteiden valinta", "Val av tyngdpunkter", "Choosing priorities"),
        "description": text(
            "Vastausten pohjalta on muotoiltu kuusi painopistettä. Nyt kysymme, mihin "
            "niistä kaupungin pitäisi panostaa ensin.",
            "Utifrån svaren har sex tyngdpunkter formulerats. Nu frågar vi vilka av dem "
            "staden borde satsa på först.",
            "Six priorities have been worded from the answers. Now we ask which of them the "
            "town should invest in first.",
        ),
    },
    {
        "name": text("Strategian luonnos", "Utkast till strategi", "Draft strategy"),
        "description": text(
            "Luonnos kirjoitetaan ja asetetaan kaikkien nähtäväksi. Siihen voi ehdottaa muutoksia.",
            "Utkastet skrivs och läggs fram för alla. Vem som helst kan föreslå ändringar.",
            "The draft is written and shown to everybody. Anybody may propose changes.",
        ),
    },
    {
        "name": text("Päätös", "Beslut", "Decision"),
        "description": text(
            "Kaupunginhallitus käsittelee ehdotuksen ja valtuusto päättää strategiasta.",
            "Stadsstyrelsen behandlar förslaget och fullmäktige beslutar om strategin.",
            "The town board deals with the proposal and the council decides on the strategy.",
        ),
    },
)


def begin_process(actor: Actor, now: datetime) -> Process:
    """Start the process half a year before `now`, with all that belongs to it."""
    days = timetable(now)
    process = create_process(_name(days), _purpose(days), slug=SLUG, actor=actor)
    for model, parts in (
        (Contact, CONTACTS),
        (Phase, phases(days)),
        (Event, events(days)),
        (Decision, decisions(days)),
    ):
        for part in parts:
            add_part(process, model, part, actor)
    process.created = at(days.begun, 9)
    publish_process(process, REQUIRED, actor=actor, now=at(days.begun, 16))
    return process


def phases(days: Timetable) -> list[Mapping[str, Any]]:
    """Return the phases; the third is under way."""
    when = (
        (Days(days.month(-6), days.month(-4)), Precision.MONTH),
        (days.listening, Precision.DAY),
        (days.second_survey, Precision.DAY),
        (days.drafting, Precision.MONTH),
        (days.deciding, Precision.MONTH),
    )
    return [
        {**phase, "starts": span.first, "ends": span.last, "precision": precision}
        for phase, (span, precision) in zip(PHASES, when, strict=True)
    ]


def decisions(days: Timetable) -> list[Mapping[str, Any]]:
    """Return the decisions, one of them made."""
    return [
        {
            "body": text("Kaupunginhallitus", "Stadsstyrelsen", "Town board"),
            "day": days.begun,
            "precision": Precision.DAY,
            "section": "112",
            "outcome": text(
                "Päätti käynnistää strategian valmistelun ja hyväksyi aikataulun.",
                "Beslutade inleda beredningen av strategin och godkände tidtabellen.",
                "Decided to begin preparing the strategy and approved the schedule.",
            ),
        },
        {
            "body": text("Kaupunginhallitus", "Stadsstyrelsen", "Town board"),
            "day": days.deciding.first,
            "precision": Precision.MONTH,
        },
        {
            "body": text("Kaupunginvaltuusto", "Stadsfullmäktige", "Town council"),
            "day": days.deciding.last,
            "precision": Precision.MONTH,
        },
    ]


def _name(days: Timetable) -> Text:
    year = days.target_year
    return text(f"Kajavalahti {year}", f"Måsviken {year}", f"Kajavalahti {year}")


def _purpose(days: Timetable) -> Text:
    year = days.target_year
    return text(
        f"Kajavalahti tekee strategian, joka ohjaa kaupunkia vuoteen {year}. Siinä päätetään, "
        "mitä palveluja parannetaan ensin, miten kaupunki kasvaa ja miten rantaa ja saaristoa "
        "hoidetaan.\n\nVoit vaikuttaa siihen, mitkä asiat nousevat painopisteiksi ja miltä "
        "luonnos näyttää. Jokaisen kyselyn jälkeen kerromme, mitä vastauksista opittiin.",
        f"Måsviken gör en strategi som styr staden fram till år {year}. I den bestäms vilken "
        "service som förbättras först, hur staden växer och hur stranden och skärgården sköts."
        "\n\nDu kan påverka vilka frågor som blir tyngdpunkter och hur utkastet ser ut. Efter "
        "varje enkät berättar vi vad vi lärde oss av svaren.",
        f"Kajavalahti is making a strategy that guides the town until {year}. It decides which "
        "services are improved first, how the town grows, and how the shore and the archipelago "
        "are cared for.\n\nYou can influence which matters become priorities and what the draft "
        "looks like. After each survey we tell what was learned from the answers.",
    )
