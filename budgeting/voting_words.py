"""What is said to voters: why not, what is wrong with a ballot, and how full it is."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from budgeting.domain.voting.ballots import Fault, Meter, Terms, Wrong
from budgeting.domain.voting.electorate import Bar
from budgeting.models import BallotKind, Budget
from participation.platform.i18n import locales
from participation.platform.web.languages import current_language, plain


def euros(cents: int) -> str:
    """Write money: cents only where there are any."""
    whole = cents % 100 == 0
    number = locales.number(cents / 100, current_language(), 0 if whole else 2)
    return f"{number}\N{NO-BREAK SPACE}€"


def not_a_code() -> str:
    """Say that a code opens nothing."""
    return str(
        _(
            "This code is not valid. Check the letters; if they are right, ask for help at"
            " the number below."
        )
    )


def bar(found: Bar, budget: Budget, year: int) -> str:
    """Say why somebody may not vote."""
    minimum = budget.minimum_age or 0
    words = {
        Bar.NO_BIRTH_YEAR: _("Write the year in which you were born."),
        Bar.TOO_YOUNG: _(
            "You can vote in the year in which you turn %(age)s. This year that is everybody born"
            " in %(year)s or earlier.",
            age=minimum,
            year=year - minimum,
        ),
        Bar.NOT_RESIDENT: _("Only people who live in this municipality can vote."),
        Bar.NO_AREA: _("Choose the area where you live."),
    }
    return str(words[found])


def fault(found: Fault, names: Mapping[str, str]) -> str:
    """Say what is wrong with a ballot; `names` are those of projects, areas and categories."""
    where = names.get(found.where, found.where)
    return _FAULTS[found.wrong](found, where)


_FAULTS: Mapping[Wrong, Callable[[Fault, str], str]] = {
    Wrong.EMPTY: lambda f, where: _("You have not chosen any project yet."),
    Wrong.NOT_ON_BALLOT: lambda f, where: _(
        "The project %(name)s is no longer on the ballot. Take it off.", name=where
    ),
    Wrong.TOO_MANY: lambda f, where: ngettext(
        "%(name)s: choose at most %(num)s project. You have %(found)s.",
        "%(name)s: choose at most %(num)s projects. You have %(found)s.",
        f.limit,
        name=where,
        found=f.found,
    ),
    Wrong.TOO_FEW: lambda f, where: ngettext(
        "%(name)s: choose at least %(num)s project. You have %(found)s.",
        "%(name)s: choose at least %(num)s projects. You have %(found)s.",
        f.limit,
        name=where,
        found=f.found,
    ),
    Wrong.TOO_DEAR: lambda f, where: _(
        "%(name)s: your projects cost %(found)s, but there is %(limit)s.",
        name=where,
        found=euros(f.found),
        limit=euros(f.limit),
    ),
    Wrong.TOO_MANY_POINTS: lambda f, where: ngettext(
        "%(name)s: you have %(num)s point to share. You have given %(found)s.",
        "%(name)s: you have %(num)s points to share. You have given %(found)s.",
        f.limit,
        name=where,
        found=f.found,
    ),
    Wrong.BAD_MARK: lambda f, where: _("%(name)s: this number is not possible.", name=where),
    Wrong.TOO_MANY_OF_CATEGORY: lambda f, where: ngettext(
        "%(name)s: choose at most %(num)s project of this category. You have %(found)s.",
        "%(name)s: choose at most %(num)s projects of this category. You have %(found)s.",
        f.limit,
        name=where,
        found=f.found,
    ),
    Wrong.TOO_MANY_AREAS: lambda f, where: ngettext(
        "Besides the whole town, choose projects of %(num)s area only.",
        "Besides the whole town, choose projects of %(num)s areas only.",
        f.limit,
    ),
    Wrong.OTHER_AREA: lambda f, where: _(
        "%(name)s: you cannot vote on projects of this area.", name=where
    ),
}


def names_of(budget: Budget, projects: Mapping[str, object]) -> dict[str, str]:
    """Return the names of everything that a fault can name."""
    found = {code: plain(one.title) for code, one in projects.items()}  # type: ignore[attr-defined]
    found |= {one.code: plain(one.name) for one in budget.categories}
    return found | {one.code: plain(one.name) for one in budget.areas}


def measure(found: Meter, terms: Terms, name: str) -> str:
    """Say how full a ballot is in one area, in a sentence that can be read aloud."""
    words = _chosen(found, name)
    if terms.kind == BallotKind.KNAPSACK:
        left = max(found.amount - found.spent, 0)
        more = _(
            "They cost %(spent)s of %(amount)s; %(left)s is left.",
            spent=euros(found.spent),
            amount=euros(found.amount),
            left=euros(left),
        )
        return f"{words} {more}"
    if terms.kind == BallotKind.POINTS:
        more = _("%(given)s of %(all)s points given.", given=found.points, all=terms.points)
        return f"{words} {more}"
    return words


def _chosen(found: Meter, name: str) -> str:
    if found.most is None:
        words = ngettext(
            "%(name)s: %(num)s project chosen.",
            "%(name)s: %(num)s projects chosen.",
            found.chosen,
            name=name,
        )
        return str(words)
    words = ngettext(
        "%(name)s: %(chosen)s of at most %(num)s project chosen.",
        "%(name)s: %(chosen)s of at most %(num)s projects chosen.",
        found.most,
        name=name,
        chosen=found.chosen,
    )
    return str(words)
