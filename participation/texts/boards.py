"""Short texts that others see, kept ready to find those that are like a new one.

A board is brought up to date when the version of what it holds has risen: texts that came are
added, and those that are gone are taken out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from participation.texts.similar import Index

MOST, LEAST = 5, 0.3


@dataclass(slots=True)
class Board:
    """What a process knows of the texts of one place."""

    index: Index = field(default_factory=Index)
    words: Mapping[str, str] = field(default_factory=dict)
    version: int = -1
    lock: Lock = field(default_factory=Lock)

    def nearest(
        self, words: str, version: int, read: Callable[[], Mapping[str, str]]
    ) -> Sequence[str]:
        """Return the names of at most five texts like some words, the likest first.

        `read` returns every text by its name; it is asked only where `version` is a new one.
        """
        with self.lock:
            if self.version != version:
                self._update(read())
                self.version = version
            return [str(like.key) for like in self.index.nearest(words, MOST, LEAST)]

    def _update(self, shown: Mapping[str, str]) -> None:
        for name in self.words.keys() - shown.keys():
            self.index.remove(name)
        for name, words in shown.items():
            if self.words.get(name) != words:
                self.index.add(name, words)
        self.words = shown
