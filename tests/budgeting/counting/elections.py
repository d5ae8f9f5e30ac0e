"""Small elections for tests."""

from fractions import Fraction

from budgeting.domain.counting.election import Election, Project, grouped
from budgeting.domain.counting.rules import count


def election(budget, costs, ballots):
    """Costs by code; ballots as strings or sequences of codes, or mappings to points."""
    numbers = {code: number for number, code in enumerate(costs)}
    marks = [
        [
            (numbers[code], Fraction(ballot[code] if isinstance(ballot, dict) else 1))
            for code in ballot
        ]
        for ballot in ballots
    ]
    projects = tuple(Project(code, Fraction(cost)) for code, cost in costs.items())
    return Election(projects, Fraction(budget), grouped(marks, len(projects)))


def winners(found, rule, *more):
    """Codes in the order in which they were funded."""
    return [found.projects[number].code for number in count(found, rule, *more).winners]
