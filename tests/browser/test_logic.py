"""The page says what the server says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from participation.platform.clock import today
from surveys.domain.answering import with_page
from surveys.domain.logic.live import rendered
from surveys.domain.logic.showing import show
from surveys.domain.questionnaire import Question
from surveys.domain.questions.registry import kind_of
from tests.surveys import logic_random
from tests.surveys.answering import make_survey
from tests.surveys.logic_vectors import EXAMPLES

TODAY = "2026-11-22"

EVALUATE = """async ({values, own, today, vectors}) => {
  const { evaluate } = await import("/static/js/logic.js");
  const plain = (value) => (typeof value === "number" && Object.is(value, -0) ? 0 : value);
  return vectors.map(({ tree }) => plain(evaluate(tree, values, own, today)));
}"""


def test_an_expression_says_in_a_page_what_it_says_on_the_server(service, chromium):
    page = chromium.new_page()
    page.goto(f"{service}/fi/")
    said = page.evaluate(EVALUATE, EXAMPLES)
    page.close()
    expected = [example["gives"] for example in EXAMPLES["vectors"]]
    wrong = [
        (example["expression"], found)
        for example, found in zip(EXAMPLES["vectors"], said, strict=True)
        if (found, isinstance(found, bool))
        != (example["gives"], isinstance(example["gives"], bool))
    ]
    assert not wrong
    assert len(said) == len(expected) > 100


SETTLE = """async (examples) => {
  const { settle } = await import("/static/js/conditions.js");
  return examples.map(({ facts, typed }) => settle(facts, (name) => typed[name] ?? []));
}"""
MANY = 400
TYPED = """() => {
  const form = new FormData(document.querySelector("#answer"));
  return Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name)]));
}"""


def examples() -> Iterator[tuple[dict[str, Any], dict[str, bool]]]:
    """What a page is told and what is typed on it, and what the server then shows."""
    for seed in range(MANY):
        chance = Random(seed)
        written = logic_random.questionnaire(chance, conditions=0.8)
        typed = logic_random.typed(chance, written)
        for index, page in enumerate(written.pages):
            typed = with_page(typed, page, typed)
            showing = show(written, typed, TODAY)
            facts = rendered(showing, index, 1).facts
            if facts and index in showing.shown:
                expected = expected_on(showing.pages[index].questions, facts)
                yield {"facts": facts, "typed": dict(typed)}, expected


def expected_on(asked: Sequence[Question], facts: Mapping[str, Any]) -> dict[str, bool]:
    """What is shown of the questions a page is told of, and of their parts."""
    shown = {question.code: question for question in asked}
    found = {}
    for told in facts["questions"]:
        code = told["code"]
        found[code] = code in shown
        for name in ("options", "rows", "scale"):
            for part in told.get(f"{name}If", {}) if code in shown else ():
                parts = [each.code for each in getattr(shown[code], name)]
                found[f"{code}.{name}.{part}"] = part in parts
    return found


def test_a_page_shows_what_the_server_would_show(service, chromium):
    made = list(examples())
    page = chromium.new_page()
    page.goto(f"{service}/fi/")
    said = page.evaluate(SETTLE, [told for told, _expected in made])
    page.close()
    assert len(made) > MANY / 2
    for (told, expected), found in zip(made, said, strict=True):
        assert {name: found[name] for name in expected} == expected, told


@pytest.mark.parametrize(
    "seed", [3, 5, 8, *(pytest.param(seed, marks=pytest.mark.prove) for seed in (13, 21, 34))]
)
def test_fields_come_and_go_as_one_answers(service, chromium, app, seed):
    chance = Random(seed)
    written = logic_random.questionnaire(chance, conditions=0.9)
    written = replace(written, pages=written.pages[:1])
    survey = make_survey(written)
    page = chromium.new_page()
    page.goto(f"{service}/fi/a/{survey.public_id}/answer")
    for _turn in range(4):
        fill(page, chance, written.pages[0].questions)
        typed = page.evaluate(TYPED)
        assert visible(page) == fields_shown(show(written, typed, today().isoformat())), typed
    page.close()


def fill(page, chance, questions) -> None:
    """Answer some of the questions that can be seen."""
    for question in questions:
        for name, values in logic_random.answer(chance, question).items():
            put(page, name, values)


def put(page, name: str, values: Sequence[str]) -> None:
    for field in page.locator(f'#answer [name="{name}"]').all():
        if not field.is_visible() and field.get_attribute("type") not in ("radio", "checkbox"):
            continue
        kind = field.get_attribute("type")
        if kind in ("radio", "checkbox"):
            if field.get_attribute("value") in values and shown_label(field):
                field.check(force=True)
        elif field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(values[0])
        else:
            field.fill(values[0])


def shown_label(field) -> bool:
    return field.evaluate("each => !each.closest('[hidden]')")


def visible(page) -> set[str]:
    """The names of fields that are not hidden; of choices, with their values."""
    script = """() => [...document.querySelector("#answer").elements]
      .filter((each) => each.name && each.type !== "hidden" && each.type !== "submit")
      // A ranking hides its menus behind buttons; what counts is the line they stand in.
      .filter((each) => !(each.closest("li") ?? each).closest("[hidden]"))
      .filter(({ name, type, value }) =>
        !name.includes("~") && !(/radio|checkbox/.test(type) && value.startsWith("~")))
      .map(({ name, type, value }) =>
        ["radio", "checkbox"].includes(type) ? `${name}=${value}` : name)"""
    return set(page.evaluate(script))


def fields_shown(showing) -> set[str]:
    """The same, as the server has it."""
    found = set()
    for question in showing.pages[0].questions:
        codes = [option.code for option in question.options] + ["other"] * question.other
        names = [each for each in kind_of(question).fields(question) if "~" not in each]
        is_choice = question.kind in ("single", "multiple", "matrix", "rating")
        found |= {f"{name}={code}" for name in names for code in codes} if is_choice else set(names)
    return found
