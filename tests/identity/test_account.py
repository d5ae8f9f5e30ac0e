import pytest

from participation.identity import passwords
from participation.identity.models import Person
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from tests.identity.letters import letters
from tests.staff import sign_in

PASSWORD, NEW = "lumme hirvas 7 sorvi", "kuokka tuuli 3 ahven"


@pytest.fixture
def liisa(visitor):
    return sign_in(visitor, Role.MODERATOR, password_hash=passwords.hash_of(PASSWORD))


def change(visitor, current, new, expect=302):
    data = {"current": current, "password": new}
    return visitor.post("/en/manage/account/password", data, expect=expect)


def test_name_and_language_are_changed(visitor, liisa):
    page = visitor.follow("/fi/manage/account", {"name": " Liisa L. ", "language": "sv"})
    assert page.one("html").get("lang") == "sv"
    assert db.session.get_one(Person, liisa.id).name == "Liisa L."


@pytest.mark.parametrize("data", [{"name": "", "language": "fi"}, {"name": "L", "language": "de"}])
def test_details_that_make_no_sense_are_refused(visitor, liisa, data):
    visitor.post("/en/manage/account", data, expect=200)


def test_a_new_password_ends_other_sessions_and_is_told_by_mail(visitor, liisa, app):
    elsewhere = type(visitor)(app)
    sign_in(elsewhere, person=liisa)
    assert "saved" in visitor.get(change(visitor, PASSWORD, NEW).response.location).words()
    elsewhere.raw("GET", "/en/manage/account", 303)
    visitor.get("/en/manage/account")
    assert [letter.recipient for letter in letters()] == [liisa.email]
    assert passwords.matches(db.session.get_one(Person, liisa.id).password_hash, NEW)


@pytest.mark.parametrize(
    ("current", "new", "words"),
    [
        ("something else altogether", NEW, "not your present password"),
        ("", NEW, "Enter your present password"),
        (PASSWORD, "short", "at least 12"),
        (PASSWORD, "salasana123456", "easy to guess"),
    ],
)
def test_a_password_is_not_changed_without_good_ones(visitor, liisa, current, new, words):
    assert words in change(visitor, current, new, 200).words()
    assert passwords.matches(db.session.get_one(Person, liisa.id).password_hash, PASSWORD)


def test_an_open_browser_is_no_way_to_guess_the_password(visitor, liisa):
    for _ in range(10):
        change(visitor, "something else altogether", NEW, 200)
    assert "too many tries" in change(visitor, PASSWORD, NEW, 200).words()
