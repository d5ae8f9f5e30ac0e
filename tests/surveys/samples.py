"""One sound question of each kind beyond those in `answering.every_kind`."""

from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.domain.questions import grade, rating, recommendation, steps
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
    "date": {
        "label": text("Milloin muutit?", "När flyttade du?", "When did you move here?"),
        "settings": {"min": "1900-01-01"},
        "dont_know": True,
    },
    "month": {"label": text("Milloin kävit?", "När besökte du?", "When did you visit?")},
    "slider": {
        "label": text("Kuinka turvallista?", "Hur tryggt?", "How safe is it?"),
        "settings": {"min": 0, "max": 100, **ENDS},
        "prefer_not": True,
    },
    "differential": {
        "label": text("Kunnan kuva", "Bilden av kommunen", "The image of the municipality"),
        "options": numbered(steps.numbers(1, 7)),
        "rows": (
            Row(
                code="r1",
                label=text("Vanhanaikainen", "Gammaldags", "Old-fashioned"),
                right=text("Nykyaikainen", "Modern", "Modern"),
            ),
            Row(
                code="r2", label=text("Kylmä", "Kall", "Cold"), right=text("Lämmin", "Varm", "Warm")
            ),
        ),
        "dont_know": True,
    },
    "double": {
        "label": text("Palvelut", "Tjänsterna", "The services"),
        "options": tuple(
            Option(code=f"a{n}", label=text(fi, sv, en))
            for n, (fi, sv, en) in enumerate(
                (
                    ("Ei tärkeä", "Inte viktig", "Not important"),
                    ("Melko tärkeä", "Ganska viktig", "Fairly important"),
                    ("Hyvin tärkeä", "Mycket viktig", "Very important"),
                ),
                1,
            )
        ),
        "scale": tuple(
            Option(code=f"b{n}", label=text(fi, sv, en))
            for n, (fi, sv, en) in enumerate(
                (
                    ("Huono", "Dålig", "Poor"),
                    ("Kohtalainen", "Måttlig", "Fair"),
                    ("Hyvä", "Bra", "Good"),
                ),
                1,
            )
        ),
        "rows": (
            Row(code="r1", label=text("Kirjasto", "Biblioteket", "The library")),
            Row(code="r2", label=text("Päivähoito", "Dagvården", "Day care")),
            Row(code="r3", label=text("Tiet", "Vägarna", "Roads")),
        ),
        "settings": {
            "first": text("Kuinka tärkeä", "Hur viktig", "How important").to_json(),
            "second": text("Kuinka hyvä", "Hur bra", "How good").to_json(),
        },
        "prefer_not": True,
    },
    "consent": {
        "label": text("Saako vastaustasi lainata?", "Får vi citera dig?", "May we quote you?"),
        "options": (
            Option(
                code="yes",
                label=text("Vastaustani saa lainata", "Mitt svar får citeras", "You may quote me"),
            ),
        ),
    },
    "info": {
        "label": text("Mihin vastauksia käytetään", "Vad svaren används till", "What this is for"),
        "hint": text("Ne luetaan.", "De läses.", "They are read by those who decide."),
    },
    "upload": {
        "label": text("Lähetä kuva", "Skicka en bild", "Send a picture"),
        "settings": {"kinds": ["pictures", "pdf"], "max": 2, "largest": 5},
        "dont_know": True,
    },
    "point": {
        "label": text("Missä?", "Var?", "Where?"),
        "options": (
            Option(code="north", label=text("Pohjoinen", "Norr", "North")),
            Option(code="south", label=text("Etelä", "Söder", "South")),
        ),
        "dont_know": True,
    },
    "budget": {
        "label": text("Jaa rahat", "Fördela pengarna", "Divide the money"),
        "options": (
            Option(code="library", label=text("Kirjasto", "Bibliotek", "Library")),
            Option(code="park", label=text("Puisto", "Park", "Park")),
        ),
        "settings": {"total": 1000, "unit": "€", "step": 50, "limits": [["park", 100, 600]]},
        "dont_know": True,
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


PLACES = """Aura Halikko Inkoo Kaarina Loimaa Mynämäki Naantali Paimio Parainen Raisio Salo Turku
    Vehmaa"""


def dropdown(**changes: Any) -> Question:
    """Return a single choice from a long list."""
    places = PLACES.split()
    options = tuple(Option(code=f"o{n}", label=text(p, p, p)) for n, p in enumerate(places, 1))
    parts = {"label": text("Missä?", "Var?", "Where?"), "settings": {"look": "dropdown"}}
    return Question(
        **{"code": "where", "kind": "single", "options": options, "other": True} | parts | changes
    )


def sample(kind: str, **changes: Any) -> Question:
    """Return a sound question of a kind, changed."""
    parts = {"code": f"q_{kind}", "kind": kind, "label": Text()} | SAMPLES[kind] | changes
    return Question(**parts)


def samples() -> Questionnaire:
    """Return one page with every kind of this file."""
    page = Page(code="p1", questions=tuple(sample(kind) for kind in SAMPLES))
    return Questionnaire(pages=(page,))
