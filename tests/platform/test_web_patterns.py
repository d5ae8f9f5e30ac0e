"""Patterns of pages: where one is, what to know, what to do next."""

from collections.abc import Iterator

import pytest
from flask import render_template_string

from tests.pages import HTML, Page
from tests.platform.small_house import small_house

IMPORTS = (
    '{% from "macros/page.html" import breadcrumbs, confirm, empty, facts, help, notice, paging, '
    'state_tag, steps, summary_list %}{% from "macros/charts.html" import bar, stack %}'
)


@pytest.fixture(autouse=True)
def request_in_english() -> Iterator[None]:
    with small_house().test_request_context("/en/") as context:
        context.app.preprocess_request()
        yield


class Response:
    status_code = 200

    def __init__(self, text: str) -> None:
        self.text = text


def shown(words: str, **more: object) -> Page:
    sheet = (
        f'{{% extends "base.html" %}}{IMPORTS}{{% block title %}}T{{% endblock %}}'
        f"{{% block content %}}{words}{{% endblock %}}"
    )
    page = Page(Response(render_template_string(sheet, **more)))  # type: ignore[arg-type]
    page.check()
    return page


def inside(page: Page, css: str) -> list[str]:
    return [
        " ".join(" ".join(element.itertext()).split())
        for element in page.tree.iter()
        if css in (element.get("class") or "").split()
    ]


def test_steps_say_where_one_is_without_colour():
    page = shown("{{ steps(['You', '', 'Send'], 2) }}")

    assert inside(page, "y-progress") == ["Page 2 of 3"]
    assert inside(page, "y-steps__title") == ["You (done)", "Page 2", "Send"]
    items = [li for li in page.all("li") if li.get("aria-current") == "step"]
    assert len(items) == 1


def pages_of(number: int, last: int) -> list[str]:
    page = shown(f"{{{{ paging({number}, {last}, 'processes.home', q='a&b') }}}}")
    return inside(page, "govuk-pagination__item")


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [(1, 1, ""), (1, 2, "1 2"), (1, 9, "1 2 3 9"), (5, 9, "1 3 4 5 6 7 9"), (9, 9, "1 7 8 9")],
)
def test_paging_shows_the_ends_and_the_neighbours(number, last, expected):
    assert pages_of(number, last) == expected.split()


def test_paging_keeps_what_was_asked_for():
    page = shown("{{ paging(2, 3, 'processes.home', q='a&b') }}")

    (before,) = [a for a in page.all("a") if a.get("rel") == "prev"]
    assert before.get("href") == "/en/?page=1&q=a%26b"
    assert [a.text for a in page.all("a") if a.get("aria-current") == "page"][-1] == "2"


def test_facts_leave_out_what_is_not_known():
    page = shown("{{ facts((('Opens', '1.12.2026'), ('Closes', ''), ('Place', None))) }}")

    assert inside(page, "y-facts") == ["Opens 1.12.2026"]


def test_a_summary_says_what_each_link_changes():
    page = shown("{{ summary_list((('Name', 'A', '/en/', None), ('Day', 'B', None, None))) }}")

    assert "Change (Name)" in inside(page, "govuk-summary-list__actions")


def test_nothing_here_says_what_to_do_next():
    page = shown("{{ empty('No surveys are open.', '/en/', 'See those that have closed') }}")

    assert inside(page, "y-empty") == ["No surveys are open. See those that have closed"]


def test_a_deed_that_cannot_be_undone_is_a_post_with_a_way_back():
    page = shown("{{ confirm('/en/x', 'Erase', '/en/', {'code': '<&'}) }}")

    (form,) = page.all("form")
    values = {i.get("name"): i.get("value") for i in form.iter(f"{HTML}input")}
    assert (form.get("method"), values["code"]) == ("post", "<&")
    assert values["csrf_token"]
    assert "No, go back" in page.words("main")


@pytest.mark.parametrize("state", ["draft", "upcoming", "open", "closed"])
def test_a_state_is_said_in_words(state):
    assert inside(shown(f"{{{{ state_tag('{state}') }}}}"), "y-tag") == [state.capitalize()]


def test_notices_and_help_hold_what_is_put_in():
    page = shown(
        "{% call notice('Mind', 'warn') %}<p>A</p>{% endcall %}"
        "{% call help('Why?') %}<p>B</p>{% endcall %}"
    )

    assert inside(page, "y-notice--warn") == ["Mind A"]
    assert page.words("summary") == "Why?"


def test_breadcrumbs_are_a_named_list():
    page = shown("{{ breadcrumbs([('Home', '/en/')]) }}")

    assert [n.get("aria-label") for n in page.all("nav")].count("Breadcrumbs") == 1


def test_a_bar_is_as_long_as_its_share():
    page = shown("{{ bar(0.414) }}{{ bar(0) }}{{ bar(1) }}")

    widths = [r.get("width") for r in page.tree.iter() if r.get("class") == "y-bar__fill"]
    assert widths == ["41.4%", "0.0%", "100.0%"]


def test_shares_side_by_side_carry_their_numbers_where_there_is_room():
    page = shown("{{ stack((('against-2', 0, 7.9, '8'), ('for-2', 7.9, 92.1, '92'))) }}")

    (chart,) = [e for e in page.tree.iter() if e.get("class") == "y-stack"]
    assert [" ".join(e.itertext()) for e in chart if str(e.tag).endswith("}text")] == ["92"]
    assert chart.get("aria-hidden") == "true"
