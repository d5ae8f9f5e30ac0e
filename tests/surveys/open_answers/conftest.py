"""A survey whose open answers are read."""

import pytest

from tests.factories import make_activity, make_municipality
from tests.surveys.factories_counting import make_version


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


@pytest.fixture
def activity():
    return make_activity()


@pytest.fixture
def version(activity):
    return make_version(activity)
