"""What came of a vote, in words: why a project won or lost, and what the log says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from budgeting.voting_models import VoteEvent
from budgeting.voting_words import euros
from participation.platform.i18n import locales
from participation.platform.i18n.text import Text
from participation.platform.web.languages import current_language, plain

Facts = Mapping[str, Any]
MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A project, whether it is carried out, and why in sentences. `share` is of the most votes."""

    code: str
    title: Text
    cost: str
    won: bool
    votes: int | None
    share: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area with its verdicts, winners first."""

    name: Text
    voters: int | None
    money: str
    spent: str
    file: str | None
    nothing: float | None
    verdicts: tuple[Verdict, ...]

    @property
    def winners(self) -> tuple[Verdict, ...]:
        """What is carried out."""
        return tuple(one for one in self.verdicts if one.won)

    @property
    def losers(self) -> tuple[Verdict, ...]:
        """What is not."""
        return tuple(one for one in self.verdicts if not one.won)


def areas(document: Facts) -> list[Area]:
    """Return the outcome of every area in words."""
    names = {
        code: plain(Text(one["title"]))
        for told in document["areas"]
        for code, one in told["projects"].items()
    }
    return [
        Area(
            name=Text(told["name"]),
            voters=told["voters"],
            money=euros(told["budget_cents"]),
            spent=euros(round(told["spent"] * 100)),
            file=told["file"],
            nothing=told["left_with_nothing"],
            verdicts=tuple(_verdicts(told, names)),
        )
        for told in document["areas"]
    ]


def _verdicts(told: Facts, names: Mapping[str, str]) -> Iterator[Verdict]:
    facts: Mapping[str, Facts] = told["projects"]
    most = max((one.get("votes", 0) for one in facts.values()), default=0)
    rest = sorted((c for c in facts if c not in told["winners"]), key=lambda c: _rank(facts[c]))
    for code in (*told["winners"], *rest):
        one = facts[code]
        yield Verdict(
            code=code,
            title=Text(one["title"]),
            cost=euros(one["cost_cents"]),
            won=code in told["winners"],
            votes=one.get("votes"),
            share=one.get("votes", 0) / most if most else 0.0,
            why=tuple(_why(code, one, told, names)),
        )


def _rank(facts: Facts) -> float:
    return -float(facts.get("score", 0))


def _why(code: str, facts: Facts, told: Facts, names: Mapping[str, str]) -> Iterator[str]:
    over = told["overrides"].get(code)
    if over:
        yield _(
            "%(body)s decided against the count. The reason: %(reason)s",
            body=over["body"],
            reason=over["reason"],
        )
    if "decision" not in facts:
        yield _("So few people voted in this area that the votes are not told.")
        return
    yield _decision(facts, names)
    yield from _support(facts)
    if not facts["won"]:
        yield from _short(facts, names)


def _decision(facts: Facts, names: Mapping[str, str]) -> str:
    rival = names.get(facts.get("rival", ""), "")
    words = {
        "everything_fits": _("The money was enough for all projects."),
        "funded": _("It had enough support for its cost."),
        "completed": _("It was funded with the money that was left over."),
        "too_dear": _("It cost more than was left when its turn came."),
        "below_floor": _("It had less support than the rule asks for."),
        "conflict": _("It cannot be carried out together with %(rival)s.", rival=rival),
        "after_stop": _("The count ended before its turn."),
        "supporters_short": _("Its supporters did not have enough money left for it."),
        "no_support": _("Nobody voted for it."),
        "not_best": _("Other projects together brought more support for the same money."),
    }
    return str(words.get(facts["decision"], ""))


def _support(facts: Facts) -> Iterator[str]:
    yield ngettext("%(num)s person voted for it.", "%(num)s people voted for it.", facts["votes"])
    if facts["score"] != facts["votes"]:
        points = locales.number(facts["score"], current_language())
        yield _("It got %(points)s points.", points=points)
    if "effective_support" in facts:
        yield _(
            "It was paid by %(full)s supporters in full, and by %(all)s with all they had left.",
            full=facts["paid_in_full"],
            all=facts["paid_all_they_had"],
        )


def _short(facts: Facts, names: Mapping[str, str]) -> Iterator[str]:
    if facts.get("supporters_left") is not None:
        yield _("Its supporters had %(left)s left.", left=_money(facts["supporters_left"]))
    if facts.get("money_short"):
        yield _("%(short)s was missing.", short=_money(facts["money_short"]))
    if facts.get("votes_short"):
        yield ngettext(
            "About %(num)s vote more would have been enough.",
            "About %(num)s votes more would have been enough.",
            facts["votes_short"],
        )
    if facts.get("would_have_won_at"):
        yield _(
            "All else as it was, it would have won at a cost of %(cost)s.",
            cost=_money(facts["would_have_won_at"]),
        )
    went = facts.get("money_went_to") or {}
    if went:
        most = sorted(went, key=lambda code: (-went[code], code))[:MOST_NAMED]
        said = ", ".join(f"{names.get(code, code)} ({_money(went[code])})" for code in most)
        yield _("The money of its supporters went to: %(projects)s.", projects=said)


def _money(amount: float) -> str:
    return euros(round(amount * 100))


def way(channel: str) -> str:
    """Name a way of voting."""
    words = {
        "online": _("Online"),
        "service_point": _("At a service point"),
        "paper": _("On paper"),
    }
    return str(words[channel])


def rule_name(key: str) -> str:
    """Name a rule."""
    words = {
        "greedy": _("Most votes first"),
        "equal-shares": _("Equal shares"),
        "phragmen": _("Phragmén’s method"),
        "welfare": _("The most support in all"),
    }
    return str(words.get(key, key))


def event(found: VoteEvent) -> str:
    """Say what an entry of the log is about."""
    facts = found.facts
    words = {
        "opened": lambda: ngettext(
            "The vote began with %(num)s project.",
            "The vote began with %(num)s projects.",
            facts["projects"],
        ),
        "codes": lambda: ngettext(
            "%(num)s code was made.", "%(num)s codes were made.", facts["made"]
        ),
        "votes": lambda: ngettext(
            "%(num)s person had voted.", "%(num)s people had voted.", facts["on_roll"]
        ),
        "batch": lambda: _(
            "Batch %(number)s of paper ballots was closed: %(sheets)s sheets from %(place)s.",
            number=facts["number"],
            sheets=facts["sheets"],
            place=facts["place"],
        ),
        "closed": lambda: _("The vote was closed."),
        "counted": lambda: _(
            "The votes were counted by version %(version)s of the rule.",
            version=facts["rule_version"],
        ),
        "overridden": lambda: _(
            "%(body)s decided about %(project)s against the count: %(reason)s",
            body=facts["body"],
            project=facts["project"],
            reason=facts["reason"],
        ),
        "published": lambda: _("The outcome was published."),
    }
    return str(words[found.kind]())
