"""Short ways to write questions in three languages."""

from collections.abc import Mapping

from participation.demo.words import text
from surveys.domain.questionnaire import Option, Question, Row

Words = tuple[str, str, str]
AGREEMENT: Mapping[str, Words] = {
    "no": ("Täysin eri mieltä", "Helt av annan åsikt", "Strongly disagree"),
    "rather_no": ("Jokseenkin eri mieltä", "Delvis av annan åsikt", "Somewhat disagree"),
    "neither": (
        "Ei samaa eikä eri mieltä",
        "Varken av samma eller annan åsikt",
        "Neither agree nor disagree",
    ),
    "rather_yes": ("Jokseenkin samaa mieltä", "Delvis av samma åsikt", "Somewhat agree"),
    "yes": ("Täysin samaa mieltä", "Helt av samma åsikt", "Strongly agree"),
}


def options(words: Mapping[str, Words], exclusive: str = "") -> tuple[Option, ...]:
    """Return options; the one named `exclusive` stands alone."""
    return tuple(
        Option(code=code, label=text(*each), exclusive=code == exclusive)
        for code, each in words.items()
    )


def rows(words: Mapping[str, Words]) -> tuple[Row, ...]:
    """Return the statements of a matrix."""
    return tuple(Row(code=code, label=text(*each)) for code, each in words.items())


def open_question(code: str, label: Words, hint: Words, condition: str = "") -> Question:
    """Return a question that is answered in one's own words."""
    return Question(
        code=code,
        kind="long_text",
        label=text(*label),
        hint=text(*hint),
        settings={"longest": 1000},
        condition=condition,
    )
