"""keep votes

Revision ID: house0025
Revises: house0024
Create Date: 2026-11-23 16:35:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "house0025"
down_revision = "house0024"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "budget_outcome",
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Date(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column(
            "document",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column(
            "overrides",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=False,
            comment="by the codes of projects: fund or not, reason, body",
        ),
        sa.Column("checksum", sa.String(), nullable=False, comment="SHA-256 of the document"),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_outcome_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("budget_id", name=op.f("pk_budget_outcome")),
    )
    op.create_table(
        "budget_paper_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "place",
            sa.String(),
            nullable=False,
            comment="where the sheets were collected, and by whom",
        ),
        sa.Column("sheets", sa.Integer(), nullable=False, comment="counted by hand"),
        sa.Column("entered", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "blank >= 0 AND blank <= entered", name=op.f("ck_budget_paper_batch_blank")
        ),
        sa.CheckConstraint(
            "entered >= 0 AND entered <= sheets", name=op.f("ck_budget_paper_batch_entered")
        ),
        sa.CheckConstraint("sheets >= 1", name=op.f("ck_budget_paper_batch_sheets")),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_paper_batch_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_paper_batch")),
        sa.UniqueConstraint(
            "budget_id", "number", name=op.f("uq_budget_paper_batch_budget_id_number")
        ),
    )
    op.create_table(
        "budget_roll",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("marker", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_roll_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_roll")),
        sa.UniqueConstraint("budget_id", "marker", name=op.f("uq_budget_roll_budget_id_marker")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "budget_tracker",
        sa.Column("code", sa.LargeBinary(length=6), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_tracker_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_budget_tracker")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("budget_tracker", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_tracker_budget_id"), ["budget_id"], unique=False
        )

    op.create_table(
        "budget_turnout",
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "online", "service_point", "paper", name="votechannel", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.CheckConstraint("voters >= 0", name=op.f("ck_budget_turnout_voters")),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_turnout_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("budget_id", "day", "channel", name=op.f("pk_budget_turnout")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "budget_vote_event",
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "facts",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(), nullable=False, comment="SHA-256"),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_vote_event_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("budget_id", "number", name=op.f("pk_budget_vote_event")),
    )
    op.create_table(
        "budget_box",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.CheckConstraint("slips >= 0", name=op.f("ck_budget_box_slips")),
        sa.ForeignKeyConstraint(
            ["area_id"],
            ["budget_area.id"],
            name=op.f("fk_budget_box_area_id_budget_area"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_budget_box")),
    )
    op.create_table(
        "budget_slip",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column(
            "marks",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "batch_id IS NOT NULL OR sheet IS NULL", name=op.f("ck_budget_slip_sheet_of_batch")
        ),
        sa.ForeignKeyConstraint(
            ["area_id"],
            ["budget_area.id"],
            name=op.f("fk_budget_slip_area_id_budget_area"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["budget_paper_batch.id"],
            name=op.f("fk_budget_slip_batch_id_budget_paper_batch"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_slip")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("budget_slip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_slip_area_id"), ["area_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_budget_slip_batch_id_sheet_area_id"),
            ["batch_id", "sheet", "area_id"],
            unique=True,
        )

    op.create_table(
        "budget_voting_code",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("marker", sa.LargeBinary(length=32), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False, comment="the run in which it was made"),
        sa.Column("area_id", sa.Integer(), nullable=True, comment="where its holder lives"),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"],
            ["budget_area.id"],
            name=op.f("fk_budget_voting_code_area_id_budget_area"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_voting_code_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_voting_code")),
        sa.UniqueConstraint(
            "budget_id", "marker", name=op.f("uq_budget_voting_code_budget_id_marker")
        ),
        sqlite_with_rowid=False,
    )


def downgrade():
    op.drop_table("budget_voting_code")
    with op.batch_alter_table("budget_slip", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_slip_batch_id_sheet_area_id"))
        batch_op.drop_index(batch_op.f("ix_budget_slip_area_id"))

    op.drop_table("budget_slip")
    op.drop_table("budget_box")
    op.drop_table("budget_vote_event")
    op.drop_table("budget_turnout")
    with op.batch_alter_table("budget_tracker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_tracker_budget_id"))

    op.drop_table("budget_tracker")
    op.drop_table("budget_roll")
    op.drop_table("budget_paper_batch")
    op.drop_table("budget_outcome")
