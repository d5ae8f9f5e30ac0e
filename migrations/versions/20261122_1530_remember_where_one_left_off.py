"""remember where one left off

Revision ID: house0006
Revises: house0005
Create Date: 2026-11-22 15:30:00

"""

import sqlalchemy as sa
from alembic import op

revision = "house0006"
down_revision = "house0005"
branch_labels = None
depends_on = None

# Added and taken away in place: a copy would lose that the table has no row ids.


def upgrade():
    op.add_column(
        "response_draft",
        sa.Column(
            "left_at",
            sa.Integer(),
            nullable=True,
            comment="the page on which it was saved for later",
        ),
    )


def downgrade():
    op.drop_column("response_draft", "left_at")
