"""The blocks a report is composed of, as they are stored.

A block that shows a figure names its source; the findings themselves are given when the report is
laid out. Texts may hold live figures (see `live`); those in `frozen` keep the value they had.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from json import dumps
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs, urlencode

from participation.activities.domain.filters import WHOLE, Cut, Filter
from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which finding: activity, subject, and how its answers are cut."""

    activity: str
    subject: str
    cut: Cut = WHOLE

    @property
    def key(self) -> str:
        """Name the finding within a document: `kysely:q3`, `kysely:q3?by=q1`."""
        said = [("only", words) for words in self.cut.filter.to_query()]
        said += [(n, v) for n, v in (("by", self.cut.by), ("weights", self.cut.weights)) if v]
        return f"{self.activity}:{self.subject}" + (f"?{urlencode(said)}" if said else "")

    @classmethod
    def from_key(cls, key: str) -> Self:
        """Rebuild a source from its name."""
        activity, _colon, rest = key.partition(":")
        subject, _mark, query = rest.partition("?")
        said = parse_qs(query)
        cut = Cut(
            filter=Filter.from_query(said.get("only", ())),
            by=said.get("by", [""])[0],
            weights=said.get("weights", [""])[0],
        )
        return cls(activity=activity, subject=subject, cut=cut)

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """Return where a finding is from."""
        weights = finding.weights.get("name", "") if finding.weights else ""
        cut = Cut(filter=finding.filter, by=finding.by, weights=weights)
        return cls(
            activity=finding.activity, subject=f"{finding.subject}{mark_of(finding)}", cut=cut
        )


def mark_of(finding: Finding) -> str:
    """Return what tells a question from an earlier one with its code."""
    return str(finding.figures.get("mark", ""))


class Show(StrEnum):
    """What of a finding is shown."""

    BOTH = "both"
    CHART = "chart"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingBlock:
    """A finding with its heading, chart and table. `only` tells of its filter in words.

    A finding that is `kept` is shown as it was then, whatever it has come to be.
    """

    name: ClassVar[str] = "finding"
    source: Source
    show: Show = Show.BOTH
    title: Text = field(default_factory=Text)
    only: Said = field(default_factory=Text)
    level: int = 2
    kept: Finding | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON; `only` is worked out anew each time."""
        found = {
            "source": self.source.key,
            "show": self.show.value,
            "title": self.title.to_json(),
            "level": self.level,
        }
        return found | ({"kept": self.kept.to_json()} if self.kept else {})

    def is_stale(self, findings: Mapping[str, Finding]) -> bool:
        """Tell whether the finding that was kept is no longer what it is by now."""
        now = findings.get(self.source.key)
        return self.kept is not None and (now is None or _numbers(now) != _numbers(self.kept))

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the block."""
        return cls(
            source=Source.from_key(stored["source"]),
            show=Show(stored.get("show", "both")),
            title=Text.from_json(stored.get("title")),
            level=stored.get("level", 2),
            kept=Finding.from_json(stored["kept"]) if "kept" in stored else None,
        )


