"""How a choice is shown: `settings.look` of single and multiple choices.

`cards` unless told otherwise; `list`, `images`, and for a single choice `dropdown`.
"""

from surveys.domain.questionnaire import Question
from surveys.domain.questions import fields

LOOKS = {
    "single": ("cards", "list", "dropdown", "images"),
    "multiple": ("cards", "list", "images"),
}


def look_of(question: Question) -> str:
    """Return how the options are shown; an unknown look is the usual one."""
    look = question.settings.get("look")
    return look if look in LOOKS.get(question.kind, ()) else "cards"


def faults_of_options(question: Question) -> list[str]:
    """Name what is wrong with codes, and pictures that are missing or without words."""
    pictured = look_of(question) == "images"
    missing = pictured and any(not option.image for option in question.options)
    silent = any(option.image and not option.alt for option in question.options)
    found = fields.faults_of_codes(question)
    return found + ["no_picture"] * missing + ["picture_without_words"] * silent
