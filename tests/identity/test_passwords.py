import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.identity import passwords
from participation.identity.domain.passwords import OBVIOUS, PasswordFault, password_fault

GOOD = "lumme hirvas 7 sorvi"


@pytest.fixture(autouse=True)
def as_people_have_them(monkeypatch, dear_hashes):
    hasher, nobody = dear_hashes
    monkeypatch.setattr(passwords, "HASHER", hasher)
    monkeypatch.setattr(passwords, "NOBODY", nobody)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        (GOOD, None),
        ("elva sidor", PasswordFault.SHORT),
        ("x" * 501, PasswordFault.LONG),
        ("Salasana2026!", PasswordFault.OBVIOUS),
        ("salasanasalasana", PasswordFault.OBVIOUS),
        ("qwertyuiop123", PasswordFault.OBVIOUS),
        ("Kesä-2026-kesä", PasswordFault.OBVIOUS),
        ("Password1234", PasswordFault.OBVIOUS),
        ("123456789012", PasswordFault.OBVIOUS),
        ("abababababababab", PasswordFault.OBVIOUS),
        ("lahtinen ja sorvi", PasswordFault.PERSONAL),
        ("Liisa.Lahtinen lumme", PasswordFault.PERSONAL),
    ],
)
def test_easy_passwords_are_refused(password, fault):
    assert password_fault(password, "liisa.lahtinen@lintukorpi.test") is fault


def test_a_hundred_stems_are_known():
    assert len(OBVIOUS) >= 100


@given(st.sampled_from(sorted(OBVIOUS)), st.integers(0, 99_999), st.sampled_from(["!", ".", "-"]))
def test_no_stem_passes_with_digits_and_marks(stem, number, mark):
    assert password_fault(f"{stem.title()}{mark}{number}{mark * 12}") is PasswordFault.OBVIOUS


def test_a_hash_knows_its_password_only():
    stored = passwords.hash_of(GOOD)
    assert passwords.matches(stored, GOOD)
    assert not passwords.matches(stored, GOOD.upper())


def test_a_letter_typed_as_two_signs_is_the_same_letter():
    assert passwords.matches(
        passwords.hash_of("pöllö lentää yöllä"), "pöllö lentää yöllä".replace("ö", "o\u0308")
    )


@pytest.mark.parametrize("stored", ["", "not a hash"])
def test_nothing_stored_matches_nothing(stored):
    assert not passwords.matches(stored, "")


def test_the_hash_of_nobody_costs_as_much_as_a_real_one():
    assert not passwords.is_outdated(passwords.NOBODY)
