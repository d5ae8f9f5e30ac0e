"""work on surveys together: copies, comments, test answers

Revision ID: house0005
Revises: house0004
Create Date: 2026-11-22 15:20:00

"""

import sqlalchemy as sa
from alembic import op

revision = "house0005"
down_revision = "house0004"
branch_labels = None
depends_on = None

COPIED_FROM = "fk_survey_copied_from_survey"
OLD_INDEX = ["survey_id", "channel_id", "language"]
NEW_INDEX = ["survey_id", "is_test", "channel_id", "language"]


def index(columns):
    return op.f(f"ix_response_{'_'.join(columns)}")


def is_test(comment=None):
    return sa.Column(
        "is_test", sa.Boolean(), server_default=sa.false(), nullable=False, comment=comment
    )


def upgrade():
    with op.batch_alter_table("survey") as batch:
        batch.add_column(
            sa.Column(
                "copied_from",
                sa.Integer(),
                nullable=True,
                comment="the survey whose questions and codes this one began with",
            )
        )
        batch.create_foreign_key(
            COPIED_FROM, "survey", ["copied_from"], ["activity_id"], ondelete="SET NULL"
        )
    op.create_table(
        "survey_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False, comment="the code of the question"),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("resolved", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_survey_comment_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.activity_id"],
            name=op.f("fk_survey_comment_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_comment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_survey_comment_public_id")),
    )
    op.create_index(op.f("ix_survey_comment_survey_id"), "survey_comment", ["survey_id"])
    # Columns are added in place: a copy would lose that the tables have no row ids.
    op.add_column("response_draft", is_test())
    op.add_column("response", is_test("tried out by staff; never counted"))
    op.drop_index(index(OLD_INDEX), "response")
    op.create_index(index(NEW_INDEX), "response", NEW_INDEX)


def downgrade():
    op.drop_index(index(NEW_INDEX), "response")
    op.create_index(index(OLD_INDEX), "response", OLD_INDEX)
    op.drop_column("response", "is_test")
    op.drop_column("response_draft", "is_test")
    op.drop_index(op.f("ix_survey_comment_survey_id"), "survey_comment")
    op.drop_table("survey_comment")
    with op.batch_alter_table("survey") as batch:
        batch.drop_constraint(COPIED_FROM, type_="foreignkey")
        batch.drop_column("copied_from")
