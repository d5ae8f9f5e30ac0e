"""What automatic reports and slides say in words of ours."""

from collections.abc import Callable, Mapping

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

Said = Callable[..., str]


def language_name(code: str) -> str:
    """Name a language in the language that is spoken."""
    locale = get_locale()
    return str(locale.languages.get(code, code)) if locale else code


REPORTS: Mapping[str, Said] = {
    "report_subtitle": lambda: _("Report of the survey"),
    "process_subtitle": lambda: _("Report of the whole matter"),
    "quote_in": lambda code: _("Language: %(language)s", language=language_name(code)),
    "stale_block": lambda: _("These figures have changed since."),
    "deck_subtitle": lambda: _("Results of the survey"),
    "figures_of": lambda day: _("Figures of %(day)s", day=day),
    "survey_answered": lambda n, people: ngettext(
        "%(people)s person answered the survey.",
        "%(people)s people answered the survey.",
        n,
        people=people,
    ),
    "asked_between": lambda span: _("The survey was open %(span)s.", span=span),
    "open_between": lambda span: _("The survey is open %(span)s.", span=span),
    "chapter_short": lambda: _("In short"),
    "chapter_asked": lambda: _("How people were asked"),
    "chapter_results": lambda: _("Results by question"),
    "chapter_method": lambda: _("How to read the figures"),
    "chapter_next": lambda: _("What follows"),
    "came_by": lambda name, n, people: ngettext(
        "%(link)s: %(people)s answer", "%(link)s: %(people)s answers", n, link=name, people=people
    ),
    "answered_in": lambda name, n, people: ngettext(
        "%(language)s: %(people)s answer",
        "%(language)s: %(people)s answers",
        n,
        language=name,
        people=people,
    ),
    "method_self_selected": lambda: _(
        "People chose themselves whether to answer. The figures tell what those who answered "
        "think; they are no measurement of all residents."
    ),
    "method_invited": lambda: _(
        "Those who were invited could answer. The figures tell what those who answered think."
    ),
    "method_shares": lambda: _(
        "Shares are of those who answered the question. Below each chart stands how many they "
        "are (n)."
    ),
    "method_weights": lambda: _(
        "Where figures are weighted, answers were given weights so that respondents resemble the "
        "population by the variables chosen. Unweighted figures stand beside the weighted ones."
    ),
    "method_weights_limit": lambda: _(
        "Weights make respondents resemble the population only in these respects. They cannot tell "
        "what those who did not answer think: people chose themselves whether to answer."
    ),
    "method_hidden": lambda: _(
        "Figures of very few people are hidden, so that nobody can be recognised by them."
    ),
    "method_staff": lambda: _(
        "This report is for those who prepare the matter. It may hold figures of very few people: "
        "do not publish it as it is."
    ),
    "method_rounding": lambda: _(
        "Figures are rounded, so shares may add up to a little more or less than a hundred per "
        "cent."
    ),
    "next_open": lambda: _("The survey is still open, and the figures will change."),
    "next_used": lambda: _(
        "The results are used when the matter is prepared and decided. What came of them is told "
        "on the same page as the results."
    ),
    "next_address": lambda address: _(
        "Results and what comes of them: %(address)s", address=address
    ),
    "tells_most": lambda question, label, value: _(
        "%(question)s Most common answer: %(label)s (%(value)s).",
        question=question,
        label=label,
        value=value,
    ),
    "tells_most_chosen": lambda question, label, value: _(
        "%(question)s Chosen most often: %(label)s (%(value)s of those who answered).",
        question=question,
        label=label,
        value=value,
    ),
    "tells_mean": lambda question, **words: _(
        "%(question)s The mean is %(value)s on a scale from %(low)s to %(high)s.",
        question=question,
        **words,
    ),
    "tells_last_step": lambda question, **words: _(
        "%(question)s “%(answer)s” was said most often of this: %(high)s (%(high_value)s). Least "
        "often: %(low)s (%(low_value)s).",
        question=question,
        **words,
    ),
    "tells_nps": lambda question, value: _(
        "%(question)s The net promoter score is %(value)s.", question=question, value=value
    ),
    "tells_rows_net": lambda question, **words: _(
        "%(question)s Most agree with “%(high)s” (net score %(high_value)s), fewest with "
        "“%(low)s” (%(low_value)s).",
        question=question,
        **words,
    ),
    "tells_rows_mean": lambda question, **words: _(
        "%(question)s Highest mean: %(high)s (%(high_value)s). Lowest: %(low)s (%(low_value)s).",
        question=question,
        **words,
    ),
    "tells_gap": lambda question, **words: _(
        "%(question)s The widest gap: %(label)s – %(first)s %(first_value)s, %(second)s "
        "%(second_value)s.",
        question=question,
        **words,
    ),
    "tells_borda": lambda question, label, value: _(
        "%(question)s First comes %(label)s, with %(value)s points of 100.",
        question=question,
        label=label,
        value=value,
    ),
    "tells_share": lambda question, label, value: _(
        "%(question)s Most was given to %(label)s: %(value)s of everything.",
        question=question,
        label=label,
        value=value,
    ),
    "tells_number": lambda question, mean, median: _(
        "%(question)s The mean is %(mean)s and the median %(median)s.",
        question=question,
        mean=mean,
        median=median,
    ),
    "tells_groups": lambda question, **words: _(
        "%(question)s The groups differ most in “%(label)s”: %(high)s %(high_value)s, %(low)s "
        "%(low_value)s.",
        question=question,
        **words,
    ),
}
