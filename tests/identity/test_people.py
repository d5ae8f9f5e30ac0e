import threading

import pytest

from participation.identity.models import Person
from participation.identity.refusals import LastAdministrator
from participation.identity.services import people
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.factories import make_process
from tests.identity.letters import letters, link_in
from tests.staff import actor_of, make_person, sign_in


def aisha(*roles):
    return make_person(*roles, email="aisha@koe.test", name="Aisha Aalto")


def test_the_list_says_who_may_do_what(visitor):
    sign_in(visitor)
    aisha(Role.EDITOR, Role.ANALYST)
    page = visitor.get("/en/manage/people").words()
    assert "Aisha Aalto aisha@koe.test Editor Analyst" in page


def test_the_list_costs_as_many_queries_for_many_people(visitor):
    sign_in(visitor)
    for number in range(30):
        make_person(Role.EDITOR, email=f"p{number}@koe.test")
    visitor.get("/en/manage/people")


def test_roles_are_changed(visitor):
    sign_in(visitor)
    person, process = aisha(Role.EDITOR), make_process()
    address = f"/en/manage/people/{person.public_id}"
    page = visitor.get(address)
    ticked = [e.get("value") for e in page.all("input") if e.get("checked") is not None]
    assert ticked == ["editor"]
    visitor.follow(address, {"process-strategia": ["analyst", "moderator"]})
    assert actor_of(db.session.get_one(Person, person.id)).grants == {
        (Role.ANALYST, process.id),
        (Role.MODERATOR, process.id),
    }


def test_unknown_roles_are_refused(visitor):
    sign_in(visitor)
    person = aisha(Role.EDITOR)
    address = f"/en/manage/people/{person.public_id}"
    visitor.post(address, {"everywhere": ["emperor"]}, expect=200)


def test_a_closed_account_is_signed_out_and_can_be_opened_again(visitor, app):
    person = aisha(Role.EDITOR)
    other = type(visitor)(app)
    sign_in(other, person=person)
    sign_in(visitor)
    address = f"/en/manage/people/{person.public_id}"
    assert "This account is closed" in visitor.follow(f"{address}/deactivate").words()
    other.raw("GET", "/en/manage/account", 303)
    assert "Open the account again" not in visitor.follow(f"{address}/reactivate").words()
    other.raw("GET", "/en/manage/account", 303)


def test_the_last_administrator_stays(visitor):
    liisa = sign_in(visitor)
    address = f"/en/manage/people/{liisa.public_id}"
    assert "last administrator" in visitor.follow(f"{address}/deactivate").words()
    page = visitor.post(address, {"everywhere": ["editor"]}, expect=200)
    assert "last administrator" in page.words()


def test_a_closed_or_local_administrator_does_not_count(app):
    process = make_process()
    liisa, closed = make_person(Role.ADMINISTRATOR), aisha(Role.ADMINISTRATOR)
    make_person(Role.ADMINISTRATOR, process=process, email="local@koe.test")
    with unit_of_work():
        people.deactivate(ANYBODY, closed)
    with pytest.raises(LastAdministrator), unit_of_work():
        people.deactivate(ANYBODY, liisa)


def test_two_administrators_cannot_remove_each_other_at_once(app):
    ids = [make_person(Role.ADMINISTRATOR).id, aisha(Role.ADMINISTRATOR).id]
    start, refused = threading.Barrier(2), []

    def remove(person_id):
        with app.app_context():
            person = db.session.get_one(Person, person_id)
            list(person.grants)
            db.session.rollback()
            start.wait()
            try:
                with unit_of_work():
                    people.set_roles(ANYBODY, person, [(Role.EDITOR, None)])
            except LastAdministrator:
                refused.append(person_id)

    threads = [threading.Thread(target=remove, args=[one]) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1


def test_a_person_is_sent_a_link_to_a_new_password(visitor):
    sign_in(visitor)
    person = aisha(Role.EDITOR)
    visitor.follow(f"/en/manage/people/{person.public_id}/password-link")
    assert letters()[0].recipient == "aisha@koe.test"
    assert "/fi/invitation/" in link_in(letters()[0])


@pytest.mark.parametrize(
    "path", ["people", "people/invite", "people/PERSON", "people/PERSON/deactivate"]
)
@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST, Role.MODERATOR])
def test_others_manage_nobody(visitor, path, role):
    liisa = sign_in(visitor, role)
    method = "POST" if path.endswith("deactivate") else "GET"
    visitor.raw(method, f"/en/manage/{path.replace('PERSON', liisa.public_id)}", 403)


def test_an_administrator_of_one_process_manages_nobody(visitor):
    sign_in(visitor, Role.ADMINISTRATOR, process=make_process())
    visitor.raw("GET", "/en/manage/people", 403)


def test_a_person_that_is_not_there_is_not_found(visitor):
    sign_in(visitor)
    visitor.raw("GET", "/en/manage/people/nobody", 404)


def test_names_cannot_break_the_page(visitor):
    sign_in(visitor)
    make_person(Role.EDITOR, email="x@koe.test", name='<script>alert("x")</script>')
    assert "<script>alert" not in visitor.get("/en/manage/people").text
