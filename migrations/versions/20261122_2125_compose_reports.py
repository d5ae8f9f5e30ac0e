"""compose reports

Revision ID: house0014
Revises: house0013
Create Date: 2026-11-22 21:25:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "house0014"
down_revision = "house0013"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TEMPLATE = "fk_municipality_template_id_stored_file"


def upgrade():
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column(
            "activity_id", sa.Integer(), nullable=True, comment="empty: of the whole process"
        ),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("document", JSON, nullable=False, comment="the blocks in their order"),
        sa.Column("undo", JSON, nullable=True, comment="the blocks before a removal"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="raised by every change"),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.Column("published", sa.DateTime(), nullable=True),
        sa.Column("edition", JSON, nullable=True),
        sa.ForeignKeyConstraint(
            ["process_id"],
            ["process.id"],
            name=op.f("fk_report_process_id_process"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_report_activity_id_activity"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_public_id")),
    )
    for column in ("process_id", "activity_id", "published"):
        op.create_index(op.f(f"ix_report_{column}"), "report", [column])
    with op.batch_alter_table("municipality") as table:
        table.add_column(
            sa.Column(
                "template_id", sa.Integer(), nullable=True, comment="reports are written into it"
            )
        )
        table.create_foreign_key(
            TEMPLATE, "stored_file", ["template_id"], ["id"], ondelete="SET NULL"
        )


def downgrade():
    with op.batch_alter_table("municipality") as table:
        table.drop_constraint(TEMPLATE, type_="foreignkey")
        table.drop_column("template_id")
    op.drop_table("report")
