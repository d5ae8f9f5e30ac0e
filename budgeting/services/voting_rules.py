"""Rules as a body adopts them, made into rules that count."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from budgeting.domain.counting.equal_shares import EqualShares
from budgeting.domain.counting.greedy import Greedy
from budgeting.domain.counting.phragmen import Phragmen
from budgeting.domain.counting.rules import Rule
from budgeting.domain.counting.welfare import Welfare


def rule_of(key: str, parameters: Mapping[str, Any]) -> Rule:
    """Return the rule with its parameters; those it does not know are refused."""
    if key == "greedy":
        return Greedy(**parameters)
    if key == "phragmen":
        return Phragmen(**parameters)
    if key == "welfare":
        return Welfare(**parameters)
    said = dict(parameters)
    if "increment" in said:
        said["increment"] = Fraction(str(said["increment"]))
    return EqualShares(**said)


def pabulib_name(key: str, parameters: Mapping[str, Any]) -> str:
    """Return what Pabulib calls the rule, as near as it has a name."""
    if key == "greedy" and not parameters.get("per_cost"):
        return "greedy" if parameters.get("skip", True) else "greedy-no-skip"
    if key != "equal-shares":
        return "unknown"
    end = "-comparison" if parameters.get("comparison") else ""
    is_add1 = str(parameters.get("completion", "none")).startswith("add1")
    return ("equalshares/add1" if is_add1 else "equalshares") + end
