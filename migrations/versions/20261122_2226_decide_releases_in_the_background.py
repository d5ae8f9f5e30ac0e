"""decide releases in the background

Revision ID: house0016
Revises: house0015
Create Date: 2026-11-22 22:26:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "house0016"
down_revision = "house0015"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
)


def upgrade():
    op.create_table(
        "release_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("choice", JSON, nullable=False, comment="what staff chose"),
        sa.Column("asked", sa.DateTime(), nullable=False),
        sa.Column(
            "decided", JSON, nullable=True, comment="what would be told, for staff only; or why not"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_release_draft_activity_id_activity"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_draft")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_release_draft_activity_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_release_draft_public_id")),
    )


def downgrade():
    op.drop_table("release_draft")
