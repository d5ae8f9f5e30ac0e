"""Health and readiness, for load balancers."""

from functools import cache

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from participation.platform.access.routes import public
from participation.platform.extensions import db


@public
def health() -> ResponseReturnValue:
    """Say that the process answers."""
    return {"status": "ok"}


@public
def ready() -> ResponseReturnValue:
    """Say whether the database answers and is migrated."""
    try:
        found = db.session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        db.session.rollback()
        return {"status": "no database"}, 503
    if found is None or found in earlier_migrations(current_app.extensions["migrate"].directory):
        return {"status": "not migrated"}, 503
    return {"status": "ready"}


@cache
def earlier_migrations(folder: str) -> frozenset[str]:
    """Return the migrations after which this code still needs more.

    One that it does not know is of newer code: while machines are updated one by one, those that
    run the old code go on.
    """
    scripts = ScriptDirectory(folder)
    newest = scripts.get_current_head()
    return frozenset(s.revision for s in scripts.walk_revisions() if s.revision != newest)


def init_app(app: Flask) -> None:
    """Add the two addresses."""
    app.add_url_rule("/health", view_func=health)
    app.add_url_rule("/health/ready", view_func=ready)
