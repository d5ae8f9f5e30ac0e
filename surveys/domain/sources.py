"""Items to rate that were made from what other activities found.

Somebody's answer to an open survey, a theme of a brainstorm or a note of an event becomes a
statement that others rate; each keeps where it came from (see `Row.source`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from participation.activities.domain.items import Item
from surveys.domain import codes
from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions.registry import kind_of


def with_items(
    question: Question,
    items: Iterable[Item],
    source: Mapping[str, Any],
    taken: Iterable[str],
) -> Question:
    """Add items as statements, or as options where the kind has no statements.

    An item whose words are there already is left out: nobody rates the same thing twice.
    """
    has_rows = kind_of(question).has_rows
    things = question.rows if has_rows else question.options
    known = {tuple(sorted(thing.label.translations.items())) for thing in things}
    used = {*taken, *(thing.code for thing in things)}
    added: list[Any] = []
    for item in items:
        words = tuple(sorted(item.label.translations.items()))
        if words in known:
            continue
        known.add(words)
        code = codes.next_code("r" if has_rows else "o", used)
        used.add(code)
        origin = {**source, "subject": item.key} if source else {}
        made = Row if has_rows else Option
        added.append(made(code=code, label=item.label, source=origin))
    if has_rows:
        return replace(question, rows=(*question.rows, *added))
    return replace(question, options=(*question.options, *added))
