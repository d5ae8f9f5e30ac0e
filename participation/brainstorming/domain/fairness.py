"""Let nobody take all the room: what is shown of many ideas when there is room for few.

One author's ideas come in turns of as many as routing lets them weigh, and so do ideas that differ
in digits and punctuation only, from however many browsers. A table in a workshop is several people
on one device, so its turn is longer; that of all who have its link together.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from participation.brainstorming.domain.routing import FAIR_SHARE, TABLE_SHARE


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, as far as that is known: a browser or a table, and in which words."""

    author: Hashable
    words: str
    table: str = ""


def letters(words: str) -> str:
    """Return the letters of words: what a script numbers through stays the same."""
    return "".join(char for char in words.casefold() if char.isalpha())


def in_turns(voices: Sequence[Voice]) -> list[int]:
    """Return positions in the given order, but the first turn of everybody before any second."""
    heard: Counter[Hashable] = Counter()
    turns = []
    for voice in voices:
        share = TABLE_SHARE if voice.table else FAIR_SHARE
        who = ("table", voice.table) if voice.table else ("author", voice.author)
        turn = heard[who] // share
        heard[who] += 1
        said = letters(voice.words)
        if said:
            turn = max(turn, heard["words", said] // FAIR_SHARE)
            heard["words", said] += 1
        turns.append(turn)
    return sorted(range(len(voices)), key=turns.__getitem__)
