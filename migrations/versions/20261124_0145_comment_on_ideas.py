"""comment on ideas

Revision ID: house0027
Revises: house0026
Create Date: 2026-11-24 01:45:00

"""

import sqlalchemy as sa
from alembic import op

revision = "house0027"
down_revision = "house0026"
branch_labels = None
depends_on = None

STATE = sa.Enum("waiting", "published", "hidden", name="ideastate", native_enum=False, length=32)
REASON = sa.Enum(
    "personal_data",
    "insult",
    "off_topic",
    "advertising",
    "other",
    name="reason",
    native_enum=False,
    length=32,
)


def upgrade():
    with op.batch_alter_table("brainstorm") as batch_op:
        batch_op.add_column(
            sa.Column(
                "has_comments",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="whether people comment on ideas",
            )
        )
    op.create_table(
        "idea_comment",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("brainstorm_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column(
            "receipt_hash",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="the code that leads to the person's ideas leads here too",
        ),
        sa.Column(
            "language", sa.String(), nullable=False, comment="of the words; staff correct it"
        ),
        sa.Column("words", sa.String(), nullable=False, comment="as they were written"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("is_reviewed", sa.Boolean(), nullable=False, comment="a moderator has looked"),
        sa.Column("reason", REASON, nullable=True, comment="why it is hidden"),
        sa.Column(
            "note", sa.JSON(none_as_null=True), nullable=False, comment="what staff tell the author"
        ),
        sa.ForeignKeyConstraint(
            ["brainstorm_id"],
            ["brainstorm.activity_id"],
            name=op.f("fk_idea_comment_brainstorm_id_brainstorm"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_comment_idea_id_idea"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_comment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_idea_comment_public_id")),
        info={"unordered": True},
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_idea_comment_brainstorm_id_state_day"),
        "idea_comment",
        ["brainstorm_id", "state", "day"],
    )
    op.create_index(op.f("ix_idea_comment_idea_id"), "idea_comment", ["idea_id"])
    op.create_index(op.f("ix_idea_comment_receipt_hash"), "idea_comment", ["receipt_hash"])
    op.create_table(
        "idea_comment_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("before", STATE, nullable=False),
        sa.Column("was_reviewed", sa.Boolean(), nullable=False),
        sa.Column("after", STATE, nullable=False),
        sa.Column("reason", REASON, nullable=True),
        sa.Column("note", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("is_undoing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["idea_comment.id"],
            name=op.f("fk_idea_comment_decision_comment_id_idea_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_idea_comment_decision_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_comment_decision")),
    )
    op.create_index(
        op.f("ix_idea_comment_decision_comment_id"), "idea_comment_decision", ["comment_id"]
    )


def downgrade():
    op.drop_table("idea_comment_decision")
    op.drop_table("idea_comment")
    with op.batch_alter_table("brainstorm") as batch_op:
        batch_op.drop_column("has_comments")
