"""Items to rate that were made from what other activities found.

Somebody's answer to an open survey, a theme of a brainstorm or a note of an event becomes a
statement that others rate; each keeps where it came from (see `Row.source`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain import codes
from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions.registry import kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to rate. `key` names it in its activity; `people` said it, where that is known."""

    key: str
    label: Text
    people: int | None = None


def items_of(subject: str, label: Text, figures: Mapping[str, Any]) -> Iterator[Item]:
    """Yield what a finding holds: its options or rows with words of their own, else itself.

    How many took part is nothing to rate, and the ideas that tell of groups are offered elsewhere.
    """
    if figures.get("shape") in ("turnout", "idea_groups"):
        return
    parts = figures.get("rows") or figures.get("options") or ()
    found = [(part, Text.from_json(part.get("label"))) for part in parts]
    for part, words in found:
        if words:
            yield Item(key=f"{subject}.{part['code']}", label=words, people=part.get("count"))
    if not any(words for _part, words in found):
        yield Item(key=subject, label=label)


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
