"""A report as staff compose it: pieces in an order, each a block with a name that stays.

Every change gives new pieces. A mark is a short checksum of one piece: who changes a piece that
has another mark by now would overwrite what they have not seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from json import dumps
from typing import Any, Self

from participation.platform.i18n.text import Text
from participation.reports.domain.blocks import (
    Block,
    FindingBlock,
    PassageBlock,
    PickedBlock,
    TextBlock,
    block_from_json,
    block_to_json,
)
from participation.reports.domain.live import in_full, references

MARK = 16
MOST_PIECES = 400


class NoSuchPiece(LookupError):
    """The report has no piece of that name (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block and its name within the report."""

    name: str
    block: Block

    def to_json(self) -> dict[str, Any]:
        """Return the piece as JSON."""
        return {"id": self.name, **block_to_json(self.block)}

    @property
    def mark(self) -> str:
        """Return the checksum of all that the piece holds."""
        return mark_of(self.to_json())

    @property
    def words(self) -> Text:
        """Return the words of people in it: what is to be translated."""
        found = getattr(self.block, "words", getattr(self.block, "title", None))
        return found if isinstance(found, Text) else Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The pieces of a report; `aside` are background questions, which are never told in short."""

    pieces: tuple[Piece, ...] = ()
    aside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    last: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return what is stored."""
        return {
            "format": 1,
            "last": self.last,
            "aside": {name: list(subjects) for name, subjects in self.aside.items()},
            "blocks": [piece.to_json() for piece in self.pieces],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Rebuild the pieces."""
        return cls(
            pieces=tuple(
                Piece(name=each["id"], block=block_from_json(each)) for each in stored["blocks"]
            ),
            aside={name: tuple(subjects) for name, subjects in stored.get("aside", {}).items()},
            last=stored.get("last", 0),
        )

    def named(self, name: str) -> Piece:
        """Return a piece."""
        for piece in self.pieces:
            if piece.name == name:
                return piece
        raise NoSuchPiece(name)

    def added(self, block: Block, after: str = "") -> Self:
        """Put a new piece after another; at the end if there is none of that name."""
        piece = Piece(name=f"b{self.last + 1}", block=block)
        names = [each.name for each in self.pieces]
        place = names.index(after) + 1 if after in names else len(names)
        pieces = (*self.pieces[:place], piece, *self.pieces[place:])
        return replace(self, pieces=pieces, last=self.last + 1)

    def changed(self, name: str, block: Block) -> Self:
        """Put another block in the place of one."""
        self.named(name)
        pieces = (Piece(name=name, block=block) if p.name == name else p for p in self.pieces)
        return replace(self, pieces=tuple(pieces))

    def removed(self, name: str) -> Self:
        """Leave a piece out."""
        self.named(name)
        return replace(self, pieces=tuple(p for p in self.pieces if p.name != name))

    def moved(self, name: str, steps: int) -> Self:
        """Move a piece up (steps below 0) or down; at the end of the way it stays where it is."""
        place = self.pieces.index(self.named(name))
        rest = [*self.pieces[:place], *self.pieces[place + 1 :]]
        rest.insert(max(0, min(place + steps, len(rest))), self.pieces[place])
        return replace(self, pieces=tuple(rest))

    def sources(self, home: str) -> tuple[str, ...]:
        """Name the findings that blocks and figures in texts are from."""
        named = []
        for piece in self.pieces:
            if isinstance(piece.block, FindingBlock):
                named.append(piece.block.source.key)
            named += [each.source for each in spoken_of(piece.block, home)]
        return tuple(dict.fromkeys(named))

    def activities(self, home: str) -> tuple[str, ...]:
        """Name the activities that anything in the report is from."""
        named = [source.partition(":")[0] for source in self.sources(home)]
        blocks = [piece.block for piece in self.pieces]
        named += [b.activity for b in blocks if isinstance(b, PickedBlock | PassageBlock)]
        return tuple(dict.fromkeys(named))


def mark_of(stored: Any) -> str:
    """Return the checksum of anything stored as JSON."""
    canonical = dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:MARK]


def spoken_of(block: Block, home: str) -> Iterator[Any]:
    """Yield the figures in the words of a block, each once, as they are written."""
    seen: set[str] = set()
    if isinstance(block, TextBlock) and isinstance(block.words, Text):
        for words in block.words.translations.values():
            for each in references(words, home):
                if each.written not in seen:
                    seen.add(each.written)
                    yield each


def written_in_full(block: TextBlock, home: str) -> TextBlock:
    """Write the figures of a text with the activity that they are of, frozen ones too."""
    if not isinstance(block.words, Text):
        return block
    words = {code: in_full(said, home) for code, said in block.words.translations.items()}
    frozen = {in_full(name, home): number for name, number in block.frozen.items()}
    return replace(block, words=Text(words, block.words.marks), frozen=frozen)


def unkept(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Let everything that was frozen follow its figures again."""
    return tuple(replace(piece, block=_unkept(piece.block)) for piece in pieces)


def _unkept(block: Block) -> Block:
    if isinstance(block, FindingBlock):
        return replace(block, kept=None)
    if isinstance(block, TextBlock):
        return replace(block, frozen={}, moments={})
    return block


def unfinished(title: Text, pieces: Iterable[Piece], languages: Iterable[str]) -> dict[str, int]:
    """Count texts that are not complete, by language."""
    texts = [title, *(piece.words for piece in pieces)]
    return {code: sum(code in text.unfinished([code]) for text in texts) for code in languages}
