"""What public findings leave out."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from participation.activities.domain.disclosure import THRESHOLD, disclosed, joined
from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text


def finding(answered=10, missing=2, **figures):
    return Finding(
        kind="survey",
        activity="abc",
        subject="q",
        label=Text({"fi": "Kysymys"}),
        asked=answered + missing,
        answered=answered,
        missing={"no_answer": missing},
        figures={"format": 1, "shape": "single", "respondents": 20} | figures,
        moment=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_enough_answers_are_shown_as_they_are():
    whole = finding(options=[{"code": "a", "count": 1}])
    assert disclosed(whole) == whole


def test_fewer_than_five_answers_are_hidden_with_their_missing_kinds():
    found = disclosed(finding(answered=4, options=[{"code": "a", "count": 4}], mean=3))
    assert (found.answered, found.asked, found.missing) == (0, 6, {"hidden": 6})
    assert found.figures == {
        "format": 1,
        "shape": "single",
        "respondents": 20,
        "hidden": {"reason": "few_answers", "threshold": 5},
    }


def test_the_threshold_may_be_higher():
    assert "hidden" in disclosed(finding(answered=9), threshold=10).figures
    assert "hidden" not in disclosed(finding(answered=10), threshold=10).figures


def test_a_thin_row_is_hidden_alone():
    rows = [
        {"code": "a", "label": {}, "answered": 5, "counts": {"x": 5}},
        {"code": "b", "label": {}, "answered": 4, "counts": {"x": 4}, "missing": {}},
    ]
    thick, thin = disclosed(finding(rows=rows)).figures["rows"]
    assert thick == rows[0]
    assert thin == {"code": "b", "label": {}, "hidden": {"reason": "few_answers", "threshold": 5}}


def test_the_ends_of_numbers_are_dropped():
    figures = disclosed(finding(min=1, max=97, mean=30, classes=[])).figures
    assert {"min", "max"}.isdisjoint(figures)
    assert figures["mean"] == 30


CLASSES = st.lists(st.integers(0, 9), min_size=1, max_size=10).map(
    lambda counts: [{"from": n, "to": n, "count": count} for n, count in enumerate(counts)]
)


@given(CLASSES)
def test_no_class_of_numbers_holds_one_to_four_people(classes):
    found = joined(classes, THRESHOLD)
    total = sum(each["count"] for each in classes)
    assert sum(each["count"] for each in found) == total
    assert [found[0]["from"], found[-1]["to"]] == [0, len(classes) - 1]
    if total >= THRESHOLD:
        assert all(each["count"] == 0 or each["count"] >= THRESHOLD for each in found)
    for before, after in pairwise(found):
        assert after["from"] == before["to"] + 1


def test_a_gap_between_big_classes_stays():
    classes = [{"from": n, "to": n, "count": c} for n, c in enumerate((6, 0, 7))]
    assert joined(classes, THRESHOLD) == classes
