"""Health and readiness, for load balancers."""

import sqlalchemy as sa
from flask import Flask
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
        db.session.execute(sa.text("SELECT version_num FROM alembic_version")).one()
    except SQLAlchemyError:
        db.session.rollback()
        return {"status": "no database"}, 503
    return {"status": "ready"}


def init_app(app: Flask) -> None:
    """Add the two addresses."""
    app.add_url_rule("/health", view_func=health)
    app.add_url_rule("/health/ready", view_func=ready)
