"""What findings of brainstorms say in one plain sentence."""

from collections.abc import Callable, Iterator, Mapping

from participation.activities.domain.findings import Finding
from participation.reports.domain.exhibiting.ideas import amount, mean, share
from participation.reports.domain.measures import label_of
from participation.reports.domain.said import Phrase, phrase

Telling = Iterator[tuple[Phrase, float]]


def _turnout(finding: Finding) -> Telling:
    figures = finding.figures
    ideas, evaluations = amount(figures["ideas"]), amount(figures["evaluations"])
    yield phrase("tells_turnout", ideas=ideas, evaluations=evaluations), 0.95


def _opinions(finding: Finding) -> Telling:
    for row in finding.figures["rows"][:1]:
        shares = {name: share(count / row["answered"]) for name, count in row["counts"].items()}
        label = label_of(row)
        if finding.figures["order"] == "divided":
            both = {"agree": shares["agree"], "disagree": shares["disagree"]}
            yield phrase("tells_divided", label=label, **both), 0.6
            return
        said = phrase("tells_idea", question=finding.label, label=label, value=shares["agree"])
        yield said, 0.8


def _ratings(finding: Finding) -> Telling:
    rows = finding.figures["rows"]
    if finding.figures["order"] == "importance":
        for row in rows[:1]:
            value = mean(row["drawn"])
            words = {"question": finding.label, "label": label_of(row), "value": value}
            yield Phrase("tells_important", words), 0.8
        return
    widest = max(rows, key=lambda row: row["gap"], default=None)
    if widest is not None and widest["gap"] > 0:
        yield (
            phrase(
                "tells_gap_idea",
                label=label_of(widest),
                first_value=mean(widest["mean"]),
                second_value=mean(widest["second"]["mean"]),
            ),
            0.85,
        )


def _themes(finding: Finding) -> Telling:
    for option in finding.figures["options"][:1]:
        if option["count"]:
            value = share(option["count"] / finding.asked)
            ideas = amount(option["count"])
            yield phrase("tells_theme", label=label_of(option), ideas=ideas, value=value), 0.9


def _groups(finding: Finding) -> Telling:
    """Tell what all groups support, the idea that comes first."""
    labels = {row["code"]: label_of(row) for row in finding.figures["rows"]}
    number = len(finding.figures["options"])
    for code in finding.figures["lists"].get("together", ())[:1]:
        yield phrase("tells_groups", number=number, label=labels[code]), 0.85


IDEA_TELLERS: Mapping[str, Callable[[Finding], Telling]] = {
    "turnout": _turnout,
    "ideas": _opinions,
    "idea_ratings": _ratings,
    "idea_themes": _themes,
    "idea_groups": _groups,
}
