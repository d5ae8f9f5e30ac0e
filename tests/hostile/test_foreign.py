"""Who comes with names of another process, or without the role: refused at every address."""

import pytest

from participation.platform.access.actor import Role
from participation.platform.access.routes import access_of
from participation.platform.extensions import db
from participation.processes.models import Process
from tests.hostile.attacker import Attacker
from tests.hostile.town import addresses, is_for_staff, make_town
from tests.staff import sign_in

E, A, M = Role.EDITOR, Role.ANALYST, Role.MODERATOR
EVERY = frozenset(Role)
NONE: frozenset[Role] = frozenset()
# Who, with a role in one process only, gets through each policy there.
LETS_IN = {
    "may_work": EVERY,
    "may_have_account": EVERY,
    "may_see_process": EVERY,
    "may_see_activity": EVERY,
    "may_moderate": {Role.ADMINISTRATOR, E, M},
    "may_make_sense": {Role.ADMINISTRATOR, E, A, M},
    "may_analyse": {Role.ADMINISTRATOR, E, A},
    "may_report": {Role.ADMINISTRATOR, E, A},
    "may_begin_report": {Role.ADMINISTRATOR, E, A},
    "may_publish_report": {Role.ADMINISTRATOR, E},
    "may_edit_process": {Role.ADMINISTRATOR, E},
    "may_edit_activity": {Role.ADMINISTRATOR, E},
    "may_use_bank": {Role.ADMINISTRATOR, E},
    "may_see_population": {Role.ADMINISTRATOR, E, A},
    "may_change_population": NONE,
    "may_create_process": NONE,
    "may_handle_feedback": NONE,
    "may_manage": NONE,
    "may_manage_people": NONE,
    "may_change_settings": NONE,
    "may_read_audit_log": NONE,
    "may_read_mailbox": NONE,
}
# A copy needs a process to go to, so whoever may edit none is refused on the page itself.
NEEDS_MORE = {"surveys_manage.copy": "may_edit_activity"}
OF_NO_PROCESS = ("may_work", "may_have_account", "may_use_bank", "may_see_population")
REFUSED = (403, 404)


@pytest.fixture
def towns(town):
    return town, make_town("toinen", town.shared)


def member(app, slug: str, *roles: Role) -> Attacker:
    """Somebody with roles in one process."""
    attacker = Attacker(app)
    process = db.session.query(Process).filter_by(slug=slug).one()
    sign_in(attacker, *roles, process=process, email=f"{'-'.join(roles)}@member.test")
    return attacker


def policy_of(app, rule) -> str:
    access = access_of(app.view_functions[rule.endpoint])
    assert access
    return access.policy.__name__ if access.policy else ""


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_editor_reaches_nothing_of_another_process(hardy, towns, method):
    mine, theirs = towns
    editor, found = member(hardy, mine.slug, E, A, M, Role.ADMINISTRATOR), {}
    for rule, place in addresses(hardy, theirs, method):
        if is_for_staff(rule) and policy_of(hardy, rule) not in OF_NO_PROCESS:
            response = editor.send(method, place)
            if response.status_code not in REFUSED or editor.writes:
                found[place] = (response.status_code, editor.writes)
    assert found == {}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_names_of_another_process_are_not_found_in_ones_own(hardy, towns, method):
    mine, theirs = towns
    editor, found = member(hardy, mine.slug, E), {}
    mixed = type(mine)(mine.slug, mine.activities, theirs.parts, mine.shared)
    for rule, place in addresses(hardy, mixed, method):
        if rule.arguments & {"item", "document", "event"} or (
            "code" in rule.arguments and is_for_staff(rule)
        ):
            response = editor.send(method, place)
            if response.status_code != 404 or editor.writes:
                found[place] = (response.status_code, editor.writes)
    assert found == {}


@pytest.mark.parametrize("role", Role)
def test_each_role_reaches_as_far_as_its_policies(hardy, town, role):
    somebody, found = member(hardy, town.slug, role), {}
    for rule, place in addresses(hardy, town):
        if is_for_staff(rule):
            policy = NEEDS_MORE.get(rule.endpoint) or policy_of(hardy, rule)
            response = somebody.send("GET", place)
            is_let_in = response.status_code in (200, 302)
            if is_let_in != (role in LETS_IN[policy]):
                found[place] = (policy, response.status_code)
    assert found == {}


def test_nobody_reaches_anything_of_staff(resident, town):
    found = {}
    for method, expected in (("GET", {303}), ("POST", {303, 403})):
        for rule, place in addresses(resident.app, town, method):
            if is_for_staff(rule):
                data = {"x": "y"} if method == "POST" else None
                response = resident.send(method, place, data=data)
                if response.status_code not in expected or resident.writes:
                    found[method, place] = (response.status_code, resident.writes)
    assert found == {}


def test_the_hidden_process_shows_nothing_of_itself(resident, towns):
    mine, _theirs = towns
    db.session.query(Process).filter_by(slug=mine.slug).one().published = None
    db.session.commit()
    for rule, place in addresses(resident.app, mine):
        if not is_for_staff(rule) and rule.arguments & {"activity", "document", "event"}:
            assert resident.send("GET", place).status_code in (401, 404), place
    assert resident.send("GET", f"/fi/p/{mine.slug}").status_code == 404
    for place in ("/fi/", "/sitemap.xml"):
        assert f'/p/{mine.slug}"' not in resident.send("GET", place).text


def test_roles_elsewhere_do_not_unlock_by_switching_names(hardy, towns):
    """A form of mine that names another process's things changes only mine."""
    mine, theirs = towns
    editor = member(hardy, mine.slug, E)
    process = db.session.query(Process).filter_by(slug=theirs.slug).one()
    data = {"title-fi": "A", "language": "fi", "event_id": str(process.events[0].id)}
    place = f"/fi/manage/p/{mine.slug}/documents/{mine.parts['document']}"
    response = editor.send("POST", place, data=data)
    assert (response.status_code, editor.writes) == (200, [])
    import_form = f"/fi/manage/a/{mine.activities['written']}"
    for page in ("p9", "area"):
        moved = {"at": "0", "page": page, "way": ""}
        assert editor.send("POST", f"{import_form}/question/q1/move", data=moved).status_code == 404
