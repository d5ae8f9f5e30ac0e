"""What other activities can make use of: the statements, options and themes that one found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from participation.platform.i18n.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something found. `key` names it in its activity; `people` said it, where that is known."""

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
