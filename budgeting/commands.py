"""`flask budgeting …`."""

import json
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from budgeting.domain.counting.election import Election
from budgeting.domain.counting.equal_shares import COMPLETIONS, EqualShares
from budgeting.domain.counting.explanation import explanations
from budgeting.domain.counting.greedy import Greedy
from budgeting.domain.counting.limits import NO_LIMITS, Limits
from budgeting.domain.counting.phragmen import Phragmen
from budgeting.domain.counting.rules import RULES, USUAL_TIES, Rule, count
from budgeting.domain.counting.ties import CRITERIA, TieOrder
from budgeting.domain.counting.trace import Outcome, amount
from budgeting.domain.counting.welfare import Unsolved, Welfare
from budgeting.domain.statistics import left_with_nothing, won_each
from budgeting.interchange.pabulib.document import Damaged, Document, number_in
from budgeting.interchange.pabulib.election import Understood, election_of
from budgeting.interchange.pabulib.reading import read
from participation.platform.command_line import Refused

group = AppGroup("budgeting", help="Participatory budgets and their count.")

COMPARED: tuple[tuple[str, Rule], ...] = (
    ("greedy", Greedy()),
    ("greedy, by score per cost", Greedy(per_cost=True)),
    ("greedy, without skipping", Greedy(skip=False)),
    ("equal-shares, cost", EqualShares()),
    ("equal-shares, cost, add1", EqualShares(completion="add1")),
    ("equal-shares, cost, add1, greedy", EqualShares(completion="add1-greedy")),
    ("equal-shares, cardinality, add1", EqualShares("cardinality", "add1")),
    ("phragmen", Phragmen()),
    ("welfare", Welfare()),
)


def _money(_context: click.Context, _option: click.Parameter, value: str) -> Fraction:
    found = number_in(value)
    if found is None or found < 0:
        raise click.BadParameter(f"“{value}” is not a number")
    return found


def _criteria(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    unknown = [name for name in names if name not in CRITERIA]
    if unknown:
        raise click.BadParameter(f"“{unknown[0]}” is none of {', '.join(CRITERIA)}")
    return names


OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--rule", type=click.Choice(tuple(RULES)), default="equal-shares"),
    click.option(
        "--utility",
        type=click.Choice(("cost", "cardinality")),
        default=None,
        help="What a supporter gets: the cost (usual for equal shares) or one.",
    ),
    click.option("--completion", type=click.Choice(COMPLETIONS), default="none"),
    click.option("--exhaustive-stop", is_flag=True, help="End Add1 when nothing more fits."),
    click.option("--exact-start", is_flag=True, help="Begin Add1 with broken currency."),
    click.option("--increment", default="1", callback=_money, help="Add1 adds this much."),
    click.option("--comparison", is_flag=True, help="Take greedy if more voters prefer it."),
    click.option("--no-skip", is_flag=True, help="Greedy ends at the first that does not fit."),
    click.option("--per-cost", is_flag=True, help="Greedy by score divided by cost."),
    click.option("--threshold", default="0", callback=_money, help="The least score."),
    click.option("--floor", default="0", callback=_money, help="Floor by share of the cost."),
    click.option("--conflict", multiple=True, help="Codes with commas: one of them at most."),
    click.option("--ties", default="cost,votes,lot", callback=_criteria, show_default=True),
    click.option("--lot", default="", help="Codes in the order drawn, with commas."),
    click.option("--lot-seed", default="", help="Draws the lot by SHA-256."),
)


