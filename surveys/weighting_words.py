"""Words for weights and population figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from participation.activities.domain.statistics.refusals import Reason, Refused
from participation.activities.statistics_words import why
from participation.municipality.domain.population_file import Fault
from participation.platform.i18n.locales import number
from surveys.domain.questionnaire import Question
from surveys.domain.weighting import Plan
from surveys.wording import Speaker

NAMES: Mapping[str, Any] = {
    "age_band": _("Age"),
    "gender": _("Gender"),
    "area": _("Area"),
    "mother_tongue": _("Mother tongue"),
    "situation": _("Situation"),
}


class Said:
    """Names variables and categories of the figures in the language of the page."""

    def __init__(self, questions: Mapping[str, Question], speaker: Speaker) -> None:
        self.questions, self.speaker = questions, speaker

    def variable(self, code: str) -> str:
        """Return the name of a variable."""
        if code in NAMES:
            return str(NAMES[code])
        question = self.questions.get(code)
        return self.speaker.say(question.label) if question else code

    def category(self, variable: str, code: str) -> str:
        """Return the name of a category."""
        question = self.questions.get(variable)
        option = question.option(code) if question else None
        return self.speaker.say(option.label) if option else code

    def categories(self, variable: str, codes: Sequence[str]) -> str:
        """Return the names of joined categories."""
        return ", ".join(self.category(variable, code) for code in codes)


def why_no_weights(refused: Refused, plan: Plan, said: Said) -> str:
    """Say in one sentence why weights cannot be worked out, and what helps."""
    words = WHY_NOT.get(refused.reason)
    if words is None:
        return why(refused)
    return str(words) % _facts_in_words(refused, plan, said)


def _facts_in_words(refused: Refused, plan: Plan, said: Said) -> dict[str, str]:
    facts, language = refused.facts, said.speaker.language
    found: dict[str, str] = {}
    if "margin" in facts:
        variable = plan.respects[facts["margin"]].variable
        found["variable"] = said.variable(variable)
        if "category" in facts:
            found["category"] = said.category(variable, facts["category"][0])
    if "population" in facts:
        found["people"] = number(facts["population"], language)
    if "cap" in facts:
        found["cap"] = number(facts["cap"], language)
        found["greatest"] = number(facts["greatest"], language, 1)
    return found


WHY_NOT: Mapping[Reason, Any] = {
    Reason.NO_POPULATION: _("There are no population figures yet."),
    Reason.NO_BACKGROUND: _("Choose at least one question by which respondents are weighted."),
    Reason.EMPTY_CATEGORY: _(
        "%(variable)s: nobody who answered is in “%(category)s”, where %(people)s people belong. "
        "Join it with another group."
    ),
    Reason.NO_CATEGORY_KNOWN: _(
        "%(variable)s: nobody has told a group that the population figures know."
    ),
    Reason.NOT_CONVERGED: _(
        "No weights make the respondents like the population in all of these respects at once: "
        "some combinations of groups have no respondents. Leave one respect out, or join groups."
    ),
    Reason.CAP_TOO_TIGHT: _(
        "No weights of at most %(cap)s make the respondents like the population; without a limit "
        "the greatest would be %(greatest)s. Raise the limit, or join groups."
    ),
}


def fault_words(fault: Fault, said: Said) -> str:
    """Say what is wrong with a file of population figures, and on which line."""
    facts = {name: str(value) for name, value in fault.facts.items()}
    if "variable" in facts:
        facts["variable"] = said.variable(facts["variable"])
    words = str(FAULTS[fault.reason]) % facts
    line = _("Line %(line)s: %(fault)s")
    return str(line) % {"line": fault.line, "fault": words} if fault.line else words


FAULTS: Mapping[str, Any] = {
    "no_lines": _("There must be a line of headings and at least one line of figures."),
    "too_many_lines": _("There are more than %(most)s lines."),
    "nobody": _("According to these figures nobody lives here."),
    "no_people": _("there is no column “population”."),
    "no_variable": _("there is no column of a background question, such as age_band."),
    "unknown_column": _(
        "no background question is called “%(words)s”. Use one of the codes below."
    ),
    "column_twice": _("the column “%(words)s” is there twice."),
    "too_many_cells": _("there are more cells than headings."),
    "no_group": _("the line names no group."),
    "no_number": _("the number of people is missing."),
    "not_a_number": _("“%(words)s” is not a whole number of people."),
    "unknown_category": _("“%(words)s” is no group of %(variable)s."),
    "group_twice": _("the same group is on line %(first)s already."),
}
