"""Load the demo town, once."""

from datetime import datetime

from participation.demo.brainstorms import hold_brainstorms
from participation.demo.budgets import hold_budgets
from participation.demo.documents import add_documents
from participation.demo.earlier import hold_earlier_surveys
from participation.demo.feedback import give_some_feedback
from participation.demo.people import hire_staff, is_staffed
from participation.demo.population import count_people
from participation.demo.process import begin_process
from participation.demo.reading import read_answers
from participation.demo.reports import write_report
from participation.demo.results import publish_results
from participation.demo.surveys import hold_surveys
from participation.demo.town import found_town
from participation.municipality.queries import settings
from participation.platform.refusals import Conflict
from participation.platform.transactions import unit_of_work


class NotEmpty(Conflict):
    """Another municipality has its settings here."""


def load(now: datetime) -> bool:
    """Load the town as it stands at `now`; tell whether it was not here before."""
    if is_staffed():
        return False
    if settings() is not None:
        raise NotEmpty
    with unit_of_work():
        actor = hire_staff(now)
        found_town(actor)
        count_people(now, actor=actor)
        process = begin_process(actor, now)
        add_documents(process, actor, now)
        hold_surveys(process, actor, now)
        hold_earlier_surveys(actor, now)
        hold_brainstorms(process, actor, now)
        hold_budgets(actor, now)
        read_answers(actor, now)
        publish_results(actor, now)
        write_report(process, actor, now)
        give_some_feedback(now)
    return True
