"""The rules a municipality can choose from, in words that a twelve-year-old follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _

from participation.platform.i18n.locales import LOCALES
from participation.platform.i18n.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A rule as it is offered: what the counting knows it by, and its words."""

    key: str
    name: Any
    words: Any
    parameters: Mapping[str, Any] = field(default_factory=dict)


OFFERED = {
    "greedy": Offered(
        key="greedy",
        name=_("Most votes first"),
        words=_(
            "The projects are put in order: the one with most votes comes first. We go down the "
            "list and fund each project for which there is still enough money. A project that "
            "costs more than what is left is passed over, and we look at the next one.\n\n"
            "This is easy to follow. But if one group is larger than the others, it can decide on "
            "all of the money."
        ),
    ),
    "equal-shares": Offered(
        key="equal-shares",
        name=_("Equal shares"),
        words=_(
            "The money is shared out evenly: think of every voter getting a purse with the same "
            "amount in it. A project is funded when those who voted for it can pay for it together "
            "from their purses. They share its cost as evenly as they can. Projects that ask "
            "the least of each supporter come first.\n\n"
            "Who has paid for one project has less left for the next, so nobody decides on more "
            "than their own part. If money is left in the end, we begin again with somewhat "
            "larger purses, for as long as the projects fit into the real budget."
        ),
        parameters={"utility": "cost", "completion": "add1", "exhaustive_stop": False},
    ),
    "phragmen": Offered(
        key="phragmen",
        name=_("Phragmén’s rule"),
        words=_(
            "Think of every voter getting money slowly and evenly, like water from a tap. As soon "
            "as those who voted for a project have its cost together, they buy it, and their "
            "purses are empty again. This goes on until the next project would not fit into the "
            "budget."
        ),
    ),
    "welfare": Offered(
        key="welfare",
        name=_("Most votes in all"),
        words=_(
            "A computer compares all the sets of projects that fit into the budget, and takes the "
            "one whose projects have the most votes together."
        ),
    ),
}
ALWAYS = _(
    "If two projects are equal, the cheaper one goes first, then the one with more votes, and last "
    "a lot decides. How the lot is drawn is told beforehand."
)


def offered_as(key: str, parameters: Mapping[str, Any]) -> Offered | None:
    """Return the rule that is offered with these parameters, if it is one of ours."""
    same = (one for one in OFFERED.values() if one.key == key and one.parameters == parameters)
    return next(same, None)


def generated(offered: Offered, languages: tuple[str, ...]) -> Text:
    """Return the public text of a rule in each language."""
    written = {}
    for code in languages:
        with force_locale(LOCALES[code]):
            written[code] = f"{offered.words}\n\n{ALWAYS}"
    return Text(written)
