"""What a screen reader says: every control has a name, every group a legend."""

from xml.etree.ElementTree import Element

import pytest

from tests.pages import HTML, Page, Visitor
from tests.surveys.answering import PAGE_1, make_survey, url


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def legends(page: Page) -> dict[str, list[str]]:
    """The legends around every control, from the outermost."""
    found: dict[str, list[str]] = {}

    def walk(element: Element, above: list[str]) -> None:
        if element.tag == f"{HTML}fieldset":
            (legend,) = [child for child in element if child.tag == f"{HTML}legend"]
            above = [*above, words(legend)]
        if element.get("id"):
            found[str(element.get("id"))] = above
        for child in element:
            walk(child, above)

    walk(page.tree, [])
    return found


def labels(page: Page) -> dict[str | None, str]:
    return {label.get("for"): words(label) for label in page.all("label")}


@pytest.fixture
def first(visitor: Visitor) -> Page:
    return visitor.get(url(make_survey(), language="en"))


@pytest.fixture
def second(visitor: Visitor) -> Page:
    return visitor.follow(url(make_survey(), "answer/p1", "en"), PAGE_1)


def test_a_single_choice_is_a_group_with_its_question(first: Page) -> None:
    assert legends(first)["q-area-0"] == ["1. Where do you live? (required)"]
    assert labels(first)["q-area-0"] == "North"
    assert labels(first)["q-area-2"] == "Other, please specify"
    assert labels(first)["q-area-other"] == "What else?"
    assert labels(first)["q-area-3"] == "I don’t know"


def test_a_number_has_its_question_as_label_and_its_unit_described(first: Page) -> None:
    control = next(e for e in first.all("input") if e.get("id") == "q-age")
    assert labels(first)["q-age"] == "2. Age"
    assert control.get("aria-describedby") == "q-age-hint q-age-unit"
    assert control.get("inputmode") == "numeric"


def test_not_wanting_to_say_belongs_to_its_question(first: Page) -> None:
    group = next(e for e in first.all("div") if e.get("role") == "group")
    assert group.get("aria-labelledby") == "q-age-label"
    assert labels(first)["q-age-m0"] == "I don’t want to say"


def test_a_matrix_says_statement_and_option(second: Page) -> None:
    assert legends(second)["q-views-r0-0"] == ["5. Arvioi en", "Kirjasto en"]
    assert labels(second)["q-views-r0-0"] == "Arvo 1 en"
    assert labels(second)["q-views-r1-3"] == "I don’t know"
    (head,) = [e for e in second.all("div") if e.get("class") == "y-matrix__head"]
    assert head.get("aria-hidden") == "true"


def test_rows_of_a_matrix_are_chosen_apart(second: Page) -> None:
    radios = [e for e in second.all("input") if e.get("class") == "y-matrix__input"]
    assert {e.get("name") for e in radios} == {"views.r1", "views.r2"}


def test_a_long_text_tells_its_limit(second: Page) -> None:
    area = second.one("textarea")
    assert labels(second)["q-free"] == "6. Sana on vapaa en"
    assert area.get("aria-describedby") == "q-free-info"
    assert any(e.get("id") == "q-free-info" and "2,000" in words(e) for e in second.all("div"))


def test_an_exclusive_option_is_marked_for_the_script(second: Page) -> None:
    none = next(e for e in second.all("input") if e.get("value") == "none")
    assert none.get("data-behaviour") == "exclusive"


def test_progress_is_told_in_words(second: Page) -> None:
    assert "Page 2 of 2" in second.words("main")
    assert second.words("title").startswith("Survey – Page 2 of 2")
    current = [e for e in second.all("li") if e.get("aria-current") == "step"]
    assert [words(e) for e in current] == ["Opinions"]
