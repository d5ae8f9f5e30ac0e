import json

import pytest

from participation.identity import passwords
from participation.identity.models import Person
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from tests.factories import make_process
from tests.staff import actor_of, make_person

PASSWORD = "lumme hirvas 7 sorvi"


@pytest.fixture
def run(app):
    return lambda *words, **more: app.test_cli_runner().invoke(args=["identity", *words], **more)


def test_an_administrator_is_created(run):
    result = run(
        "create-administrator",
        "Liisa@koe.test",
        "--name",
        "Liisa L",
        "--password-stdin",
        input=f"{PASSWORD}\n",
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "liisa@koe.test is now an administrator.\n"
    person = db.session.scalars(db.select(Person)).one()
    assert actor_of(person).is_administrator
    assert passwords.matches(person.password_hash, PASSWORD)


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (["nobody", "--password-stdin"], PASSWORD, "nobody is not an e-mail address."),
        (
            ["liisa@lintukorpi.test", "--password-stdin"],
            PASSWORD,
            "liisa@lintukorpi.test already has an account.",
        ),
        (
            ["a@koe.test", "--password-stdin"],
            "short",
            "The password must have at least 12 characters.",
        ),
        (["a@koe.test"], PASSWORD, "Give the password on standard input with --password-stdin."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(run, words, typed, sentence):
    make_person(Role.EDITOR)
    result = run("create-administrator", *words, input=f"{typed}\n")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{sentence}\n")


def test_people_are_listed_as_one_document(run):
    process = make_process()
    person = make_person(Role.ANALYST, process=process)
    result = run("list", "--json")
    assert json.loads(result.stdout) == [
        {
            "id": person.public_id,
            "email": "liisa@lintukorpi.test",
            "name": "Liisa Lahtinen",
            "language": "fi",
            "active": True,
            "roles": ["analyst@strategia"],
        }
    ]
    assert "liisa@lintukorpi.test  analyst@strategia" in run("list").stdout


def test_a_password_is_set_for_somebody_locked_out(run):
    person = make_person(Role.ADMINISTRATOR)
    result = run("set-password", person.email, "--password-stdin", input=f"{PASSWORD}\n")
    assert result.exit_code == 0
    db.session.expire_all()
    found = db.session.get_one(Person, person.id)
    assert passwords.matches(found.password_hash, PASSWORD)
    assert found.session_epoch == 1
    assert run("set-password", "x@y.test", "--password-stdin", input="x").exit_code == 2
