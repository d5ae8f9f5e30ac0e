"""group opinions

Revision ID: house0019
Revises: house0018
Create Date: 2026-11-23 05:20:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "house0019"
down_revision = "house0018"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
)
STEP = sa.Enum(
    "waiting", "reading", "grouping", "keeping", "done", "failed",
    name="step", native_enum=False, length=32,
)  # fmt: skip


def upgrade():
    # In place: a copy of the table would drop the old one, and ideas would lose their evaluations.
    op.add_column(
        "idea",
        sa.Column("realisation_squares", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )
    op.add_column(
        "idea",
        sa.Column(
            "extremity",
            sa.Double(),
            nullable=False,
            server_default=sa.text("0"),
            comment="on the map of opinions last drawn",
        ),
    )
    op.execute(
        "UPDATE idea SET realisation_squares = (SELECT COALESCE(SUM(e.realisation * e.realisation),"
        " 0) FROM idea_evaluation e WHERE e.idea_id = idea.id) WHERE realised > 0"
    )
    op.create_table(
        "opinion_run",
        sa.Column("brainstorm_id", sa.Integer(), nullable=False),
        sa.Column("step", STEP, nullable=False),
        sa.Column("is_wanted", sa.Boolean(), nullable=False, comment="since the last one began"),
        sa.Column("begun", sa.DateTime(), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=True),
        sa.Column("board_version", sa.Integer(), nullable=False),
        sa.Column("evaluations", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Integer(), nullable=False, comment="how many groups there are"),
        sa.Column("best", sa.Integer(), nullable=False, comment="how many were clearest last time"),
        sa.Column("running", sa.Integer(), nullable=False, comment="how often so many were"),
        sa.Column(
            "lack", sa.String(), nullable=False, comment="what there is too little of, or empty"
        ),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("there", sa.Integer(), nullable=False),
        sa.Column(
            "found",
            JSON,
            nullable=False,
            comment="the map, the groups and the ideas that tell of them",
        ),
        sa.ForeignKeyConstraint(
            ["brainstorm_id"],
            ["brainstorm.activity_id"],
            name=op.f("fk_opinion_run_brainstorm_id_brainstorm"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("brainstorm_id", name=op.f("pk_opinion_run")),
    )
    op.create_table(
        "opinion_member",
        sa.Column("participant", sa.LargeBinary(length=32), nullable=False),
        sa.Column("brainstorm_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant"],
            ["brainstorm_participant.id"],
            name=op.f("fk_opinion_member_participant_brainstorm_participant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["brainstorm_id"],
            ["brainstorm.activity_id"],
            name=op.f("fk_opinion_member_brainstorm_id_brainstorm"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("participant", name=op.f("pk_opinion_member")),
        info={"unordered": True},
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_opinion_member_brainstorm_id"), "opinion_member", ["brainstorm_id"])


def downgrade():
    op.drop_table("opinion_member")
    op.drop_table("opinion_run")
    op.drop_column("idea", "extremity")
    op.drop_column("idea", "realisation_squares")
