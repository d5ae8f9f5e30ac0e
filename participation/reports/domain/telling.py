"""What findings say in one plain sentence, and which of them tell most.

Sentences name the highest and the lowest or what most people said: never more than the figures
hold. How telling a finding is, is a rule of thumb between 0 and 1 that puts sentences and charts
in an order; nothing is left out of a report because of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from participation.activities.domain.findings import Finding
from participation.reports.domain.exhibiting.compared import has_hidden, widest
from participation.reports.domain.measures import label_of, measures, number, share
from participation.reports.domain.said import Phrase, Said, Unit, Value, phrase
from participation.reports.domain.telling_ideas import IDEA_TELLERS
from participation.reports.domain.ties import Standing, first, last

Row = Mapping[str, Any]
LEAST_ANSWERS = 10
DIGITS = 9  # to which differences are the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence about a finding, and how telling it is."""

    finding: Finding
    sentence: Phrase
    weight: float


def told(findings: Sequence[Finding], most: int) -> tuple[Told, ...]:
    """Return the most telling sentences, in the order of the questions."""
    every = [found for finding in findings if (found := tell(finding))]
    chosen = sorted(every, key=lambda one: -one.weight)[:most]
    return tuple(one for one in every if one in chosen)


def tell(finding: Finding) -> Told | None:
    """Say what a finding says, if it has anything to say."""
    if "hidden" in finding.figures or finding.answered < LEAST_ANSWERS:
        return None
    teller = _split if "by" in finding.figures else TELLERS.get(finding.figures["shape"])
    found = next(iter(teller(finding)), None) if teller else None
    if found is None:
        return None
    sentence, weight = found
    return Told(finding=finding, sentence=sentence, weight=weight)


Telling = Iterator[tuple[Phrase, float]]


def _choice(finding: Finding) -> Telling:
    figures, n = finding.figures, finding.answered
    if "score" in figures.get("nps", {}):
        score = Value(number=figures["nps"]["score"], unit=Unit.SCORE)
        yield phrase("tells_nps", question=finding.label, value=score), 0.5
        return
    if (mean := number(figures, "mean", Unit.MEAN)) is not None:
        codes = [option["code"] for option in figures["options"]]
        words = phrase(
            "tells_mean", question=finding.label, value=mean, low=codes[0], high=codes[-1]
        )
        yield words, 0.45
        return
    if any(option["count"] is None for option in figures["options"]):
        return
    counts = [option["count"] for option in figures["options"]]
    top = first([(label_of(option), option["count"]) for option in figures["options"]])
    if top is None or not top[1]:
        return
    key = "tells_most" if figures["shape"] == "single" else "tells_most_chosen"
    words = phrase(key, question=finding.label, label=top[0], value=share(top[1], n) or "")
    yield words, 0.25 + 0.5 * (max(counts) - min(counts)) / n


def _rows(finding: Finding) -> Telling:
    rows = finding.figures["rows"]
    for name, unit, span in (("net", Unit.NET, 200), ("mean", Unit.MEAN, 4)):
        known = [row for row in rows if name in row]
        if len(known) == len(rows) > 1:
            standings = [(label_of(row), row[name]) for row in known]
            if ends := _both(standings):
                weight = 0.5 + min((ends[0][1] - ends[1][1]) / span, 1) * 0.5
                yield _ends(finding, ends, name, unit), weight
            return
    yield from _last_step(finding, rows)


def _last_step(finding: Finding, rows: Sequence[Row]) -> Telling:
    """Tell of which rows the last step of the scale was said most and least often."""
    step = finding.figures["options"][-1]
    told_all = all(
        row.get("answered") and row["counts"].get(step["code"], 0) is not None for row in rows
    )
    if len(rows) > 1 and told_all:
        shares = [
            (label_of(row), row["counts"].get(step["code"], 0) / row["answered"]) for row in rows
        ]
        if ends := _both(shares):
            (high, most), (low, least) = ends
            words = phrase(
                "tells_last_step",
                question=finding.label,
                answer=label_of(step),
                high=high,
                high_value=Value(number=most, unit=Unit.SHARE),
                low=low,
                low_value=Value(number=least, unit=Unit.SHARE),
            )
            yield words, 0.55 + (most - least) * 0.4


def _both(standings: Sequence[Standing]) -> tuple[Standing, Standing] | None:
    """Return the highest and the lowest; nothing where too many tie to be named."""
    high, low = first(standings), last(standings)
    return None if high is None or low is None else (high, low)


def _ends(finding: Finding, ends: tuple[Standing, Standing], name: str, unit: Unit) -> Phrase:
    (high, most), (low, least) = ends
    return phrase(
        f"tells_rows_{name}",
        question=finding.label,
        high=high,
        high_value=Value(number=most, unit=unit),
        low=low,
        low_value=Value(number=least, unit=unit),
    )


def _double(finding: Finding) -> Telling:
    """Tell where the first scale (importance) is furthest above the second (performance)."""
    rows = [
        (round(row["mean"] - row["second"]["mean"], DIGITS), row)
        for row in finding.figures["rows"]
        if "mean" in row and "mean" in row.get("second", {})
    ]
    widest_rows = [row for gap, row in rows if gap == max(each for each, _row in rows) > 0]
    top = first([(label_of(row), gap) for gap, row in rows])
    is_one = len({(row["mean"], row["second"]["mean"]) for row in widest_rows}) == 1
    if len(rows) == len(finding.figures["rows"]) and top is not None and is_one:
        row = widest_rows[0]
        words = phrase(
            "tells_gap",
            question=finding.label,
            label=top[0],
            first=label_of({"code": "first", "label": finding.figures["first"]}),
            first_value=Value(number=row["mean"], unit=Unit.MEAN),
            second=label_of({"code": "second", "label": finding.figures["second"]}),
            second_value=Value(number=row["second"]["mean"], unit=Unit.MEAN),
        )
        yield words, 0.85


def _best(finding: Finding, name: str, unit: Unit, weight: float) -> Telling:
    """Tell which row comes first; not where one is hidden, as it could be the first."""
    rows = finding.figures["rows"]
    if rows and all(name in row for row in rows):
        top = first([(label_of(row), row[name]) for row in rows])
        if top is not None:
            value = Value(number=top[1], unit=unit)
            words = phrase(f"tells_{name}", question=finding.label, label=top[0], value=value)
            yield words, weight


def _ranking(finding: Finding) -> Telling:
    yield from _best(finding, "borda", Unit.SCORE, 0.7)


def _allocation(finding: Finding) -> Telling:
    yield from _best(finding, "share", Unit.SHARE, 0.65)


def _number(finding: Finding) -> Telling:
    found = {each.code: each.value for each in measures(finding.figures, finding.answered, 1)}
    mean, median = found.get("mean"), found.get("median")
    if mean is not None and median is not None:
        yield phrase("tells_number", question=finding.label, mean=mean, median=median), 0.3


def _split(finding: Finding) -> Telling:
    lines = measures(finding.figures, finding.answered, finding.asked)
    found = None if has_hidden(finding) else widest(finding, lines)
    if found:
        line, high, low = found
        words: Mapping[str, Said] = {
            "question": finding.label,
            "label": line.label,
            "high": high[0],
            "high_value": high[1],
            "low": low[0],
            "low_value": low[1],
        }
        yield Phrase("tells_groups", words), 0.75


TELLERS: Mapping[str, Callable[[Finding], Telling]] = {
    "single": _choice,
    "multiple": _choice,
    "matrix": _rows,
    "double": _double,
    "ranking": _ranking,
    "allocation": _allocation,
    "number": _number,
    **IDEA_TELLERS,
}
