"""name areas

Revision ID: house0026
Revises: house0025
Create Date: 2026-11-23 17:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "house0026"
down_revision = "house0025"
branch_labels = None
depends_on = None

ASKING = sa.Enum("no", "optional", "required", name="asking", native_enum=False, length=32)
QUESTION = sa.table(
    "brainstorm_question",
    sa.column("asks_place", sa.Boolean()),
    sa.column("place_asked", sa.String()),
)


def upgrade():
    op.create_table(
        "brainstorm_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brainstorm_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["brainstorm_id"],
            ["brainstorm.activity_id"],
            name=op.f("fk_brainstorm_area_brainstorm_id_brainstorm"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brainstorm_area")),
        sa.UniqueConstraint(
            "brainstorm_id", "code", name=op.f("uq_brainstorm_area_brainstorm_id_code")
        ),
    )
    with op.batch_alter_table("brainstorm_question") as batch_op:
        batch_op.add_column(
            sa.Column(
                "area_asked",
                ASKING,
                server_default="optional",
                nullable=False,
                comment="where areas are named",
            )
        )
        batch_op.add_column(
            sa.Column("place_asked", ASKING, server_default="no", nullable=False)
        )
    asked = sa.update(QUESTION).where(QUESTION.c.asks_place.is_(sa.true()))
    op.execute(asked.values(place_asked="optional"))
    with op.batch_alter_table("brainstorm_question") as batch_op:
        batch_op.drop_column("asks_place")
    with op.batch_alter_table("idea") as batch_op:
        batch_op.alter_column(
            "area",
            existing_type=sa.String(),
            existing_nullable=False,
            comment="code of a part of the town, or its name",
            existing_comment="a part of the town",
        )


def downgrade():
    with op.batch_alter_table("idea") as batch_op:
        batch_op.alter_column(
            "area",
            existing_type=sa.String(),
            existing_nullable=False,
            comment="a part of the town",
            existing_comment="code of a part of the town, or its name",
        )
    with op.batch_alter_table("brainstorm_question") as batch_op:
        batch_op.add_column(
            sa.Column("asks_place", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    asked = sa.update(QUESTION).where(QUESTION.c.place_asked != "no")
    op.execute(asked.values(asks_place=True))
    with op.batch_alter_table("brainstorm_question") as batch_op:
        batch_op.alter_column(
            "asks_place", existing_type=sa.Boolean(), existing_nullable=False, server_default=None
        )
        batch_op.drop_column("place_asked")
        batch_op.drop_column("area_asked")
    op.drop_table("brainstorm_area")
