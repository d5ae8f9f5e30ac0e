"""Programs: a token is shown once, reads what analysts read through the API, and nothing else."""

import re

import pytest

from participation.identity.models import ApiToken
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from tests.pages import Visitor
from tests.staff import sign_in

PAGE = "/en/manage/programs"


@pytest.fixture
def administrator(visitor):
    sign_in(visitor)
    return visitor


def made(administrator, name="Dashboard") -> str:
    page = administrator.post(PAGE, {"name": name}, expect=200)
    (token,) = re.findall(r'<code class="y-token">([^<]+)</code>', page.text)
    return token


def test_a_token_is_shown_once_and_kept_as_a_hash(administrator):
    token = made(administrator)
    kept = db.session.scalars(db.select(ApiToken)).one()
    assert kept.name == "Dashboard"
    assert token not in kept.token_hash
    page = administrator.get(PAGE)
    assert token not in page.text
    assert "Dashboard" in page.words("ul" if len(page.all("ul")) == 1 else "main")


def test_a_program_needs_a_name(administrator):
    page = administrator.post(PAGE, {"name": " "}, expect=200)
    assert "Enter a name" in page.words()
    assert not db.session.scalars(db.select(ApiToken)).all()


def test_only_administrators_give_tokens(visitor):
    sign_in(visitor, Role.EDITOR)
    visitor.raw("GET", PAGE, 403)
    visitor.raw("POST", PAGE, 403, data={"name": "x"})


def test_a_token_opens_no_page_of_the_workspace(administrator):
    token = made(administrator)
    stranger = Visitor(administrator.app)
    for place in ("/en/manage/", "/en/manage/people", PAGE):
        sent = stranger.raw("GET", place, None, headers={"Authorization": f"Bearer {token}"})
        assert sent.status_code == 303


def test_a_token_taken_away_opens_nothing(administrator):
    made(administrator)
    kept = db.session.scalars(db.select(ApiToken)).one()
    place = f"{PAGE}/{kept.public_id}/remove"
    administrator.post(place)
    assert not db.session.scalars(db.select(ApiToken)).all()
    administrator.raw("POST", place, 404)
