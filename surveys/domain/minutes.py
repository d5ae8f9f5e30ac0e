"""How long a questionnaire takes to answer: reading, and a while for each kind of answer.

Words a minute are those of the International Reading Speed Texts for adults reading aloud
(Trauzettel-Klosinski and Dietz 2012, Investigative Ophthalmology & Visual Science 53:5452):
Finnish 161, Swedish 199, English 228. Finnish words are longer, so fewer are read; a text in
another language is read like English.

Seconds for an answer are our own estimate, on the slow side: somebody at a bus stop, on a phone.
Every question is counted, also those that a condition hides from most, so the estimate is for
whoever is asked everything.
"""

from collections.abc import Mapping
from math import ceil

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Question, Questionnaire

WORDS_A_MINUTE: Mapping[str, int] = {"fi": 161, "sv": 199, "en": 228}
ANY_LANGUAGE = 228

# Seconds for a question of a kind, and for each row or option that needs an answer of its own.
SECONDS: Mapping[str, float] = {
    "info": 0,
    "consent": 3,
    "yesno": 3,
    "single": 4,
    "multiple": 6,
    "rating": 4,
    "grade": 4,
    "recommendation": 4,
    "slider": 6,
    "number": 8,
    "date": 8,
    "month": 8,
    "text": 15,
    "long_text": 40,
    "map": 40,
    "point": 40,
    "upload": 45,
    "file": 45,
}
ANY_KIND = 6
A_ROW: Mapping[str, float] = {"matrix": 4, "differential": 4, "double": 8}
AN_OPTION: Mapping[str, float] = {"ranking": 5, "budget": 8}


def minutes(questionnaire: Questionnaire, language: str) -> int:
    """Return about how many minutes it takes to answer everything in a language; at least one."""
    words = sum(_words(text, language) for _address, text in questionnaire.texts())
    reading = 60 * words / WORDS_A_MINUTE.get(language, ANY_LANGUAGE)
    answering = sum(seconds(question) for question in questionnaire.questions())
    return max(1, ceil((reading + answering) / 60))


def seconds(question: Question) -> float:
    """Return about how many seconds it takes to answer a question that has been read."""
    if question.kind in A_ROW:
        return A_ROW[question.kind] * max(len(question.rows), 1)
    if question.kind in AN_OPTION:
        return AN_OPTION[question.kind] * max(len(question.options), 1)
    return SECONDS.get(question.kind, ANY_KIND)


def _words(text: Text, language: str) -> int:
    return len(text.in_(language).split())