def _numbers(finding: Finding) -> str:
    """Return what a finding says in numbers, in an order of its own."""
    said = (finding.asked, finding.answered, dict(finding.missing), dict(finding.figures))
    return dumps(said, sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingBlock:
    """A heading; level 1 is a chapter."""

    name: ClassVar[str] = "heading"
    words: Said
    level: int = 1

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON."""
        return {"words": _stored(self.words), "level": self.level}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the block."""
        return cls(words=Text.from_json(stored.get("words")), level=stored.get("level", 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Paragraphs, and lines that begin with a hyphen.

    `frozen` keeps figures as they were; `moments` tells since when (ISO).
    """

    name: ClassVar[str] = "text"
    words: Said
    frozen: Mapping[str, float] = field(default_factory=dict)
    is_lede: bool = False
    moments: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON."""
        found = {"words": _stored(self.words), "frozen": dict(self.frozen)}
        found |= {"moments": dict(self.moments)} if self.moments else {}
        return found | ({"is_lede": True} if self.is_lede else {})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the block."""
        return cls(
            words=Text.from_json(stored.get("words")),
            frozen=dict(stored.get("frozen", {})),
            is_lede=stored.get("is_lede", False),
            moments=dict(stored.get("moments", {})),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsBlock:
    """A list of sentences: what the automatic report has found."""

    name: ClassVar[str] = "points"
    points: tuple[Said, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON."""
        return {"points": [_stored(point) for point in self.points]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the block."""
        return cls(points=tuple(Text.from_json(point) for point in stored.get("points", ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBlock:
    """Words that somebody wrote, picked by staff; `by` is who they are said to be from."""

    name: ClassVar[str] = "quote"
    words: Text
    by: Text = field(default_factory=Text)

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON."""
        return {"words": self.words.to_json(), "by": self.by.to_json()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the block."""
        return cls(words=Text.from_json(stored["words"]), by=Text.from_json(stored.get("by")))


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedBlock:
    """A quote by its name among those picked from an activity: its words are kept in one place."""

    name: ClassVar[str] = "picked"
    activity: str
    quote: str

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON."""
        return {"activity": self.activity, "quote": self.quote}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the block."""
        return cls(activity=stored["activity"], quote=stored["quote"])


class Passage(StrEnum):
    """What the automatic report says of an activity in words of ours."""

    SHORT = "short"
    ASKED = "asked"
    METHOD = "method"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageBlock:
    """Words of ours that follow the figures, in every language."""

    name: ClassVar[str] = "passage"
    activity: str
    passage: Passage

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON."""
        return {"activity": self.activity, "passage": self.passage.value}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the block."""
        return cls(activity=stored["activity"], passage=Passage(stored["passage"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeBlock:
    """A theme of open answers: its name, what it is about, how many spoke of it, and quotes."""

    name: ClassVar[str] = "theme"
    title: Text
    about: Text = field(default_factory=Text)
    people: int | None = None
    quotes: tuple[Text, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON."""
        return {
            "title": self.title.to_json(),
            "about": self.about.to_json(),
            "people": self.people,
            "quotes": [quote.to_json() for quote in self.quotes],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the block."""
        return cls(
            title=Text.from_json(stored["title"]),
            about=Text.from_json(stored.get("about")),
            people=stored.get("people"),
            quotes=tuple(Text.from_json(quote) for quote in stored.get("quotes", ())),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakBlock:
    """A new page."""

    name: ClassVar[str] = "break"

    def to_json(self) -> dict[str, Any]:
        """Return the block as JSON."""
        return {}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the block."""
        return cls()


# Quotes that are picked and passages become other blocks before a report is laid out.
Block = (
    FindingBlock
    | HeadingBlock
    | TextBlock
    | PointsBlock
    | QuoteBlock
    | PickedBlock
    | PassageBlock
    | ThemeBlock
    | BreakBlock
)
BLOCKS: Mapping[str, Callable[[Mapping[str, Any]], Block]] = {
    FindingBlock.name: FindingBlock.from_json,
    HeadingBlock.name: HeadingBlock.from_json,
    TextBlock.name: TextBlock.from_json,
    PointsBlock.name: PointsBlock.from_json,
    QuoteBlock.name: QuoteBlock.from_json,
    PickedBlock.name: PickedBlock.from_json,
    PassageBlock.name: PassageBlock.from_json,
    ThemeBlock.name: ThemeBlock.from_json,
    BreakBlock.name: BreakBlock.from_json,
}


def block_to_json(block: Block) -> dict[str, Any]:
    """Return a block as JSON, with its name."""
    return {"block": block.name, **block.to_json()}


def block_from_json(stored: Mapping[str, Any]) -> Block:
    """Rebuild a block."""
    return BLOCKS[stored["block"]](stored)


def _stored(words: Said) -> dict[str, Any]:
    """Return people's words as JSON; words of ours are made anew by whoever made them."""
    if not isinstance(words, Text):
        raise TypeError("only people's words are stored; say ours in every language first")
    return words.to_json()
