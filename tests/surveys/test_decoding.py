"""Answers read from their texts column by column come to the same as answers read one by one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.domain.counting.columns import encode
from surveys.services.decoding import Reader
from tests.surveys.factories_counting import EVERY_KIND, ask, options, questionnaire, rows
from tests.surveys.test_counting import ANSWERS

CODES = st.sampled_from([None, "a", "b", "ä", "other", "~none", "~unknown", "~refused", "c d"])
MANY = st.lists(CODES.filter(bool), max_size=3, unique=True)
CELLS = st.dictionaries(st.sampled_from(["p", "q", "nobody's"]), CODES, max_size=3) | CODES
NUMBERS = st.integers(-(10**20), 10**20) | st.floats(-1e9, 1e9) | st.just("~none") | st.none()
AB, PQ = options("a", "b"), rows("p", "q")
ALL_KINDS = questionnaire(
    ask("single", "single", options=AB, other=True),
    ask("multiple", "multiple", options=AB, other=True),
    ask("matrix", "matrix", options=AB, rows=PQ),
    ask("double", "double", options=AB, scale=AB, rows=PQ),
    ask("ranking", "ranking", options=AB),
    ask("budget", "budget", options=AB),
    ask("point", "point", options=AB),
    ask("number", "number"),
    ask("date", "date"),
    ask("words", "long_text"),
    ask("file", "upload"),
)
EVERYTHING = st.fixed_dictionaries(
    {},
    optional={
        "single": CODES,
        "single~other": st.text(max_size=3),
        "multiple": MANY | CODES,
        "multiple~other": st.text(max_size=3),
        "matrix": CELLS,
        "double": CELLS,
        "double~second": CELLS,
        "ranking": st.permutations("ab").map(list) | st.just(["b"]) | CODES,
        "budget": st.dictionaries(st.sampled_from("ab"), st.integers(0, 9)) | st.just("~none"),
        "point": st.fixed_dictionaries({"lat": st.floats(-90, 90), "area": CODES}) | CODES,
        "number": NUMBERS,
        "date": st.dates().map(str) | CODES,
        "words": st.text(max_size=5) | CODES,
        "file": st.lists(st.text(max_size=3), max_size=2) | CODES,
        "of an older version": CELLS,
    },
)


def told(columns):
    """All there is to a column, to the last bit."""
    return [(one.book, one.key, *map(bare, arrays(one))) for one in columns]


def arrays(column):
    return column.codes, column.levels, column.bits, column.others, column.points


def bare(array):
    return array is not None and (array.dtype.str, array.shape, array.tobytes())


def same(asked, answers, texts):
    assert told(Reader(asked).columns(texts)) == told(encode(asked, answers))


@given(st.lists(EVERYTHING, min_size=1, max_size=20), st.booleans())
def test_every_kind_is_read_the_same(answers, ascii_only):
    texts = [json.dumps(each, ensure_ascii=ascii_only) for each in answers]
    same(ALL_KINDS, [json.loads(text) for text in texts], texts)


@given(st.lists(ANSWERS, min_size=1, max_size=20))
def test_answers_that_may_be_given_are_read_the_same(answers):
    same(EVERY_KIND, answers, [json.dumps(each) for each in answers])


@pytest.mark.parametrize("odd", ['{"idea": "\\ud800"}', '{"area": "\\ud800"}', '{"age": NaN}'])
def test_what_the_quick_reader_refuses_is_read_all_the_same(odd):
    texts = ['{"area": "north", "age": 41}', odd]
    same(EVERY_KIND, [json.loads(text) for text in texts], texts)


def test_a_questionnaire_that_asks_nothing_has_no_columns():
    assert Reader(questionnaire()).columns(["{}", '{"area": "north"}']) == []


def test_many_more_than_are_decoded_at_a_time_are_read_the_same():
    answers = [{"area": f"place {n % 700}", "age": n % 900} for n in range(1_700)]
    same(EVERY_KIND, answers, [json.dumps(each) for each in answers])
