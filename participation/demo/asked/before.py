"""What the town asked two and four years ago: the same questions, so that years can be compared."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from participation.demo.asked import first
from participation.demo.asked.answers import first_answers
from participation.demo.asked.background import background
from participation.demo.asked.residents import Resident
from participation.demo.words import text
from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Page, Question, Questionnaire

SUMMARY = text(
    "Joka toinen vuosi kysymme, miten arki sujuu.",
    "Vartannat år frågar vi hur vardagen fungerar.",
    "Every other year we ask how everyday life goes.",
)
THANKS = text(
    "Kiitos. Tulokset julkaistaan näillä sivuilla.",
    "Tack. Resultaten publiceras på de här sidorna.",
    "Thank you. The results appear on these pages.",
)
HEARD = text(
    "Kaupunki kuulee asukkaita riittävästi ennen päätöksiä",
    "Staden hör invånarna tillräckligt före beslut",
    "The town hears residents enough before decisions",
)
# Life was thought better of, and being heard worse.
MOODS = {4: (0.45, -0.5), 2: (0.2, -0.25)}


def _asked(question: Question) -> Question:
    """Return a question as it was asked then: without the boat, of minutes, in other words."""
    if question.code == "way":
        kept = tuple(option for option in question.options if option.code != "boat")
        return replace(question, options=kept)
    if question.code == "distance":
        return replace(question, settings={**question.settings, "unit": "min"})
    rows = (replace(row, label=HEARD) if row.code == "heard" else row for row in question.rows)
    return replace(question, rows=tuple(rows))


QUESTIONNAIRE = Questionnaire(
    pages=(
        Page(
            code="now",
            title=first.NOW.title,
            questions=tuple(map(_asked, first.NOW.questions)),
        ),
        Page(
            code="ahead",
            title=first.AHEAD.title,
            questions=tuple(
                _asked(each) for each in first.AHEAD.questions if each.code == "opinions"
            ),
        ),
        background(),
    )
)
KEPT = frozenset(question.code for question in QUESTIONNAIRE.questions())


def title(day: date) -> Text:
    """Name the survey of a year."""
    return text(
        f"Asukaskysely {day.year}", f"Invånarenkäten {day.year}", f"Residents’ survey {day.year}"
    )


def answers(years: int, chance: Random, who: Resident) -> Mapping[str, Any]:
    """Answer the survey of so many years ago."""
    mood, trust = MOODS[years]
    then = replace(who, mood=who.mood + mood, trust=who.trust + trust)
    every = first_answers(chance, then)
    found = {name: said for name, said in every.items() if name.partition("~")[0] in KEPT}
    return found | ({"way": "car"} if found["way"] == "boat" else {})
