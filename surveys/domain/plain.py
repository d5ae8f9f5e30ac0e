"""Hints for plain language. They are advice: a machine sees length and little words, not sense."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from surveys.domain.questionnaire import Questionnaire

MOST_WORDS = 20
# Finnish puts words together, so its words may be longer before they are hard to read.
LONGEST_WORD: Mapping[str, int] = {"fi": 20, "sv": 16, "en": 16}
ANY_LONGEST = 16

SENTENCE = re.compile(r"[.!?…]+(?:\s|$)|\n+")
WORD = re.compile(r"[^\W\d_]+(?:[-\N{NON-BREAKING HYPHEN}'’][^\W\d_]+)*")
AND: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"ja", "sekä"}),
    "sv": frozenset({"och", "samt"}),
    "en": frozenset({"and"}),
}
NO: Mapping[str, frozenset[str]] = {
    "fi": frozenset(
        {"ei", "en", "et", "emme", "ette", "eivät", "älä", "älkää"}
        | {"etkö", "eikö", "enkö", "eivätkö", "emmekö", "ettekö"}
    ),
    "sv": frozenset({"inte", "ej", "icke", "aldrig", "ingen", "inget", "inga"}),
    "en": frozenset(
        {"not", "no", "never", "none", "nobody", "don’t", "don't", "doesn’t", "doesn't"}
        | {"isn’t", "isn't", "aren’t", "aren't", "cannot", "can’t", "can't"}
    ),
}
NOT_PLAIN_WORDS = re.compile(r"https?://\S+|\S+@\S+|\$?\{[^}]*\}")


class Reason(StrEnum):
    """Why words may be hard to answer."""

    LONG_SENTENCE = "long_sentence"
    LONG_WORD = "long_word"
    TWO_QUESTIONS = "two_questions"
    TWO_NEGATIONS = "two_negations"


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that may be said more plainly, where, in which language, and the words meant."""

    reason: Reason
    address: str
    language: str
    words: str


def hints(questionnaire: Questionnaire, languages: tuple[str, ...]) -> Iterator[Hint]:
    """Yield what may be said more plainly, in the order of the questionnaire."""
    for address, text in questionnaire.texts():
        for language in languages:
            words = text.translations.get(language, "")
            for reason, quote in _reasons(address, words, language):
                yield Hint(reason, address, language, quote)


def _reasons(address: str, text: str, language: str) -> Iterator[tuple[Reason, str]]:
    for sentence in SENTENCE.split(NOT_PLAIN_WORDS.sub(" ", text)):
        words = WORD.findall(sentence)
        small = [word.casefold() for word in words]
        if len(words) > MOST_WORDS:
            yield Reason.LONG_SENTENCE, " ".join(sentence.split())
        for word in words:
            if _longest_part(word) > LONGEST_WORD.get(language, ANY_LONGEST):
                yield Reason.LONG_WORD, word
        if _asks(address) and AND.get(language, frozenset()).intersection(small):
            yield Reason.TWO_QUESTIONS, " ".join(sentence.split())
        if sum(word in NO.get(language, ()) for word in small) > 1:
            yield Reason.TWO_NEGATIONS, " ".join(sentence.split())


def _longest_part(word: str) -> int:
    """Return the length of the longest part: a hyphen is a place to rest."""
    return max(len(part) for part in re.split("[-\N{NON-BREAKING HYPHEN}]", word))


def _asks(address: str) -> bool:
    """Tell whether people answer these very words: a question, or a statement of a matrix."""
    _owner, part, *_code = address.split(".")
    return part in ("label", "row")
