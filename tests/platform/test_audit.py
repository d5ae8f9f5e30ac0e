from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from participation.platform.access.actor import ANYBODY, Role
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.factories import make_activity, make_process, text
from tests.staff import actor_of, make_person, sign_in


def do(deed="process.publish", subject="process:abc", actor=ANYBODY, **more):
    with unit_of_work():
        record(actor, deed, subject, **more)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET deed = 'other'", "DELETE FROM audit_entry"]
)
def test_the_database_refuses_to_change_the_log(app, statement):
    do()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(sa.text(statement))
    db.session.rollback()


@pytest.mark.parametrize(
    "values",
    [
        {"email": "a@b.test"},
        {"name": "Liisa"},
        {"Password": "x"},
        {"answers": {"q1": "yes"}},
        {"contacts": [{"phone": "020"}]},
        {"person": {"First-Name": "Liisa"}},
    ],
)
def test_personal_data_never_enters_the_log(app, values):
    for side in ("before", "after"):
        with pytest.raises(ValueError, match="personal data"):
            record(ANYBODY, "test.deed", "thing:1", **{side: values})


def test_the_name_of_a_thing_may_enter_the_log(app):
    do(after={"name": {"fi": "Strategia"}, "closes": "2026-12-01", "languages": ["fi", "sv"]})


def test_administrators_read_who_did_what(visitor):
    liisa = sign_in(visitor)
    process = make_process()
    do("identity.deactivate", "person:xyz", actor_of(liisa))
    do("process.publish", "process:abc", process_id=process.id, after={"languages": ["fi"]})
    page = visitor.get("/en/manage/audit-log").words()
    assert "Liisa Lahtinen Closed an account person:xyz" in page
    assert "The service itself" in page


def test_the_log_says_what_things_are_called_while_they_exist(visitor):
    liisa = sign_in(visitor)
    activity = make_activity(title=text("Kysely", "Enkät", "Traffic survey"))
    do("activity.close", activity.public_id, process_id=activity.process_id)
    do("channel.add", "k3v9x2m4tq", after={"activity": activity.public_id})
    do("results.download", f"activity:{activity.public_id}")
    do("identity.deactivate", f"person:{liisa.public_id}")
    do("activity.close", "gone")
    page = visitor.get("/en/manage/audit-log").words()
    assert f"Closed an activity Traffic survey Strategy {activity.public_id}" in page
    assert "Added a link Traffic survey k3v9x2m4tq" in page
    assert f"results.download Traffic survey {activity.public_id}" in page
    assert f"Closed an account Liisa Lahtinen person:{liisa.public_id}" in page
    assert "Closed an activity gone" in page


def test_the_log_can_be_narrowed(visitor):
    sign_in(visitor)
    process = make_process()
    do("identity.deactivate", "person:xyz")
    do("process.publish", "process:abc", process_id=process.id)
    assert "person:xyz" not in visitor.get("/en/manage/audit-log?process=strategia").text
    assert "process:abc" not in visitor.get("/en/manage/audit-log?deed=identity.deactivate").text
    assert "no entry like this" in visitor.get("/en/manage/audit-log?page=9&deed=x").words()


def test_the_log_has_pages(visitor):
    sign_in(visitor)
    for number in range(60):
        with unit_of_work():
            record(ANYBODY, "test.deed", f"thing:{number:03}")
    first, second = (visitor.get(f"/en/manage/audit-log?page={page}") for page in (1, 2))
    assert "thing:059" in first.text
    assert "Older entries" in first.text
    assert "thing:009" in second.text
    assert "thing:010" not in second.text
    assert "Newer entries" in second.text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST, Role.MODERATOR])
def test_others_do_not_read_it(visitor, role):
    sign_in(visitor, person=make_person(role))
    visitor.raw("GET", "/en/manage/audit-log", 403)


def test_every_room_notes_an_activity_by_its_public_id_alone():
    """The page reads `activity:…` of old entries; new ones are written in one way."""
    rooms = (Path(__file__).parents[2] / room for room in ("participation", "surveys", "budgeting"))
    sources = {path: path.read_text("utf-8") for room in rooms for path in room.rglob("*.py")}
    assert not [str(path) for path, source in sources.items() if 'f"activity:' in source]
