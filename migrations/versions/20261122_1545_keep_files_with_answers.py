"""keep files with answers

Revision ID: house0007
Revises: house0006
Create Date: 2026-11-22 15:45:00

"""

import sqlalchemy as sa
from alembic import op

revision = "house0007"
down_revision = "house0006"
branch_labels = None
depends_on = None

VERDICTS = ("waiting", "approved", "rejected")


def upgrade():
    op.create_table(
        "answer_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.Column("draft_id", sa.LargeBinary(length=32), nullable=True),
        sa.Column("response_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column("question", sa.String(), nullable=False, comment="the code of the question"),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column(
            "verdict",
            sa.Enum(*VERDICTS, name="verdict", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "alt",
            sa.JSON(none_as_null=True),
            nullable=False,
            comment="what a picture shows, by staff",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.activity_id"],
            name=op.f("fk_answer_file_survey_id_survey"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["response_draft.id"],
            name=op.f("fk_answer_file_draft_id_response_draft"),
            onupdate="CASCADE",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_answer_file_response_id_response"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_file")),
        sqlite_with_rowid=False,
    )
    for column in ("survey_id", "draft_id", "response_id"):
        op.create_index(op.f(f"ix_answer_file_{column}"), "answer_file", [column])


def downgrade():
    op.drop_table("answer_file")
