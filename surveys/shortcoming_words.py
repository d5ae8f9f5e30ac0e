"""What keeps a questionnaire from being published, in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from surveys import logic_words
from surveys.domain.readiness import Shortcoming


def sentence(found: Shortcoming) -> str:
    """Say what a shortcoming is and what to do about it."""
    if found.fault is not None:
        return logic_words.sentence(found.fault)
    return str(SENTENCES[found.reason]) % {"question": found.question, "page": found.page}


SENTENCES: Mapping[str, Any] = {
    "no_questions": _("The survey has no questions yet. Add the first one."),
    "empty_page": _("Page %(page)s is empty. Add a question to it or delete it."),
    "page_code_twice": _("Two pages have the code %(page)s. Delete one of them."),
    "code_twice": _("Two questions have the code %(question)s. Change one of them."),
    "unknown_kind": _("Question %(question)s is of a kind that is not known."),
    "no_label": _("Question %(question)s has no words. Write the question."),
    "option_without_label": _("Question %(question)s has an answer option without words."),
    "row_without_label": _("Question %(question)s has a statement without words."),
    "no_options": _("Question %(question)s needs more answer options."),
    "no_rows": _("Question %(question)s has no statements. Add at least one."),
    "options_twice": _("Question %(question)s has two answer options with the same code."),
    "rows_twice": _("Question %(question)s has two statements with the same code."),
    "other_twice": _(
        "Question %(question)s has an answer option with the code “other” beside “Other, "
        "please specify”. Remove one of them."
    ),
    "min_over_max": _("In question %(question)s the least allowed is more than the most allowed."),
    "more_than_options": _(
        "In question %(question)s more answers can be chosen than there are options."
    ),
    "bad_longest": _("Question %(question)s has a greatest length that cannot be kept."),
    "bad_decimals": _("Question %(question)s has a number of decimals that cannot be kept."),
    "bad_dates": _("Question %(question)s has a first or last day that is none."),
    "no_ends": _("Question %(question)s needs a smallest and a largest number."),
    "bad_step": _("In question %(question)s the step does not fit between the ends."),
    "row_without_right": _(
        "Question %(question)s has a pair of opposites of which one is missing."
    ),
    "scale_without_name": _("Question %(question)s needs a name for both scales."),
    "no_agreement": _(
        "Question %(question)s does not say what is agreed. Write the words beside the box."
    ),
    "no_picture": _("Question %(question)s shows pictures, but an option has none."),
    "picture_without_words": _(
        "Question %(question)s has a picture without words for those who cannot see it."
    ),
    "no_total": _("Question %(question)s has no sum to divide. Write one."),
    "sum_not_in_steps": _(
        "In question %(question)s the sum cannot be divided in steps of that size."
    ),
    "bad_limits": _(
        "In question %(question)s no division of the sum keeps to the limits of the options."
    ),
    "no_kinds_of_files": _("Question %(question)s takes no kind of files."),
    "bad_bounds": _("The map of question %(question)s has no area."),
    "wrong_steps": _(
        "Question %(question)s has other steps than its kind of question. Save it again."
    ),
}
