"""One sound question of each kind beyond those in `answering.every_kind`."""

from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire
from surveys.domain.questions import grade, rating, recommendation
from surveys.domain.questions.steps import numbered
from tests.factories import text

ENDS = {
    "low": text("Huono", "Dåligt", "Bad").to_json(),
    "high": text("Hyvä", "Bra", "Good").to_json(),
}

SAMPLES: dict[str, dict[str, Any]] = {
    "yesno": {
        "label": text("Käytkö kirjastossa?", "Går du till biblioteket?", "Do you use the library?"),
        "options": (
            Option(code="yes", label=text("Kyllä", "Ja", "Yes")),
            Option(code="no", label=text("Ei", "Nej", "No")),
        ),
        "dont_know": True,
    },
    "rating": {
        "label": text("Millainen kirjasto on?", "Hurdant är biblioteket?", "How is the library?"),
        "options": numbered(rating.RATING.codes),
        "settings": ENDS,
        "prefer_not": True,
    },
    "grade": {
        "label": text("Arvosana kunnalle", "Vitsord åt kommunen", "A grade for the municipality"),
        "options": numbered(grade.GRADE.codes),
    },
    "recommendation": {
        "label": text("Suosittelisitko?", "Skulle du rekommendera?", "Would you recommend us?"),
        "options": numbered(recommendation.RECOMMENDATION.codes),
        "settings": ENDS,
    },
    "ranking": {
        "label": text("Mikä on tärkeintä?", "Vad är viktigast?", "What matters most?"),
        "options": (
            Option(code="library", label=text("Kirjasto", "Bibliotek", "Library")),
            Option(code="park", label=text("Puisto", "Park", "Park")),
            Option(code="school", label=text("Koulu", "Skola", "School")),
        ),
        "settings": {"max": 2},
        "dont_know": True,
    },
}


def sample(kind: str, **changes: Any) -> Question:
    """Return a sound question of a kind, changed."""
    parts = {"code": f"q_{kind}", "kind": kind, "label": Text()} | SAMPLES[kind] | changes
    return Question(**parts)


def samples() -> Questionnaire:
    """Return one page with every kind of this file."""
    page = Page(code="p1", questions=tuple(sample(kind) for kind in SAMPLES))
    return Questionnaire(pages=(page,))
