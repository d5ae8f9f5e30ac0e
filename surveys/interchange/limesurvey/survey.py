"""A survey of LimeSurvey, whichever file it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = dict[str, str]


@dataclass(slots=True)
class Part:
    """An answer to choose or a subquestion; `scale` is 0 or 1 where there are two."""

    code: str
    words: Words = field(default_factory=dict)
    scale: int = 0
    relevance: str = ""
    ids: str = ""


@dataclass(slots=True)
class Asked:
    """A question; `attributes` by name, then by language ("" for all)."""

    type: str
    code: str
    words: Words = field(default_factory=dict)
    help: Words = field(default_factory=dict)
    relevance: str = ""
    mandatory: str = "N"
    other: bool = False
    pattern: str = ""
    attributes: dict[str, Words] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)
    has_default: bool = False
    ids: str = ""

    def attribute(self, name: str) -> str:
        """Return the value of an attribute that has no language."""
        found = self.attributes.get(name, {})
        return (found.get("") or next(iter(found.values()), "")).strip()


@dataclass(slots=True)
class Group:
    """A group of questions."""

    name: Words = field(default_factory=dict)
    description: Words = field(default_factory=dict)
    relevance: str = ""
    random: str = ""
    questions: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class Survey:
    """All of it. `losses` are reasons and names of what has no place here."""

    languages: list[str]
    title: Words = field(default_factory=dict)
    description: Words = field(default_factory=dict)
    welcome: Words = field(default_factory=dict)
    end: Words = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    losses: list[tuple[str, str]] = field(default_factory=list)

    def types(self) -> Mapping[str, int]:
        """Count the questions of each type."""
        found: dict[str, int] = {}
        for group in self.groups:
            for asked in group.questions:
                found[asked.type] = found.get(asked.type, 0) + 1
        return found
