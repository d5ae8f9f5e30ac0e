"""Words for what is wrong with conditions, and for conditions themselves."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from surveys.domain.logic.places import Fault, Place


def sentence(fault: Fault) -> str:
    """Say what is wrong with an expression, and where it stands."""
    return str(
        _("%(where)s: %(fault)s", where=where(fault.place), fault=words(fault.reason, fault.facts))
    )


def where(place: Place) -> str:
    """Name the place of an expression."""
    facts = {"question": place.question, "page": place.page, "part": place.part}
    if place.page and place.role == "words":
        return str(_("Words of page %(page)s", **facts))
    if place.page:
        return str(_("Condition of page %(page)s", **facts))
    return str(
        {
            "condition": _("Condition of question %(question)s", **facts),
            "required_if": _("When question %(question)s must be answered", **facts),
            "options": _("Condition of option %(part)s of question %(question)s", **facts),
            "scale": _("Condition of step %(part)s of question %(question)s", **facts),
            "rows": _("Condition of statement %(part)s of question %(question)s", **facts),
            "rules": _("Rule %(part)s of question %(question)s", **facts),
            "limits": _("Limits of question %(question)s", **facts),
            "words": _("Words of question %(question)s", **facts),
        }[place.role]
    )


def words(reason: str, facts: Mapping[str, Any]) -> str:
    """Say what is wrong with an expression."""
    return str((_unreadable(facts) | _unknown(facts) | _misused(facts) | _found(facts))[reason])


def _unreadable(facts: Mapping[str, Any]) -> dict[str, str]:
    at = {"at": facts.get("at", "")}
    return {
        "too_long": _("The expression is too long."),
        "too_deep": _("The expression has too many brackets within each other."),
        "unexpected": _("The expression cannot be read from character %(at)s on.", **at),
        "unreadable": _("Character %(at)s has no meaning here.", **at),
        "unfinished": _("Something is missing at character %(at)s.", **at),
        "unknown_word": _("The word at character %(at)s is not known.", **at),
        "compared_twice": _("Two comparisons in a row: join them with “and”."),
        "wrong_number_of_arguments": _("A function has too few or too many values in brackets."),
        "bracket_not_closed": _("A bracket is not closed."),
    }


def _unknown(facts: Mapping[str, Any]) -> dict[str, str]:
    code, part, option = (str(facts.get(name, "")) for name in ("code", "part", "option"))
    return {
        "unknown_question": _("There is no question with the code %(code)s.", code=code),
        "unknown_part": _("Question %(code)s has no part %(part)s.", code=code, part=part),
        "unknown_option": _(
            "Question %(code)s has no option %(option)s.", code=code, option=option
        ),
        "looks_ahead": _(
            "Question %(code)s comes later. Only questions asked before can be looked at.",
            code=code,
        ),
        "looks_at_itself": _("A question cannot depend on its own answer."),
        "own_outside_rule": _("{.} stands for the answer itself, and only in rules."),
        "gives_nothing": _("Question %(code)s takes no answer.", code=code),
        "pipes_ahead": _(
            "The words repeat the answer to question %(code)s, which is not on an earlier page.",
            code=code,
        ),
    }


def _misused(facts: Mapping[str, Any]) -> dict[str, str]:
    code, name = str(facts.get("code", "")), str(facts.get("name", ""))
    return {
        "not_a_test": _("The expression must be true or false. Compare the answer with something."),
        "compares_many": _(
            "Question %(code)s can have several answers: use selected() or count().", code=code
        ),
        "compares_truth": _("What is true or false cannot be compared with a number or a word."),
        "not_a_date": _(
            "%(words)s is no date. Write dates like 2026-05-31.", words=str(facts.get("words", ""))
        ),
        "number_and_word": _("A number is compared with something that is no number."),
        "calculates_with_words": _("Only numbers can be calculated with."),
        "needs_an_answer": _("%(name)s() needs a question.", name=name),
        "needs_a_choice": _("%(name)s() needs a question with options.", name=name),
        "needs_a_code": _("%(name)s() needs the code of an option.", name=name),
        "needs_many": _("%(name)s() needs a question that can have several answers.", name=name),
        "needs_words": _("%(name)s() needs words.", name=name),
        "bad_pattern": _("The pattern cannot be read, or could take too long."),
    }


def _found(_facts: Mapping[str, Any]) -> dict[str, str]:
    return {
        "never_shown": _("It can never be fulfilled, so nobody would see this."),
        "limits_too_high": _(
            "Some people see too few options to keep to them. They are asked for no more than "
            "their options allow."
        ),
        "always_shown": _("It is always fulfilled, so it can be left out."),
        "not_checked": _("Too many answers are possible to try them all, so it was not checked."),
    }
