"""remember of which answers a file was asked

Revision ID: house0015
Revises: house0014
Create Date: 2026-11-22 21:50:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "house0015"
down_revision = "house0014"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "data_file",
        sa.Column(
            "cut",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
            ),
            nullable=False,
            server_default="{}",
            comment="of which answers, split and weighted by what; as in an address",
        ),
    )


def downgrade():
    op.drop_column("data_file", "cut")
