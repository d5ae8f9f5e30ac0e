"""Moves of those who read and code open answers."""

import sqlalchemy as sa

from participation.identity.models import Person
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.transactions import unit_of_work
from surveys.services import coding, frames, open_answers
from tests.staff import actor_of, make_person
from tests.surveys.factories_counting import respond

WISHES = (
    "Lisää penkkejä keskustan puistoon",
    "Keskustan puistoon tarvitaan lisää penkkejä",
    "Uimahalli auki sunnuntaisin",
    "Uimahallin sauna on kylmä sunnuntaisin",
    "Kirjasto auki iltaisin",
    "Kirjaston aukioloaikoja iltaisin pidennettävä",
)
MANY = tuple(
    f"{start} {end}"
    for start in ("Puistoon", "Keskustan puistoon", "Lähipuistoon")
    for end in ("lisää penkkejä", "uusia penkkejä", "penkkejä vanhuksille", "penkit takaisin")
) + tuple(
    f"Uimahalli {end}"
    for end in ("auki sunnuntaisin", "lämpimämmäksi", "auki aamulla", "halvemmaksi", "remonttiin")
)
TOLD = "Soittakaa Matti Virtaselle numeroon 040 123 4567, hän tietää penkeistä."


def place(activity, rest="", name="idea", language="en"):
    return f"/{language}/manage/a/{activity.public_id}/results/texts/{name}{rest}"


def wish(version, *words):
    return [respond(version, {"idea": one}).id for one in words or WISHES]


def theme(activity, label="Puistot", name="idea", person=None):
    person = person or db.session.scalar(sa.select(Person)) or make_person(Role.ANALYST)
    with unit_of_work():
        question = open_answers.asked(activity, name)
        return frames.add_theme(question, Text({"fi": label}), actor=actor_of(person)).public_id


def code(activity, key, *themes, person):
    with unit_of_work():
        question = open_answers.asked(activity, "idea")
        chosen = [question.theme(one) for one in themes]
        coding.code(question, [key], chosen, coder_id=person.id)


def answer_on(page):
    return next(e for e in page.all("input") if e.get("name") == "answer").get("value")


def hints_on(page):
    return [e.get("value") for e in page.all("input") if e.get("name") == "hint"]


def coded(activity, version, person):
    """Six answers about parks, two about pools, one about both, one about nothing."""
    parks, pools = theme(activity, person=person), theme(activity, "Altaat", person=person)
    chosen = [(parks,)] * 6 + [(pools,)] * 2 + [(parks, pools)] + [()]
    keys = wish(version, *(f"Toive {number}" for number in range(11)))
    for key, themes in zip(keys, chosen, strict=False):
        code(activity, key, *themes, person=person)
    return parks, pools
