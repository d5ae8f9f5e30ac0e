"""Tables go up and down with rows in them, and models say what the tables are."""

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask_migrate import check, downgrade, upgrade
from sqlalchemy.pool import NullPool

from participation.app import create_app
from participation.platform.config import ROOT, Settings
from participation.platform.extensions import db

FOLDER = ROOT / "migrations"
REVISIONS = [found.revision for found in ScriptDirectory(FOLDER).walk_revisions()][::-1]

VALUES: list[tuple[type[sa.types.TypeEngine[Any]], Any]] = [
    (sa.Boolean, True),
    (sa.Integer, 1),
    (sa.Float, 1.0),
    (sa.DateTime, dt.datetime(2026, 1, 2, 3, 4)),
    (sa.Date, dt.date(2026, 1, 2)),
    (sa.JSON, {}),
    (sa.LargeBinary, b"x"),
    (sa.String, "x"),
]


@pytest.fixture
def empty(database):
    """An application whose database has no tables yet."""
    app = create_app(
        Settings(secret_key="x" * 40, database_url=database.empty()),
        TESTING=True,
        SQLALCHEMY_ENGINE_OPTIONS={"poolclass": NullPool},
    )
    with app.app_context():
        yield app
        db.session.remove()


def tables() -> list[sa.Table]:
    found = sa.MetaData()
    found.reflect(db.engine)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def value_for(column: sa.Column[Any], row: dict[str, dict[str, Any]]) -> Any:
    """Return something the column can hold: what it refers to, or the first value of its type."""
    for key in column.foreign_keys:
        if key.column.table.name in row:
            return row[key.column.table.name][key.column.name]
    return next(value for kind, value in VALUES if isinstance(column.type, kind))


def put_a_row_into_every_table() -> None:
    """Fill what must be filled, and every reference."""
    row: dict[str, dict[str, Any]] = {}
    with db.engine.begin() as connection:
        for table in tables():
            row[table.name] = {
                column.name: value_for(column, row)
                for column in table.columns
                if not column.nullable or column.foreign_keys
            }
            if not connection.scalar(sa.select(sa.func.count()).select_from(table)):
                connection.execute(table.insert().values(row[table.name]))


def rows() -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in tables()
        }


def test_every_migration_goes_up_down_and_up_with_rows(empty):
    for revision in REVISIONS:
        upgrade(revision=revision)
        put_a_row_into_every_table()
        assert set(rows().values()) == {1}
    downgrade(revision="base")
    assert tables() == []
    upgrade()
    assert set(rows()) == {table.name for table in tables()}


def test_models_say_what_the_tables_are(empty):
    upgrade()
    check()


def test_files_are_in_the_order_of_their_revisions():
    script = ScriptDirectory(FOLDER)
    names = [Path(script.get_revision(revision).path).name for revision in REVISIONS]
    assert names == sorted(names)
    assert len(script.get_heads()) == 1


REBUILD = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "rebuild", {head!r}

def upgrade():
    with op.batch_alter_table("process", recreate="always") as batch:
        batch.add_column(sa.Column("extra", sa.String))

def downgrade():
    with op.batch_alter_table("process") as batch:
        batch.drop_column("extra")
"""


@pytest.mark.skipif(
    os.environ.get("TEST_DATABASE") == "postgresql", reason="PostgreSQL rebuilds no table"
)
def test_rebuilding_a_table_keeps_what_points_at_it(empty, tmp_path):
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER, folder)
    (folder / "versions" / "20990101_0000_rebuild.py").write_text(
        REBUILD.format(head=REVISIONS[-1])
    )
    upgrade()
    put_a_row_into_every_table()
    upgrade(directory=str(folder))
    assert "extra" in {column["name"] for column in sa.inspect(db.engine).get_columns("process")}
    assert set(rows().values()) == {1}


def test_migrations_know_nothing_of_the_application():
    for path in (FOLDER / "versions").glob("*.py"):
        words = path.read_text()
        assert "import participation" not in words
        assert "from participation" not in words
        assert "import surveys" not in words
        assert "from surveys" not in words