def _with_rule(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def _rule(asked: dict[str, Any]) -> Rule:
    if asked["rule"] == "greedy":
        return Greedy(skip=not asked["no_skip"], per_cost=asked["per_cost"])
    if asked["rule"] == "phragmen":
        return Phragmen()
    if asked["rule"] == "welfare":
        return Welfare(asked["utility"] or "cardinality")
    if not asked["increment"]:
        raise Refused("The increment must be more than nothing.")
    return EqualShares(
        utility=asked["utility"] or "cost",
        completion=asked["completion"],
        exhaustive_stop=asked["exhaustive_stop"],
        integral=not asked["exact_start"],
        increment=asked["increment"],
        comparison=asked["comparison"],
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def read_file(file: Path) -> tuple[Document, Understood]:
    """Read a Pabulib file, or refuse with the line that is damaged."""
    try:
        document = read(file.read_bytes())
        return document, election_of(document)
    except Damaged as damaged:
        raise Refused(f"{file.name}: {damaged}") from None
    except OSError as error:
        raise Refused(f"{file.name} cannot be read: {error.strerror}.") from None


def _counted(
    election: Election, rule: Rule, ties: TieOrder = USUAL_TIES, limits: Limits = NO_LIMITS
) -> tuple[Outcome, float]:
    """Count; tell the seconds that it took."""
    began = time.perf_counter()
    try:
        return count(election, rule, ties, limits), time.perf_counter() - began
    except Unsolved as unsolved:
        raise Refused(str(unsolved)) from None


def _told(understood: Understood, outcome: Outcome, seconds: float) -> dict[str, Any]:
    election = understood.election
    winners = outcome.winners
    return {
        "winners": [election.projects[number].code for number in winners],
        "spent": amount(election.spent(winners)),
        "budget": amount(election.budget),
        "left_with_nothing": round(left_with_nothing(election, winners), 4),
        "seconds": round(seconds, 4),
    }


def _facts(outcome: Outcome) -> dict[str, Any]:
    """Return what the rule says of its own run."""
    facts = {key: value for key, value in outcome.facts.items() if key != "run"}
    return {key: amount(v) if isinstance(v, Fraction) else v for key, v in facts.items()}


@group.command("tally")
@click.argument("file", type=click.Path(path_type=Path))
@_with_rule
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--explain", is_flag=True, help="Say of every project why it won or lost.")
def tally(file: Path, *, as_json: bool, explain: bool, **asked: Any) -> None:
    """Count a Pabulib file; needs no database."""
    rule = _rule(asked)
    _, understood = read_file(file)
    election = understood.election
    ties = TieOrder(asked["ties"], _codes(asked["lot"]), asked["lot_seed"])
    conflicts = tuple(_codes(each) for each in asked["conflict"])
    limits = Limits(asked["threshold"], asked["floor"], conflicts)
    outcome, seconds = _counted(election, rule, ties, limits)
    told = _told(understood, outcome, seconds)
    told["rule"] = {
        **{key: amount(v) if isinstance(v, Fraction) else v for key, v in asked.items()},
        "utility": getattr(rule, "utility", None),
    }
    told["facts"] = _facts(outcome)
    told["remarks"] = [
        {"line": each.line, "code": each.code, "sentence": each.sentence}
        for each in understood.remarks
    ]
    if explain:
        by_cost = getattr(rule, "utility", "") == "cost"
        told["explanations"] = explanations(election, outcome, by_cost=by_cost)
    _show(told, as_json=as_json)


@group.command("compare")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def compare(file: Path, *, as_json: bool) -> None:
    """Count a Pabulib file by every rule and say what each would have funded."""
    document, understood = read_file(file)
    compared = []
    for name, rule in COMPARED:
        outcome, seconds = _counted(understood.election, rule)
        told = _told(understood, outcome, seconds)
        won = won_each(understood.election, outcome.winners)
        each = round(float(won.mean()), 4) if len(won) else 0
        compared.append({"rule": name, **told, "funded_each": each})
    election = understood.election
    found = {
        "instance": document.meta.get("description", ""),
        "budget": amount(election.budget),
        "projects": len(election.projects),
        "voters": election.ballots.voters,
        "rules": compared,
    }
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for line in compared:
        click.echo(f"{line['rule']}: {line['spent']} to {', '.join(line['winners'])}")


@group.command("rules")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def rules(*, as_json: bool) -> None:
    """List the rules."""
    found = {name: (rule.__doc__ or "").split("\n")[0] for name, rule in RULES.items()}
    if as_json:
        listed = [{"rule": name, "what": what} for name, what in found.items()]
        click.echo(json.dumps({"rules": listed}, ensure_ascii=False))
        return
    for name, what in found.items():
        click.echo(f"{name}: {what}")


def _show(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"Funded ({told['spent']} of {told['budget']}): {', '.join(told['winners'])}")
    for code, facts in told.get("explanations", {}).items():
        click.echo(f"{code}: " + ", ".join(f"{key} {value}" for key, value in facts.items()))
