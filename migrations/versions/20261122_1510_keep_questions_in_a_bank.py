"""keep questions in a bank

Revision ID: house0004
Revises: house0003
Create Date: 2026-11-22 15:10:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "house0004"
down_revision = "house0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "bank_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column(
            "library",
            sa.String(),
            nullable=True,
            comment="code of the background question it stands for",
        ),
        sa.Column(
            "document",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="one question of a questionnaire",
        ),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_question")),
        sa.UniqueConstraint("library", name=op.f("uq_bank_question_library")),
        sa.UniqueConstraint("public_id", name=op.f("uq_bank_question_public_id")),
    )


def downgrade():
    op.drop_table("bank_question")
