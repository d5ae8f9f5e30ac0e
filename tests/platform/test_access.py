import pytest
from flask import Blueprint, Flask

from participation.platform.access import routes
from participation.platform.access.actor import ANYBODY, Actor, Role
from participation.platform.access.routes import SignInNeeded, access_of, public, requires
from participation.platform.feature import Feature
from participation.platform.refusals import Forbidden, NotFound


def house_with(view, actor=ANYBODY):
    app = Flask("tests")
    app.testing = True
    routes.init_app(app, lambda: actor)
    app.add_url_rule("/<int:thing>", "view", view)
    return app.test_client()


def unmarked(thing):
    return "in"


def test_a_view_without_a_mark_is_refused_when_it_is_installed():
    blueprint = Blueprint("room", __name__)
    blueprint.add_url_rule("/<int:thing>", "view", unmarked)
    with pytest.raises(RuntimeError, match=r"room\.view does not say who may come"):
        Feature(name="room", blueprints=(blueprint,)).install(Flask("tests"))


def test_a_view_without_a_mark_is_refused_when_it_is_asked_for():
    with pytest.raises(Forbidden):
        house_with(
            unmarked, Actor(person_id=1, grants=frozenset({(Role.ADMINISTRATOR, None)}))
        ).get("/1")


def test_every_route_of_the_house_has_a_mark(app):
    bare = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and access_of(app.view_functions[rule.endpoint]) is None
    ]
    assert bare == []


def test_a_public_view_lets_anybody_in():
    @public
    def view(thing):
        return "in"

    assert house_with(view).get("/1").text == "in"


def guarded():
    def thing_named(thing):
        if thing != 1:
            raise NotFound
        return thing

    def may_see(actor, thing):
        return actor.has(Role.EDITOR, process_id=thing)

    @requires(may_see, thing_named)
    def view(thing):
        return "in"

    return view


def editor_of(process):
    return Actor(person_id=1, grants=frozenset({(Role.EDITOR, process)}))


def test_a_guarded_view_asks_nobody_to_sign_in():
    with pytest.raises(SignInNeeded):
        house_with(guarded()).get("/1")


def test_a_guarded_view_lets_in_whom_the_policy_allows():
    assert house_with(guarded(), editor_of(1)).get("/1").text == "in"


def test_a_guarded_view_refuses_others():
    with pytest.raises(Forbidden):
        house_with(guarded(), editor_of(2)).get("/1")


def test_what_does_not_exist_is_not_found_even_by_editors():
    with pytest.raises(NotFound):
        house_with(guarded(), editor_of(1)).get("/2")


HERE, THERE = 1, 2
GRANTS = {
    "nothing": [],
    "editor here": [(Role.EDITOR, HERE)],
    "editor there": [(Role.EDITOR, THERE)],
    "editor everywhere": [(Role.EDITOR, None)],
    "analyst here": [(Role.ANALYST, HERE)],
    "administrator here": [(Role.ADMINISTRATOR, HERE)],
    "administrator there": [(Role.ADMINISTRATOR, THERE)],
    "administrator everywhere": [(Role.ADMINISTRATOR, None)],
    "analyst here, editor there": [(Role.ANALYST, HERE), (Role.EDITOR, THERE)],
}
#                            edits here, edits somewhere, administers the municipality
TRUTH = {
    "nothing": (False, False, False),
    "editor here": (True, True, False),
    "editor there": (False, True, False),
    "editor everywhere": (True, True, False),
    "analyst here": (False, False, False),
    "administrator here": (True, True, False),
    "administrator there": (False, True, False),
    "administrator everywhere": (True, True, True),
    "analyst here, editor there": (False, True, False),
}


@pytest.mark.parametrize("who", GRANTS)
def test_roles_reach_exactly_as_far_as_granted(who):
    actor = Actor(person_id=1, grants=frozenset(GRANTS[who]))
    found = (
        actor.has(Role.EDITOR, process_id=HERE),
        actor.has_anywhere(Role.EDITOR),
        actor.is_administrator,
    )
    assert found == TRUTH[who]
    assert actor.is_staff == bool(GRANTS[who])


def test_roles_without_a_person_are_worth_nothing():
    assert not Actor(grants=frozenset({(Role.EDITOR, HERE)})).is_staff
