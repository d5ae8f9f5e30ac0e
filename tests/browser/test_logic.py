"""The page says what the server says."""

from tests.surveys.logic_vectors import EXAMPLES

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
