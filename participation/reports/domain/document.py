"""A report: its title, its blocks, and the findings they speak of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.blocks import (
    Block,
    FindingBlock,
    TextBlock,
    block_from_json,
    block_to_json,
)
from participation.reports.domain.live import references
from participation.reports.domain.said import NOTHING, Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report before it is in a language.

    `findings` are named by `Source.key`. `about` are the lines of the title page: when and how
    people were asked, how many answered. `moment` says at the foot of pages when figures are from.
    """

    title: Said
    blocks: tuple[Block, ...]
    subtitle: Said = NOTHING
    about: tuple[Said, ...] = ()
    moment: Said = NOTHING
    findings: Mapping[str, Finding] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of a report: words and blocks, never findings."""
        return {
            "format": 1,
            "title": _text(self.title).to_json(),
            "subtitle": _text(self.subtitle).to_json(),
            "about": [_text(line).to_json() for line in self.about],
            "blocks": [block_to_json(block) for block in self.blocks],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any], findings: Mapping[str, Finding]) -> Self:
        """Rebuild a report with the findings of this moment."""
        return cls(
            title=Text.from_json(stored["title"]),
            subtitle=Text.from_json(stored.get("subtitle")),
            about=tuple(Text.from_json(line) for line in stored.get("about", ())),
            blocks=tuple(block_from_json(block) for block in stored["blocks"]),
            findings=findings,
        )

    def sources(self) -> tuple[str, ...]:
        """Return the names of the findings that blocks and live figures need."""
        named = [block.source.key for block in self.blocks if isinstance(block, FindingBlock)]
        for block in self.blocks:
            if isinstance(block, TextBlock) and isinstance(block.words, Text):
                for words in block.words.translations.values():
                    named += [reference.source for reference in references(words)]
        return tuple(dict.fromkeys(named))


def _text(said: Said) -> Text:
    if not isinstance(said, Text):
        raise TypeError("only people's words are stored; see `settled`")
    return said
