"""Ask an expert to check ideas: all of them in one letter."""

from collections.abc import Sequence
from datetime import date

from budgeting.models import Budget
from budgeting.services import check_reading, checking
from participation.identity.models import Person
from participation.platform.access.actor import Actor
from participation.platform.mail.links import address_of
from participation.platform.mail.outbox import send
from participation.platform.mail.render import render


def ask(
    budget: Budget, ideas: Sequence[str], person: Person, deadline: date | None, *, actor: Actor
) -> int:
    """Ask an expert, and write to them once; return the number of ideas."""
    names = check_reading.shown_among(budget, ideas)
    for name in sorted(names):
        checking.assign(budget, name, person, deadline, actor=actor)
    if names and person.id != actor.person_id:
        _write(budget, person, len(names), deadline)
    return len(names)


def _write(budget: Budget, person: Person, ideas: int, deadline: date | None) -> None:
    place = "budgeting_manage.checks"
    facts = {
        "name": person.name,
        "activity": budget.activity,
        "ideas": ideas,
        "deadline": deadline,
        "address": address_of(
            place, lang=person.language, activity=budget.activity.public_id, show="mine"
        ),
    }
    letter = render("budgeting/mails/check.txt", person.language, **facts)
    send(person.email, *letter, person.language)
