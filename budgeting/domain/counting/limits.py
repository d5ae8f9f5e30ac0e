"""What holds for every rule: floors and projects that exclude each other."""

from dataclasses import dataclass
from fractions import Fraction

from budgeting.domain.counting.election import Election
from budgeting.domain.counting.trace import Decision, Step


@dataclass(frozen=True, slots=True)
class Limits:
    """Floors and conflicts.

    `threshold` is the least score. `share` is a floor by cost: votes out of voters must be at
    least `share` times the cost out of the budget (Świecie 2023 used one third). Of projects in
    one tuple of `conflicts` (codes) at most one is funded.
    """

    threshold: Fraction = Fraction(0)
    share: Fraction = Fraction(0)
    conflicts: tuple[tuple[str, ...], ...] = ()

    def below(self, election: Election) -> tuple[Step, ...]:
        """Return the projects that no rule may fund for want of support."""
        found = []
        for number, score in enumerate(election.ballots.scores):
            project, votes = election.projects[number], election.votes[number]
            needed = self.share * election.ballots.voters * project.cost
            if score < self.threshold or votes * election.budget < needed:
                found.append(Step(number, Decision.BELOW_FLOOR, {"score": score}))
        return tuple(found)

    def rivals(self, election: Election) -> tuple[frozenset[int], ...]:
        """Return for each project the others it excludes."""
        numbers = {project.code: number for number, project in enumerate(election.projects)}
        rivals: list[set[int]] = [set() for _ in numbers]
        for codes in self.conflicts:
            known = {numbers[code] for code in codes if code in numbers}
            for number in known:
                rivals[number] |= known - {number}
        return tuple(frozenset(each) for each in rivals)


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Field:
    """The projects a rule may choose from, with places in the tie order and rivals."""

    election: Election
    open: tuple[int, ...]
    places: tuple[int, ...]
    rivals: tuple[frozenset[int], ...]

    def everything_fits(self) -> bool:
        """Whether all of them can be funded together."""
        free = not any(self.rivals[number] for number in self.open)
        return free and sum(self.election.costs[each] for each in self.open) <= self.election.money
