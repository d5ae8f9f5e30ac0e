"""What reports say in words of ours, by the keys that the neutral document uses.

A value named `n` is a whole number that decides between one and many.
"""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from participation.reports.idea_phrases import IDEAS
from participation.reports.report_phrases import REPORTS

Said = Callable[..., str]

NAMES: Mapping[str, Said] = {
    "opposites": lambda left, right: f"{left} \N{EN DASH} {right}",
    "other": lambda: _("Other"),
    "theme": lambda: _("Theme"),
    "no_theme": lambda: _("No theme"),
    "few_themes": lambda: _("Other themes"),
    "themes_of": lambda question: _("Themes in answers: %(question)s", question=question),
    "answer": lambda: _("Answer"),
    "answers": lambda: _("Answers"),
    "answered": lambda: _("Answered"),
    "answers_in_all": lambda: _("How many took part"),
    "second_of": lambda row: _("%(row)s, second scale: mean", row=row),
    "answered_question": lambda: _("Answered the question"),
    "no_answer": lambda: _("No answer"),
    "dont_know": lambda: _("Don’t know"),
    "prefer_not": lambda: _("Prefer not to say"),
    "not_asked": lambda: _("Not asked"),
    "removed_link": lambda: _("Removed links"),
    "channel": lambda: _("Link"),
    "language": lambda: _("Language"),
    "version": lambda: _("Version"),
    "in_fi": lambda: _("In Finnish"),
    "in_sv": lambda: _("In Swedish"),
    "in_en": lambda: _("In English"),
    "people": lambda: pgettext("count", "People"),
    "share": lambda: _("Share"),
    "mean": lambda: _("Mean"),
    "median": lambda: _("Median"),
    "min": lambda: _("Smallest"),
    "max": lambda: _("Largest"),
    "net": lambda: _("Net score"),
    "nps": lambda: _("Net promoter score"),
    "promoters": lambda: _("Would recommend (9–10)"),
    "passives": lambda: _("In between (7–8)"),
    "detractors": lambda: _("Would not recommend (0–6)"),
    "time": lambda: _("Month or year"),
    "area": lambda: _("Area"),
    "statement": lambda: _("Statement"),
    "option": lambda: _("Option"),
    "field": lambda: _("Field"),
    "borda": lambda: _("Score"),
    "put_first": lambda: _("Put first"),
    "mean_rank": lambda: _("Mean place"),
    "place": lambda place: _("Place %(place)s", place=place),
    "unranked": lambda: _("Not ranked"),
    "share_of_sum": lambda: _("Share of the sum"),
    "sum": lambda: _("Sum"),
    "all": lambda: _("Everybody"),
    "weighted": lambda: _("Weighted"),
    "unweighted": lambda: _("Unweighted"),
    "hidden": lambda: _("Hidden"),
    "no_figure": lambda: _("[no figure]"),
    "row_answer": lambda row, answer: f"{row}: {answer}",
    "row_scale": lambda row, scale: f"{row} ({scale})",
    "named": lambda name, value: f"{name}: {value}",
    "numbered": lambda number, label: f"{number}. {label}",
    "months": lambda months: months,
    "or_less": lambda number: _("%(number)s or less", number=number),
    "or_more": lambda number: _("%(number)s or more", number=number),
    "between": lambda low, high: f"{low}\N{EN DASH}{high}",
    "both": lambda one, other: _("%(one)s and %(other)s", one=one, other=other),
    "table_of_group": lambda title, group: f"{title} \N{EN DASH} {group}",
    "of_scale": lambda title, scale: f"{title} \N{EN DASH} {scale}",
}

FIELDS: Mapping[str, Said] = {
    "field_high_low": lambda **names: _("%(first)s: high, %(second)s: low", **names),
    "field_high_high": lambda **names: _("%(first)s: high, %(second)s: high", **names),
    "field_low_low": lambda **names: _("%(first)s: low, %(second)s: low", **names),
    "field_low_high": lambda **names: _("%(first)s: low, %(second)s: high", **names),
}

