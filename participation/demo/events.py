"""Meetings of the strategy process, some behind and some ahead."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from participation.demo.timetable import (
    SATURDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Timetable,
)
from participation.demo.words import text
from participation.processes.models import Audience, Body

LIBRARY = text("Pääkirjasto, Lokkisali", "Huvudbiblioteket, Lokkisalen", "Main library, Lokki hall")


# `day` counts days from loading, and goes on to a weekday.
EVENTS: tuple[Mapping[str, Any], ...] = (
    {
        "title": text(
            "Valtuuston aloitusseminaari",
            "Fullmäktiges inledande seminarium",
            "Opening seminar of the council",
        ),
        "day": (-150, WEDNESDAY),
        "starts": time(17),
        "ends": time(20),
        "place": text("Kaupungintalo", "Stadshuset", "Town hall"),
        "audience": Audience.BODY,
        "body": Body.COUNCIL,
    },
    {
        "title": text(
            "Nuorten työpaja: kaupunki, johon jään",
            "Verkstad för unga: en stad att stanna i",
            "Young people’s workshop: a town to stay in",
        ),
        "day": (-62, THURSDAY),
        "starts": time(14),
        "ends": time(16),
        "place": text("Nuorisotalo Luoto", "Ungdomsgården Holmen", "Youth centre Luoto"),
        "organiser": "Nuorisovaltuusto – Ungdomsfullmäktige",
        "audience": Audience.EVERYONE,
    },
    {
        "title": text(
            "Tulosten ilta: mitä asukkaat sanoivat",
            "Resultatkväll: vad invånarna sade",
            "Evening of results: what residents said",
        ),
        "day": (-19, TUESDAY),
        "starts": time(17, 30),
        "ends": time(19, 30),
        "place": LIBRARY,
        "address": "Rantatori 4",
        "audience": Audience.EVERYONE,
    },
    {
        "title": text(
            "Asukasilta: mihin panostamme ensin?",
            "Invånarkväll: vad satsar vi på först?",
            "Residents’ evening: what comes first?",
        ),
        "note": text(
            "Kahvit klo 17 alkaen. Tulkkaus ruotsiksi ja englanniksi, induktiosilmukka ja "
            "esteetön sisäänkäynti torin puolelta.",
            "Kaffe från kl. 17. Tolkning till finska och engelska, induktionsslinga och "
            "tillgänglig ingång från torget.",
            "Coffee from 17:00. Interpreting into English, an induction loop, and step-free "
            "access from the square.",
        ),
        "day": (4, TUESDAY),
        "starts": time(17, 30),
        "ends": time(19, 30),
        "place": LIBRARY,
        "address": "Rantatori 4",
        "audience": Audience.EVERYONE,
    },
    {
        "title": text(
            "Strategiakahvit saaristossa",
            "Strategikaffe i skärgården",
            "Strategy coffee in the archipelago",
        ),
        "note": text(
            "Kaupunginjohtaja ja valmistelijat tapaavat asukkaita. Lautta klo 10.15, paluu "
            "klo 13.40.",
            "Stadsdirektören och beredarna träffar invånare. Färja kl. 10.15, retur kl. 13.40.",
            "The town manager and those who prepare the strategy meet residents. Ferry at "
            "10:15, back at 13:40.",
        ),
        "day": (9, SATURDAY),
        "starts": time(11),
        "ends": time(13),
        "place": text("Ulkoluodon koulu", "Utholmens skola", "Ulkoluoto school"),
        "audience": Audience.EVERYONE,
    },
    {
        "title": text(
            "Vanhusneuvosto ja vammaisneuvosto",
            "Äldrerådet och rådet för personer med funktionsnedsättning",
            "Council for older people and disability council",
        ),
        "day": (16, WEDNESDAY),
        "starts": time(13),
        "ends": time(15),
        "place": text("Kaupungintalo", "Stadshuset", "Town hall"),
        "audience": Audience.BODY,
        "body": Body.PARTICIPATION,
    },
)


def events(days: Timetable) -> list[Mapping[str, Any]]:
    """Return events before and after the day of loading."""
    return [{**event, "day": days.from_today(*event["day"])} for event in EVENTS]
