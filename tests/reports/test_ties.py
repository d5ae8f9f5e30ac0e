"""Sentences name what stands first and last: one, both of two, or nobody."""

from dataclasses import replace

import pytest

from participation.reports.domain.exhibiting.compared import widest
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.measures import measures
from participation.reports.domain.telling import tell
from participation.reports.domain.ties import first, last
from tests.reports.exhibited_counts import SINGLE
from tests.reports.exhibited_parts import said
from tests.reports.test_groups import group


@pytest.mark.parametrize(
    ("values", "high", "low"),
    [
        ((3, 2, 1), "a", "c"),
        ((3, 3, 1), "both", "c"),
        ((3, 1, 1), "a", "both"),
        ((3, 3, 3), None, None),
        ((1, 1), None, None),
        ((3, 1, 1, 1), "a", None),
        ((0.1 + 0.2, 0.3, 0.1), "both", "c"),
        ((), None, None),
    ],
)
def test_two_that_tie_are_both_named_and_more_are_not(values, high, low):
    standings = list(zip("abcd", values, strict=False))
    for found, wanted in ((first(standings), high), (last(standings), low)):
        name = found[0] if found else None
        assert getattr(name, "key", name) == wanted


def choice(*counts):
    labels = (("Puisto", "Park", "Park"), ("Koulu", "Skola", "School"), ("Tori", "Torg", "Square"))
    options = [
        {"code": str(at), "label": said(*labels[at]), "count": count}
        for at, count in enumerate(counts)
    ]
    figures = {"format": 1, "shape": "single", "respondents": sum(counts), "options": options}
    n = sum(counts)
    return replace(SINGLE, asked=n, answered=n, missing={}, figures=figures)


def test_charts_tell_both_that_are_least_common():
    (most, least) = exhibit(choice(30, 10, 10)).charts[0].alternative
    assert most.key == "most_common"
    assert least.values["label"].key == "both"
    assert [each.key for each in exhibit(choice(20, 20, 20)).charts[0].alternative] == []


def test_reports_tell_both_that_are_most_common_and_nothing_of_three():
    assert tell(choice(20, 20, 5)).sentence.values["label"].key == "both"
    assert tell(choice(20, 20, 20)) is None


def test_groups_that_tie_are_not_singled_out():
    def split(*figures):
        groups = [group(str(at), found.figures, 50) for at, found in enumerate(figures)]
        by = {"variable": "q", "label": {}, "part": {}, "groups": groups, "tests": {}}
        return replace(SINGLE, by="q", figures={**choice(100, 100).figures, "by": by})

    tied = split(choice(30, 20), choice(20, 30))
    assert widest(tied, measures(tied.figures, 200, 200)) is None  # both answers differ as much
