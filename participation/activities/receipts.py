"""Response codes: four words that lead back to what somebody sent.

The code is derived from the random token in the person's cookie and is stored nowhere; the
database keeps a keyed hash of it. Each of the four words stands for twelve bits, and the word lists
of the languages share no word, so a code may be written in any of them.
"""

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from unicodedata import combining, normalize

from participation.platform.privacy.hashing import keyed

WORDS = 4
BITS = 12
FOLDER = Path(__file__).parent / "wordlists"
WORD = re.compile(r"[^\W\d_]+")
LONGEST_ENTRY = 400

Indexes = tuple[int, ...]


@lru_cache(maxsize=8)
def _words_of(folder: Path, language: str) -> tuple[str, ...]:
    words = normalize("NFC", (folder / f"{language}.txt").read_text("utf-8")).split()
    if len(words) != 2**BITS:
        raise RuntimeError(f"{language}.txt has {len(words)} words")
    return tuple(words)


def word_list(language: str) -> tuple[str, ...]:
    """Return the 4 096 words of a language, in order."""
    return _words_of(FOLDER, language)


def indexes_for(token: bytes) -> Indexes:
    """Return the four numbers of the code that belongs to a token."""
    number = int.from_bytes(keyed("response code", token)[: WORDS * BITS // 8])
    return tuple(number >> BITS * place & 2**BITS - 1 for place in reversed(range(WORDS)))


def code_for(token: bytes, language: str) -> str:
    """Return the four words of the code that belongs to a token."""
    words = word_list(language)
    return " ".join(words[index] for index in indexes_for(token))


def receipt_hash(indexes: Indexes) -> bytes:
    """Return what the database keeps of a code."""
    return keyed("receipt", b"".join(index.to_bytes(2) for index in indexes))


def hash_for(token: bytes) -> bytes:
    """Return what the database keeps of the code that belongs to a token."""
    return receipt_hash(indexes_for(token))


def read_code(typed: str) -> bytes | None:
    """Return the hash of a code as somebody typed it, or nothing if it is no code.

    Case, spaces, hyphens, commas and numbering do not matter; nor do missing dots and rings
    (`a` for `ä`) where only one word can be meant.
    """
    indexes = read_indexes(typed)
    return None if indexes is None else receipt_hash(indexes)


def read_indexes(typed: str) -> Indexes | None:
    """Return the numbers of the four words that somebody typed, or nothing if they are not four."""
    found = [_index_of(word) for word in _words_in(typed)]
    indexes = tuple(index for index in found if index is not None)
    return indexes if len(indexes) == len(found) == WORDS else None


def unknown_words(typed: str) -> list[str]:
    """Return the words that no code holds, to tell the person which to check."""
    return [word for word in _words_in(typed) if _index_of(word) is None]


def _words_in(typed: str) -> list[str]:
    return WORD.findall(normalize("NFC", typed[:LONGEST_ENTRY]).casefold())


def _plain(word: str) -> str:
    return "".join(c for c in normalize("NFD", word) if not combining(c))


@lru_cache(maxsize=2)
def _known(folder: Path) -> tuple[dict[str, int], dict[str, set[int]]]:
    exact: dict[str, int] = {}
    plain: dict[str, set[int]] = defaultdict(set)
    for file in sorted(folder.glob("*.txt")):
        for index, word in enumerate(_words_of(folder, file.stem)):
            exact[word.casefold()] = index
            plain[_plain(word.casefold())].add(index)
    return exact, plain


def _index_of(word: str) -> int | None:
    exact, plain = _known(FOLDER)
    if word in exact:
        return exact[word]
    meant = plain.get(_plain(word), set())
    return next(iter(meant)) if len(meant) == 1 else None
