"""What a budget still lacks before everybody may see it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from budgeting.models import Budget, BudgetArea, BudgetCategory, BudgetStage, Phase
from budgeting.services import setting_up
from participation.activities.kinds import Fault
from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.web.site import site


def faults(budget: Budget) -> list[Fault]:
    """List what is missing, or does not fit together, and where to mend it."""
    activity = budget.activity.public_id
    setup = url_for("budgeting_manage.setup", activity=activity)
    found = [Fault(words, setup) for words in _of_money(budget) + _of_stages(budget)]
    if budget.stage(Phase.VOTING) and setting_up.rule_in_force(budget) is None:
        rule = url_for("budgeting_manage.rule", activity=activity)
        found.append(Fault(_("Nobody has adopted the rule by which votes are counted."), rule))
    return found


def _of_money(budget: Budget) -> list[str]:
    if not budget.areas:
        return [_("The budget has no area with money.")]
    return [] if budget.amount_cents else [_("No area has any money.")]


def _of_stages(budget: Budget) -> list[str]:
    found = []
    if all(one.opens is None for one in budget.stages):
        found.append(_("No stage has a first day."))
    voting = budget.stage(Phase.VOTING)
    if voting is not None and voting.opens is not None and voting.closes is None:
        found.append(_("The vote has no end."))
    if setting_up.out_of_order(budget):
        found.append(_("A stage begins before one that comes earlier."))
    return found


def unfinished(activities: Sequence[Activity]) -> dict[int, dict[str, int]]:
    """Count the texts that are not complete, by activity and language."""
    found: dict[int, list[Text]] = defaultdict(list)
    for key, words in db.session.execute(_texts([one.id for one in activities])):
        if words:  # what is left empty needs no translation
            found[key].append(words)
    return {
        one.id: {
            code: sum(bool(words.unfinished((code,))) for words in found[one.id])
            for code in dict.fromkeys((*one.languages, *site().required_languages))
        }
        for one in activities
    }


def _texts(ids: Collection[int]) -> sa.CompoundSelect[Any]:
    """Select the words that people read, in one query."""
    words_of = (
        (BudgetArea.budget_id, BudgetArea.name),
        (BudgetCategory.budget_id, BudgetCategory.name),
        (BudgetStage.budget_id, BudgetStage.explanation),
        (Budget.activity_id, Budget.criteria),
        (Budget.activity_id, Budget.thanks),
    )
    return sa.union_all(*(sa.select(key, words).where(key.in_(ids)) for key, words in words_of))
