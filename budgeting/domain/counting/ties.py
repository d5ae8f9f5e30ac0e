"""The order that decides ties: declared before the count, the same in every run."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from budgeting.domain.counting.election import Election

CRITERIA = ("cost", "dear", "votes", "lot")


@dataclass(frozen=True, slots=True)
class TieOrder:
    """Who goes first among equals.

    `lot` is the published draw, a list of codes; `seed` draws it by SHA-256 for codes that the
    list does not name. Without either, codes decide in the order of their letters.
    """

    criteria: tuple[str, ...] = ("cost", "votes", "lot")
    lot: tuple[str, ...] = ()
    seed: str = ""

    def places(self, election: Election) -> tuple[int, ...]:
        """Return each project's place in the order; lower goes first."""
        drawn = {code: place for place, code in reversed(tuple(enumerate(self.lot)))}
        projects = election.projects

        def lot(number: int) -> tuple[int, str, str]:
            code = projects[number].code
            hashed = sha256(f"{self.seed}\n{code}".encode()).hexdigest() if self.seed else ""
            return drawn.get(code, len(drawn)), hashed, code

        keys: dict[str, Callable[[int], Fraction | int]] = {
            "cost": lambda number: projects[number].cost,
            "dear": lambda number: -projects[number].cost,
            "votes": lambda number: -election.votes[number],
        }
        used = [keys[each] for each in self.criteria if each != "lot"]
        order = sorted(
            range(len(projects)), key=lambda number: (*(key(number) for key in used), lot(number))
        )
        places = [0] * len(order)
        for place, number in enumerate(order):
            places[number] = place
        return tuple(places)
