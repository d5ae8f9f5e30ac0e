"""Measure opinion groups: 10 000 people and 500 ideas, as a job works them out.

People of three opinions vote about a tenth of all ideas, some about many and most about few.
Seconds of processor and of the clock, and the most memory that the process ever held.
"""

import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 -- the path is known only now

from participation.brainstorming.domain.opinions.analysis import Analysis, analyse  # noqa: E402
from participation.brainstorming.domain.opinions.consensus import agreed_by_most  # noqa: E402
from participation.brainstorming.domain.opinions.votes import UNSEEN, Votes  # noqa: E402

PEOPLE, IDEAS, GROUPS = 10_000, 500, 3
MOST_SECONDS, MOST_MB = 60.0, 1000.0


def votes() -> tuple[Votes, np.ndarray]:
    """Return what people voted, and the group that each was made for."""
    random = np.random.default_rng(0)
    group = random.integers(0, GROUPS, PEOPLE)
    liking = random.normal(0.3, 1, IDEAS) + random.normal(0, 1, (GROUPS, IDEAS))
    cells = np.full((PEOPLE, IDEAS), UNSEEN, np.int8)
    shown = np.clip(random.lognormal(np.log(35), 0.8, PEOPLE).astype(int), 1, IDEAS)
    for row in range(PEOPLE):
        seen = random.choice(IDEAS, shown[row], replace=False)
        felt = liking[group[row], seen] + random.logistic(0, 0.7, len(seen))
        cells[row, seen] = np.where(felt > 0.3, 1, np.where(felt < -0.3, -1, 0))
    people, ideas = map(str, range(PEOPLE)), map(str, range(IDEAS))
    return Votes(tuple(people), tuple(ideas), cells), group


def everything(found: Analysis) -> None:
    """Ask for all that pages and files tell."""
    left_out = found.left_out
    _all = (found.agreed, found.rejected, found.gaps, found.marks, found.priorities)
    agreed_by_most(found.everybody, left_out)


def main() -> int:
    """Measure and print; fail above a minute or a gigabyte."""
    table, group = votes()
    nothing = np.zeros(IDEAS, np.bool_)
    begun, clock = time.process_time(), time.perf_counter()
    found = analyse(table, nothing, nothing)
    everything(found)
    spent, took = time.process_time() - begun, time.perf_counter() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    alike = sum(
        int(np.bincount(group[found.labels == label]).max()) for label in found.groups
    ) / max(1, sum(found.sizes.values()))
    fits = took <= MOST_SECONDS and memory <= MOST_MB
    votes_there = np.count_nonzero(table.cells != UNSEEN)
    print(
        f"{'✓' if fits else '✗'} {PEOPLE} people, {IDEAS} ideas, {votes_there} votes: {took:.1f} s "
        f"(≤ {MOST_SECONDS:g}; processor {spent:.1f} s), {memory:.0f} MB (≤ {MOST_MB:g}); "
        f"{len(found.groups)} groups, {alike:.0%} of people with those of their kind"
    )
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
