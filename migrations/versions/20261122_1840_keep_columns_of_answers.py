"""keep columns of answers

Revision ID: house0011
Revises: house0010
Create Date: 2026-11-22 18:40:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "house0011"
down_revision = "house0010"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "stored_count",
        sa.Column(
            "segments",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=True,
            comment="files of columns that hold the same answers, see services.snapshots; "
            "none if few",
        ),
    )


def downgrade():
    op.drop_column("stored_count", "segments")
