"""What staff ask of the answers: all of them or some, split, weighted."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.models import Activity
from participation.platform.extensions import db
from surveys import queries
from surveys.domain.counting.variables import Variable
from surveys.services import counting, cuts, showing, weighting
from surveys.services.counting import Counted
from surveys.services.cuts import Known
from surveys.services.theme_findings import frames_of, with_cut_themes


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed(showing.Shown):
    """What staff see of a cut; `known` is what else they can ask, `weightings` by what to weigh.

    `everybody` is how many have answered in all. Of everything together there are also the numbers
    by link, by language and by day, of test answers, and of answers under way by the furthest page
    they have reached, from 0.
    """

    cut: Cut
    known: Known
    everybody: int
    weightings: Sequence[str]
    by: Variable | None = None
    weights: Mapping[str, Any] = field(default_factory=dict)
    channels: Mapping[int | None, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[date, int] = field(default_factory=dict)
    under_way: Mapping[int, int] = field(default_factory=dict)
    tests: int = 0


def analysed(activity: Activity, now: datetime, cut: Cut, known: Known | None = None) -> Analysed:
    """Return what staff ask of the answers, as it is at this moment."""
    return _some(activity, now, cut, known) if cut else _all(activity, now)


def _all(activity: Activity, now: datetime) -> Analysed:
    whole = showing.staff_results(activity, now)
    found: dict[str, Counter[Any]] = defaultdict(Counter)
    for what, number, words, people in db.session.execute(queries.beside_results(activity.id)):
        found[what][words or number] += people
        if what == "by":
            found["channel"][number] += people
    return Analysed(
        counted=whole.counted,
        findings=whole.findings,
        cut=WHOLE,
        known=cuts.known_of(activity, whole.counted.versions),
        everybody=whole.counted.counts.responses,
        weightings=[weighting.POPULATION] if found["weightings"].total() else [],
        channels=found["channel"],
        languages=found["by"],
        days={date.fromisoformat(day): people for day, people in sorted(found["day"].items())},
        under_way=dict(sorted(found["draft"].items())),
        tests=found["tests"].total(),
    )


def _some(activity: Activity, now: datetime, cut: Cut, known: Known | None) -> Analysed:
    frames = frames_of(activity)
    found = cuts.read(activity, now, cut, frames.keys, known)
    return Analysed(
        counted=Counted(
            found.parts.whole.counts, found.moment, found.known.versions, found.is_behind
        ),
        findings=with_cut_themes(frames, counting.cut_findings(activity, found), found.members),
        cut=cut,
        known=found.known,
        everybody=found.parts.everybody,
        weightings=[weighting.POPULATION] if frames.has_weights else [],
        by=found.by,
        weights=found.weights,
    )
