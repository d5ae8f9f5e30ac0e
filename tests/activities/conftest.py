import pytest

from tests.activities.kind import Hearing, install
from tests.factories import make_municipality


@pytest.fixture
def hearing(app) -> Hearing:
    before = app.extensions["features"]
    yield install(app)
    app.extensions["features"] = before


@pytest.fixture
def town(app):
    return make_municipality()
