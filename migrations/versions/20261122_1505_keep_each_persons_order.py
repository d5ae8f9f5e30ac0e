"""keep each person's order

Revision ID: house0003
Revises: house0002
Create Date: 2026-11-22 15:05:00

"""

import sqlalchemy as sa
from alembic import op

revision = "house0003"
down_revision = "house0002"
branch_labels = None
depends_on = None

# Columns are added and taken away in place: a copy would lose that the tables have no row ids.


def upgrade():
    for table, comment in (
        ("response_draft", "order of what is shuffled for this person"),
        ("response", "in which order things were shown, if shuffled"),
    ):
        op.add_column(table, sa.Column("seed", sa.Integer(), nullable=True, comment=comment))


def downgrade():
    op.drop_column("response", "seed")
    op.drop_column("response_draft", "seed")
