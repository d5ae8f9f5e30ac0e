"""Edits of a questionnaire's logic."""

from dataclasses import replace

from participation.activities.models import Activity
from surveys.domain import editing, marks
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.services.building import Seen, edit


def save_page_logic(
    activity: Activity, code: str, page: Page, *, revision: int, mark: str = ""
) -> None:
    """Save when a page is shown and in which order its questions come."""

    def changed(questionnaire: Questionnaire) -> Questionnaire:
        before = editing.page_with(questionnaire, code)
        after = replace(before, condition=page.condition, shuffle=page.shuffle)
        return editing.replace_page(questionnaire, code, after)

    seen = Seen(mark, lambda q: marks.of_page(editing.page_with(q, code)))
    edit(activity, changed, revision=revision, part=seen)
