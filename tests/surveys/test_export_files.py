"""A file of answers needs nothing of the request that made it once it is being sent."""

import pytest

from participation.platform.access.actor import Role
from participation.platform.extensions import db
from tests.factories import make_activity, make_municipality
from tests.staff import sign_in
from tests.surveys.factories_counting import ONE_ANSWER, make_version, respond


@pytest.mark.parametrize("kind", ["csv", "csv-rfc4180", "xlsx"])
def test_a_file_is_whole_before_it_is_sent(visitor, kind, monkeypatch):
    make_municipality()
    sign_in(visitor, Role.ANALYST)
    activity = make_activity()
    respond(make_version(activity), ONE_ANSWER)
    url = f"/en/manage/a/{activity.public_id}/results/download"
    response = visitor.raw("POST", url, data={"kind": kind, "values": "labels"})
    monkeypatch.delattr(db, "session")  # servers send it after the session is gone
    assert len(response.data) > 100
    response.close()
    monkeypatch.undo()
    assert response.headers["Cache-Control"] == "no-store"
