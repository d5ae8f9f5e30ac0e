from surveys.domain.counting.columns import _whole
from surveys.domain.questions.registry import BY_KEY, KINDS


def test_a_matrix_without_statements_was_asked_of_nobody():
    assert _whole([], 3).tolist() == [0, 0, 0]


def test_no_two_kinds_share_a_key():
    assert len(BY_KEY) == len(KINDS)
