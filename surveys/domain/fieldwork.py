"""Who has answered so far beside the population, who is missing, and by which links they come.

A group is missing when its share of the answers is below its share of the population by more than
chance explains: when even the upper end of the Wilson interval is below. `needed` is how many
answers more would make up for it if all other groups stayed as they are: of n answers, x of the
group and a share p of the population, k with (x + k) / (n + k) = p, hence (pn - x) / (1 - p).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from participation.activities.domain.statistics.raking import Cell
from participation.activities.domain.statistics.readiness import Measure, lacking
from participation.activities.domain.statistics.refusals import Refused
from participation.activities.domain.statistics.shares import wilson
from surveys.domain.weighting import Line, Respect, beside

ROUNDED = 5  # more than twenty answers are told to the next five
EXACT = 20
PERHAPS = 0.75


@dataclass(frozen=True, slots=True)
class Reach:
    """A link: how many of a group answered by it, of how many whose group is known."""

    channel: str
    people: int
    answers: int

    @property
    def share(self) -> float:
        """The part of the link's answers that came from the group."""
        return self.people / self.answers if self.answers else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A group that is missing, how many answers more are needed, and what each link brought."""

    line: Line
    needed: int
    links: Sequence[Reach]

    @property
    def reached(self) -> list[Reach]:
        """The links that brought some of them, the best first."""
        found = [each for each in self.links if each.people]
        return sorted(found, key=lambda each: (-each.share, -each.people))

    @property
    def unreached(self) -> list[Reach]:
        """The links that brought nobody of them yet."""
        return [each for each in self.links if not each.people]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fielded:
    """Answers beside the population in one respect. `silent` did not tell a group."""

    variable: str
    lines: Sequence[Line]
    silent: int
    missing: Sequence[Missing]
    perhaps: Sequence[Line]
    lacking: Refused | None


def fielded(
    respect: Respect,
    cells: Mapping[Cell, int],
    population: Mapping[str, int],
    channels: Sequence[str],
) -> Fielded:
    """Put answers beside the population; cells are by what was answered, and by link."""
    lines = beside(respect, 0, cells, population)
    told = sum(line.people for line in lines)
    refused = lacking(Measure.INTERVAL, answers=told)
    missing = [
        Missing(line=line, needed=needed(line, told), links=_links(line, cells, lines, channels))
        for line in lines
        if refused is None and is_missing(line, told)
    ]
    return Fielded(
        variable=respect.variable,
        lines=lines,
        silent=sum(cells.values()) - told,
        missing=sorted(missing, key=lambda each: -each.needed),
        perhaps=[] if refused else [line for line in lines if is_perhaps_missing(line, told)],
        lacking=refused,
    )


def is_missing(line: Line, told: int) -> bool:
    """Tell whether a group answers so rarely that chance does not explain it."""
    return wilson(line.share, told).high < line.population_share


def is_perhaps_missing(line: Line, told: int) -> bool:
    """Tell whether a group answers a quarter less than its share, which chance may explain."""
    return not is_missing(line, told) and line.share < PERHAPS * line.population_share


def needed(line: Line, told: int) -> int:
    """Return about how many answers more a group needs to have its share."""
    share = line.population_share
    if share >= 1:
        return 0
    found = ceil(max(0.0, (share * told - line.people) / (1 - share)))
    return found if found <= EXACT else ceil(found / ROUNDED) * ROUNDED


def _links(
    line: Line, cells: Mapping[Cell, int], lines: Sequence[Line], channels: Sequence[str]
) -> list[Reach]:
    known = {code for each in lines for code in each.codes}
    return [
        Reach(
            channel,
            _sum(cells, line.codes, channel),
            _sum(cells, known, channel),
        )
        for channel in channels
    ]


def _sum(cells: Mapping[Cell, int], codes: Sequence[str] | set[str], channel: str) -> int:
    return sum(n for (code, by), n in cells.items() if code in codes and by == channel)
