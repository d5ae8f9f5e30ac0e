"""Alembic's environment. Run through `flask db`, which supplies the application."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.types import JSON, TypeDecorator

database = current_app.extensions["migrate"].db
options = current_app.extensions["migrate"].configure_args


def render_item(kind: str, item: Any, autogen: Any) -> str | bool:
    """Write our own column types as what they are stored as, so no migration imports the app."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, JSON) and item._variant_mapping:  # noqa: SLF001
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def drop_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Write no file when nothing changed. `alembic check` needs the directive left alone."""
    if (
        getattr(context.config.cmd_opts, "autogenerate", False)
        and directives[0].upgrade_ops.is_empty()
    ):
        directives.clear()


def run() -> None:
    """Migrate the application's database."""
    with database.engine.connect() as connection:
        # SQLite alters a table by dropping and rebuilding it. With foreign keys on, the drop would
        # cascade and empty every table that points at it.
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            process_revision_directives=drop_empty,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
        if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RuntimeError(f"migration left dangling references: {broken}")


run()
