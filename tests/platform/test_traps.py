"""Traps of what the house stands on; each has caught somebody before."""

import runpy

import sqlalchemy as sa
from gunicorn.config import Config
from sqlalchemy.orm import registry

from participation.activities.models import Activity
from participation.platform.config import ROOT
from participation.platform.database import Base
from participation.platform.extensions import db
from tests.factories import make_activity


def test_gunicorn_opens_no_socket_in_the_home_folder():
    """Since 27 it does unless told otherwise."""
    given = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    assert given["control_socket_disable"] is True
    assert "control_socket_disable" in Config().settings


def test_types_are_named_in_a_registry_that_extensions_may_copy():
    """Flask-SQLAlchemy copies the base; SQLAlchemy refuses a map of types beside a registry."""
    assert isinstance(vars(Base)["registry"], registry)
    assert "type_annotation_map" not in vars(Base)
    assert db.Model.metadata is Base.metadata


def test_nothing_is_null_in_columns_of_documents(app):
    """Left alone, the column keeps the word null, which no query for NULL finds."""
    activity = make_activity()
    documents = [
        column
        for column in sa.inspect(Activity).columns
        if isinstance(column.type, sa.JSON | sa.TypeDecorator) and column.nullable
    ]
    assert documents
    for column in documents:
        db.session.execute(sa.update(Activity).values({column.key: None}))
        found = db.session.scalars(sa.select(Activity.id).where(column.is_(None))).all()
        assert found == [activity.id], column.name
