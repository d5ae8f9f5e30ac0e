"""make files of answers

Revision ID: house0012
Revises: house0011
Create Date: 2026-11-22 18:45:00

"""

import sqlalchemy as sa
from alembic import op

revision = "house0012"
down_revision = "house0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "data_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False, comment="a key of surveys.data_kinds"),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column(
            "source",
            sa.String(),
            nullable=False,
            comment="the address of the survey, as files tell it",
        ),
        sa.Column("asked", sa.DateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "working", "ready", "failed", name="making", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("begun", sa.DateTime(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False, comment="written so far"),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("reason", sa.String(), nullable=False, comment="why it failed, as a code"),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.activity_id"],
            name=op.f("fk_data_file_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_data_file_public_id")),
    )
    for name in ("survey_id", "asked", "state"):
        op.create_index(op.f(f"ix_data_file_{name}"), "data_file", [name])


def downgrade():
    op.drop_table("data_file")
