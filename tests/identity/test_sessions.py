from datetime import timedelta

import pytest

from participation.identity.sessions import BEGAN, LONGEST
from participation.platform import clock
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from tests.staff import make_person, sign_in


def test_a_signed_in_administrator_sees_the_people(visitor):
    sign_in(visitor)
    assert "Liisa Lahtinen" in visitor.get("/fi/manage/people").text


def test_the_actor_costs_one_query(visitor):
    sign_in(visitor)
    visitor.get("/fi/manage/people")
    assert (
        len(
            [
                query
                for query in visitor.queries
                if "WHERE" in query and "session_epoch" in query.split("WHERE")[-1]
            ]
        )
        == 1
    )


def test_without_a_session_there_is_no_query_for_an_actor(visitor):
    visitor.get("/fi/sign-in")
    assert not [query for query in visitor.queries if "person" in query]


@pytest.mark.parametrize("change", [{"is_active": False}, {"session_epoch": 7}])
def test_a_closed_account_or_a_new_password_ends_every_session(visitor, change):
    person = sign_in(visitor)
    for name, value in change.items():
        setattr(person, name, value)
    db.session.commit()
    assert visitor.raw("GET", "/fi/manage/people", 303).location.startswith("/fi/sign-in")


def test_a_session_ends_after_half_a_day(visitor):
    sign_in(visitor)
    with visitor.client.session_transaction() as session:
        session[BEGAN] = int((clock.now() - LONGEST - timedelta(minutes=2)).timestamp())
    visitor.raw("GET", "/fi/manage/people", 303)


def test_a_person_without_roles_is_nobody(visitor):
    sign_in(visitor, person=make_person())
    visitor.raw("GET", "/fi/manage/account", 303)


def test_an_editor_does_not_see_the_people(visitor):
    sign_in(visitor, Role.EDITOR)
    visitor.get("/fi/manage/people", expect=403)
