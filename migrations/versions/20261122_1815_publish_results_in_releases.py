"""publish results in releases

Revision ID: house0010
Revises: house0009
Create Date: 2026-11-22 18:15:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "house0010"
down_revision = "house0009"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
)
TEXT = sa.JSON(none_as_null=True)
MINIMUM = "the least people a public number tells of; empty: as the audience has it"


def upgrade():
    with op.batch_alter_table("activity") as batch:
        batch.add_column(sa.Column("minimum", sa.Integer(), nullable=True, comment=MINIMUM))
        batch.create_check_constraint(
            op.f("ck_activity_minimum_protects"), "minimum IS NULL OR minimum >= 3"
        )
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published", sa.DateTime(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("document", JSON, nullable=False),
        sa.Column("memory", JSON, nullable=False),
        sa.Column("checksum", sa.String(), nullable=False, comment="SHA-256 of the document"),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_release_activity_id_activity"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint("activity_id", "number", name=op.f("uq_release_activity_id_number")),
    )
    op.create_index(op.f("ix_release_published"), "release", ["published"])
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column(
            "subject",
            sa.String(),
            nullable=False,
            comment="the finding; empty: the release as a whole",
        ),
        sa.Column("is_withdrawal", sa.Boolean(), nullable=False),
        sa.Column("before", sa.String(), nullable=False, comment="the old value, as it was shown"),
        sa.Column("after", sa.String(), nullable=False, comment="the new value"),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
            name=op.f("fk_correction_release_id_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_release_id"), "correction", ["release_id"])


def downgrade():
    op.drop_table("correction")
    op.drop_table("release")
    with op.batch_alter_table("activity") as batch:
        batch.drop_constraint(op.f("ck_activity_minimum_protects"), type_="check")
        batch.drop_column("minimum")
