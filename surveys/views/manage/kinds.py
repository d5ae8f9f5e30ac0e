"""The kinds of question in the words of the workspace."""

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind's name and what it is for."""

    name: str
    use: str


def kind_names() -> dict[str, KindWords]:
    """Return the kinds in the order in which they are offered."""
    return {
        "single": KindWords(_("Single choice"), _("One of several options")),
        "multiple": KindWords(_("Multiple choice"), _("Any of several options")),
        "matrix": KindWords(_("Matrix"), _("Several statements, the same options for each")),
        "text": KindWords(_("Text"), _("A word or a sentence")),
        "long_text": KindWords(_("Long text"), _("Several sentences")),
        "number": KindWords(_("Number"), _("An amount, an age, a year")),
        "ranking": KindWords(_("Ranking"), _("Options put in order, all or the best few")),
        "rating": KindWords(_("Rating"), _("From 1 to 5, with words for both ends")),
        "yesno": KindWords(_("Yes or no"), _("One of two")),
        "grade": KindWords(_("School grade"), _("From 4 to 10")),
        "recommendation": KindWords(
            _("Recommendation"), _("How likely people are to recommend something, from 0 to 10")
        ),
    }
