"""Making items to rate from what other activities found, whatever their kind."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from participation.activities.domain.items import Item
from participation.activities.models import Activity
from participation.activities.services.lending import Lender
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from surveys.domain import editing
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.sources import with_items
from surveys.services import building


def borrow(activity: Activity, code: str, chosen: Lender, keys: Collection[str]) -> int:
    """Add the items with these keys to a question; return how many were new."""
    items = [item for item in chosen.items if item.key in keys]
    source = {"activity": chosen.activity.public_id, "title": chosen.activity.title.to_json()}
    return _add(activity, code, items, source)


def add_listed(activity: Activity, code: str, lines: Sequence[str], language: str) -> int:
    """Add lines of words, which come from nowhere in particular; return how many were new."""
    items = [Item(key="", label=Text({language: line})) for line in lines]
    return _add(activity, code, items, {})


def _add(activity: Activity, code: str, items: Sequence[Item], source: Mapping[str, Any]) -> int:
    questionnaire = Questionnaire.from_json(building.locked(activity).working)
    before = questionnaire.question(code)
    if before is None:
        raise NotFound
    taken = building.parts_taken(building.taken(activity, questionnaire), code)
    after = with_items(before, items, source, taken)
    building.edit(activity, lambda found: editing.replace_question(found, code, after))
    return len(after.rows) + len(after.options) - len(before.rows) - len(before.options)
