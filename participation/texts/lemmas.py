"""Base forms of Finnish, Swedish and English words.

The dictionaries are simplemma's (Barbaresi, MIT), kept compressed: 79 MB for the three languages
instead of 480. They take seconds to load, so only background work asks for them. Lemmas are for
grouping: people are always shown words that somebody wrote.
"""

from collections.abc import Collection
from functools import cache
from typing import Any

from participation.platform.lazy import load
from participation.texts.words import stop_words, tokens

LANGUAGES = ("fi", "sv", "en")
GREEDY = ("sv",)  # splits more Swedish forms rightly, and changes little in the others
MOST_KEPT = 200_000


@cache
def _lemmatiser(*, is_greedy: bool) -> Any:
    strategy = load("simplemma.strategies:DefaultStrategy")
    lemmatiser = load("simplemma:Lemmatizer")
    chosen = strategy(greedy=is_greedy, low_memory=True)
    return lemmatiser(lemmatization_strategy=chosen, cache_max_size=MOST_KEPT)


def lemma(word: str, language: str) -> str:
    """Return the base form of a word; a word of another language stays as it is."""
    if language not in LANGUAGES:
        return word.lower()
    found: str = _lemmatiser(is_greedy=language in GREEDY).lemmatize(word, lang=language)
    return found.lower()


def content(words: str, language: str, ignored: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return the words of a text that tell of a theme, each as (base form, form written)."""
    stop = stop_words(language) | frozenset(ignored)
    found = []
    for word in tokens(words):
        if len(word) > 1 and word not in stop:
            base = lemma(word, language)
            if base not in stop:
                found.append((base, word))
    return found
