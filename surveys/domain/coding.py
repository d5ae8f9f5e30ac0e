"""What coders' themes come to: which an answer has, on how many answers, how well coders agree.

With several coders an answer has a theme when at least half of those who read it gave it. So one
main coder decides alone, and a second one who reads a sample shows how sure the themes are.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

from participation.activities.domain.statistics.agreement import Kappa, cohen
from participation.activities.domain.statistics.refusals import Refused

Given = frozenset[str]
NONE = "~no_theme"
MERGED = "~few_themes"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many answers were read, how many have each theme, and how many have none."""

    coded: int
    themes: Mapping[str, int]
    none: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well two coders agree: over all themes at once, and on each."""

    first: int
    second: int
    answers: int
    whole: Kappa | Refused
    themes: Mapping[str, Kappa | Refused]


def decided(readings: Collection[Given]) -> Given:
    """Return the themes that at least half of an answer's readers gave it."""
    if len(readings) == 1:
        return next(iter(readings))
    given = Counter(theme for reading in readings for theme in reading)
    return frozenset(theme for theme, number in given.items() if 2 * number >= len(readings))


def counted(answers: Iterable[Given], themes: Sequence[str]) -> Counted:
    """Count answers by theme."""
    found, coded, none = dict.fromkeys(themes, 0), 0, 0
    for given in answers:
        coded += 1
        none += not given
        for theme in given:
            found[theme] = found.get(theme, 0) + 1
    return Counted(coded, found, none)


def merged(answers: Sequence[Given], themes: Sequence[str], threshold: int) -> dict[str, int]:
    """Count answers by theme, with themes that few answers have merged into one.

    Answers without a theme are a theme of their own here. What is merged counts each answer once
    (so it cannot be added up again) and grows until it has enough answers; with too few even so
    there is nothing to tell. The order is that of the themes, what is merged comes last.
    """
    sets = {theme: frozenset(at for at, given in enumerate(answers) if theme in given)
            for theme in themes}  # fmt: skip
    sets[NONE] = frozenset(at for at, given in enumerate(answers) if not given)
    by_size = sorted((t for t in sets if sets[t]), key=lambda t: (len(sets[t]), t))
    small = [theme for theme in by_size if len(sets[theme]) < threshold]
    together = frozenset[int]().union(*(sets[theme] for theme in small))
    for theme in by_size[len(small) :]:
        if not small or len(together) >= threshold:
            break
        small.append(theme)
        together |= sets[theme]
    if small and len(together) < threshold:
        return {}
    kept = {theme: len(found) for theme, found in sets.items() if found and theme not in small}
    return kept | ({merged_code(small): len(together)} if small else {})


def merged_code(themes: Collection[str]) -> str:
    """Return the code of merged themes: another one when others are merged.

    So that two releases are never compared as if they told of the same themes.
    """
    return f"{MERGED}:{crc32(' '.join(sorted(themes)).encode()):08x}"


def agreements(readings: Iterable[Mapping[int, Given]], themes: Sequence[str]) -> list[Agreement]:
    """Compare every two coders on the answers that both have read.

    `readings` has for each answer the themes by coder. Each theme is a decision of its own, given
    or not (Cohen's kappa); the whole takes all these decisions together.
    """
    answers = [by for by in readings if len(by) > 1]
    coders = sorted({coder for given in answers for coder in given})
    found = []
    for first, second in combinations(coders, 2):
        both = [(g[first], g[second]) for g in answers if first in g and second in g]
        if both:
            found.append(_agreement(first, second, both, themes))
    return found


def _agreement(
    first: int, second: int, both: Sequence[tuple[Given, Given]], themes: Sequence[str]
) -> Agreement:
    decisions = {
        theme: [(str(theme in one), str(theme in other)) for one, other in both] for theme in themes
    }
    whole = cohen(pair for pairs in decisions.values() for pair in pairs)
    each = {theme: cohen(pairs) for theme, pairs in decisions.items()}
    return Agreement(first, second, len(both), whole, each)


def tellable(sizes: Mapping[str, int], threshold: int) -> frozenset[str]:
    """Return the groups that may be named beside what their members wrote.

    A group needs enough writers, and so do all the unnamed ones together: else it would be known
    who they are. Of equally many, the order of the codes decides: another choice on another day
    would tell the rest.
    """
    named = sorted((c for c in sizes if sizes[c] >= threshold), key=lambda c: (sizes[c], c))
    rest = sum(sizes.values()) - sum(sizes[code] for code in named)
    while named and 0 < rest < threshold:
        rest += sizes[named.pop(0)]
    return frozenset(named)