LABELS: Mapping[str, Said] = {
    "contents": lambda: _("Contents"),
    "page": lambda: _("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
    "stale": lambda: _("[this figure has changed]"),
    "charts": lambda: _("Charts"),
    "figures": lambda: _("Figures"),
    "codebook": lambda: _("Codebook"),
    "code": lambda: pgettext("of an answer", "Code"),
    "words": lambda: _("Words"),
    "asked": lambda: pgettext("count", "Asked"),
    "versions": lambda: _("Versions"),
    "checksum": lambda: _("Checksum (SHA-256)"),
}

TITLES: Mapping[str, Said] = {
    "fourfold_of": lambda title: _("Fourfold table: %(question)s", question=title),
    "places_of": lambda title: _("Every place: %(question)s", question=title),
    "weighted_beside": lambda title: _(
        "Weighted and unweighted side by side: %(question)s", question=title
    ),
    "split_by": lambda title, variable: _(
        "%(question)s (by: %(variable)s)", question=title, variable=variable
    ),
    "chart_of": lambda title: _("Chart: %(question)s", question=title),
    "n_is": lambda n: _("n = %(number)s", number=n),
}

BASES: Mapping[str, Said] = {
    "base_answered": lambda n, people: ngettext(
        "%(people)s person answered this question.",
        "%(people)s people answered this question.",
        n,
        people=people,
    ),
    "base_not_asked": lambda n, people: ngettext(
        "%(people)s person was not asked it.",
        "%(people)s people were not asked it.",
        n,
        people=people,
    ),
    "base_coded": lambda n, people: ngettext(
        "%(answers)s answer was read and coded by people.",
        "%(answers)s answers were read and coded by people.",
        n,
        answers=people,
    ),
    "base_themes": lambda: _("One answer can have several themes."),
    "base_multiple": lambda: _(
        "One person could choose several options, so the shares may add up to more than a hundred "
        "per cent."
    ),
    "theme_people": lambda n: ngettext(
        "%(people)s person spoke of this.", "%(people)s people spoke of this.", n, people=n
    ),
}

HIDDEN: Mapping[str, Said] = {
    "hidden_row": lambda threshold: _(
        "Hidden: fewer than %(threshold)s answers", threshold=threshold
    ),
    "fewer": lambda threshold: _("Fewer than %(threshold)s people", threshold=threshold),
    "hidden_finding": lambda threshold: _(
        "Fewer than %(threshold)s people answered this question, so its figures are not shown. "
        "This protects those who answered.",
        threshold=threshold,
    ),
    "hidden_other": lambda: _(
        "The figures of this question are not shown, as figures of few people could be worked out "
        "from them. This protects those who answered."
    ),
    "finding_gone": lambda: _("This result is no longer there."),
}

NOTES: Mapping[str, Said] = {
    "nps_note": lambda: _(
        "The net promoter score is the share of those who would recommend minus the share of those "
        "who would not, from \N{MINUS SIGN}100 to 100 (Reichheld 2003)."
    ),
    "net_note": lambda: _(
        "The net score is the share of those who agree minus the share of those who disagree, "
        "from \N{MINUS SIGN}100 to 100."
    ),
    "left_out_note": lambda label: _(
        "Not in the chart, as figures of few people are hidden: %(label)s.", label=label
    ),
    "others_note": lambda n, people: ngettext(
        "%(people)s person wrote words for “Other”.",
        "%(people)s people wrote words for “Other”.",
        n,
        people=people,
    ),
    "rounded_note": lambda: _(
        "Answers with more than four digits were rounded for the table and the median. The mean is "
        "exact."
    ),
    "borda_note": lambda: _(
        "The score is 100 when everybody put the option first and 0 when everybody put it last "
        "(Borda count). Options that somebody left out share the points that person did not give. "
        "The mean place is of those who ranked the option."
    ),
    "sum_note": lambda sum: _(  # noqa: A006 -- what it is
        "The shares are of everything that people gave, %(sum)s in all.", sum=sum
    ),
    "fourfold_note": lambda: _(
        "Steps count 1, 2, 3 and so on from the least. The lines are the means of the statements "
        "shown."
    ),
    "fourfold_alternative": lambda first, second: _(
        "%(first)s rises upwards and %(second)s to the right. The table has the same figures.",
        first=first,
        second=second,
    ),
    "tests_note": lambda: _(
        "▲ more often than the others, ▼ less often than the others: differences too large to be "
        "chance alone, if the answers were a random sample (tests adjusted after Holm)."
    ),
    "overlap_note": lambda: _("One person may be in several groups."),
    "n_effective": lambda value: _("Effective number of answers: %(value)s", value=value),
    "design_effect": lambda value: _("Design effect: %(value)s", value=value),
}

SENTENCES: Mapping[str, Said] = {
    "most_common": lambda label, share: _(
        "Most common: %(answer)s, %(share)s.", answer=label, share=share
    ),
    "least_common": lambda label, share: _(
        "Least common: %(answer)s, %(share)s.", answer=label, share=share
    ),
    "highest_mean": lambda label, value: _(
        "Highest mean: %(label)s, %(value)s.", label=label, value=value
    ),
    "lowest_mean": lambda label, value: _(
        "Lowest mean: %(label)s, %(value)s.", label=label, value=value
    ),
    "highest_net": lambda label, value: _(
        "Highest net score: %(label)s, %(value)s.", label=label, value=value
    ),
    "lowest_net": lambda label, value: _(
        "Lowest net score: %(label)s, %(value)s.", label=label, value=value
    ),
    "highest_borda": lambda label, value: _(
        "Highest score: %(label)s, %(value)s.", label=label, value=value
    ),
    "lowest_borda": lambda label, value: _(
        "Lowest score: %(label)s, %(value)s.", label=label, value=value
    ),
    "highest_share": lambda label, value: _(
        "Largest share: %(label)s, %(value)s.", label=label, value=value
    ),
    "lowest_share": lambda label, value: _(
        "Smallest share: %(label)s, %(value)s.", label=label, value=value
    ),
    "widest": lambda label, high, high_value, low, low_value: _(
        "The groups differ most in “%(label)s”: %(high)s %(high_value)s, %(low)s %(low_value)s.",
        label=label,
        high=high,
        high_value=high_value,
        low=low,
        low_value=low_value,
    ),
}

PHRASES: Mapping[str, Said] = {
    **NAMES,
    **FIELDS,
    **LABELS,
    **TITLES,
    **BASES,
    **HIDDEN,
    **NOTES,
    **SENTENCES,
    **REPORTS,
    **IDEAS,
}
