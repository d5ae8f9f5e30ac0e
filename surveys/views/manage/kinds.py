"""The kinds of question in the words of the workspace."""

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind's name, what it is for, and other words people look for it by."""

    name: str
    use: str
    also: str = ""


def common_kinds() -> dict[str, KindWords]:
    """Return the kinds that most questionnaires are made of, which are offered first."""
    return {
        "single": KindWords(_("Single choice"), _("One of several options")),
        "multiple": KindWords(_("Multiple choice"), _("Any of several options")),
        "text": KindWords(_("Text"), _("A word or a sentence")),
        "long_text": KindWords(_("Long text"), _("Several sentences")),
        "rating": KindWords(_("Rating"), _("From 1 to 5, with words for both ends"), _("stars")),
        "matrix": KindWords(
            _("Matrix"), _("Several statements, the same options for each"), _("Likert table grid")
        ),
        "yesno": KindWords(_("Yes or no"), _("One of two")),
        "number": KindWords(_("Number"), _("An amount, an age, a year")),
    }


def more_kinds() -> dict[str, KindWords]:
    """Return the other kinds."""
    return {
        "grade": KindWords(_("School grade"), _("From 4 to 10"), _("mark rating")),
        "recommendation": KindWords(
            _("Recommendation"),
            _("How likely people are to recommend something, from 0 to 10"),
            _("NPS net promoter score"),
        ),
        "slider": KindWords(
            _("Slider"), _("A number between two ends, moved or written"), _("scale line VAS")
        ),
        "date": KindWords(_("Date"), _("A day, written as three numbers"), _("calendar time")),
        "month": KindWords(_("Month"), _("A month of a year"), _("calendar time")),
        "double": KindWords(
            _("Matrix with two scales"),
            _("Each statement answered twice, such as importance and performance"),
            _("fourfold table dual scale"),
        ),
        "differential": KindWords(
            _("Pairs of opposites"),
            _("Steps between two words, such as old and new"),
            _("semantic differential"),
        ),
        "ranking": KindWords(
            _("Ranking"), _("Options put in order, all or the best few"), _("order priority")
        ),
        "point": KindWords(
            _("Place on a map"),
            _("Points on a map or picture, an area or an address"),
            _("location geography coordinates"),
        ),
        "upload": KindWords(
            _("Files"), _("Pictures, PDF files or documents"), _("upload attachment photo")
        ),
        "budget": KindWords(
            _("Budget"), _("A sum divided among options"), _("constant sum money allocation")
        ),
        "consent": KindWords(_("Consent"), _("A box to tick to agree"), _("permission terms")),
        "info": KindWords(_("Information"), _("Words to read; nothing is asked"), _("note text")),
    }


def kind_names() -> dict[str, KindWords]:
    """Return all kinds in the order in which they are offered."""
    return common_kinds() | more_kinds()
