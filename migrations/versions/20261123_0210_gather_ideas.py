"""gather ideas

Revision ID: house0018
Revises: house0017
Create Date: 2026-11-23 02:10:00

"""

import sqlalchemy as sa
from alembic import op

revision = "house0018"
down_revision = "house0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "brainstorm",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("thanks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column(
            "rules",
            sa.JSON(none_as_null=True),
            nullable=False,
            comment="what is not published, and why",
        ),
        sa.Column(
            "moderation",
            sa.Enum(
                "before", "until_reviewed", "after", name="moderation", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "review_days",
            sa.Integer(),
            nullable=False,
            comment="within how many days a moderator looks at an idea",
        ),
        sa.Column("idea_length", sa.Integer(), nullable=False, comment="characters"),
        sa.Column(
            "scale",
            sa.Enum("agree", "importance", name="scale", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "is_routed",
            sa.Boolean(),
            nullable=False,
            comment="ideas to weigh are drawn by what is known too little of",
        ),
        sa.Column(
            "visibility",
            sa.Enum("own", "few", "all", name="visibility", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("may_write", sa.Boolean(), nullable=False),
        sa.Column("may_evaluate", sa.Boolean(), nullable=False),
        sa.Column(
            "is_locked",
            sa.Boolean(),
            nullable=False,
            comment="by whoever leads a session: nothing is taken for the moment",
        ),
        sa.Column(
            "is_revealed",
            sa.Boolean(),
            nullable=False,
            comment="whether what has come in is shown to others yet",
        ),
        sa.Column("board_version", sa.Integer(), nullable=False),
        sa.Column(
            "last_code",
            sa.Integer(),
            nullable=False,
            comment="number of the newest question; none gets the code of a deleted one",
        ),
        sa.CheckConstraint("idea_length > 0", name=op.f("ck_brainstorm_idea_length")),
        sa.CheckConstraint("review_days >= 0", name=op.f("ck_brainstorm_review_days")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_brainstorm_activity_id_activity"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_brainstorm")),
    )
    op.create_table(
        "brainstorm_participant",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("brainstorm_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brainstorm_id"],
            ["brainstorm.activity_id"],
            name=op.f("fk_brainstorm_participant_brainstorm_id_brainstorm"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brainstorm_participant")),
        info={"unordered": True},
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_brainstorm_participant_brainstorm_id"), "brainstorm_participant", ["brainstorm_id"]
    )

    op.create_table(
        "brainstorm_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brainstorm_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("introduction", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column(
            "picture_alt",
            sa.JSON(none_as_null=True),
            nullable=False,
            comment="what the picture shows",
        ),
        sa.Column("asks_place", sa.Boolean(), nullable=False),
        sa.Column(
            "about_service",
            sa.Boolean(),
            nullable=False,
            comment="also asked how well it is done today",
        ),
        sa.ForeignKeyConstraint(
            ["brainstorm_id"],
            ["brainstorm.activity_id"],
            name=op.f("fk_brainstorm_question_brainstorm_id_brainstorm"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["stored_file.id"],
            name=op.f("fk_brainstorm_question_picture_id_stored_file"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brainstorm_question")),
        sa.UniqueConstraint(
            "brainstorm_id", "code", name=op.f("uq_brainstorm_question_brainstorm_id_code")
        ),
    )
    op.create_table(
        "idea",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("brainstorm_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column(
            "receipt_hash",
            sa.LargeBinary(length=32),
            nullable=False,
            comment="one code leads to all ideas of a person",
        ),
        sa.Column(
            "language", sa.String(), nullable=False, comment="of the words; staff correct it"
        ),
        sa.Column("words", sa.String(), nullable=False, comment="as they were written"),
        sa.Column("place", sa.String(), nullable=False, comment="where, in the author's words"),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("area", sa.String(), nullable=False, comment="a part of the town"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "published", "hidden", name="ideastate", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "is_reviewed",
            sa.Boolean(),
            nullable=False,
            comment="a moderator has looked; only then it may be brought to notice",
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "personal_data",
                "insult",
                "off_topic",
                "advertising",
                "other",
                name="reason",
                native_enum=False,
                length=32,
            ),
            nullable=True,
            comment="why it is hidden",
        ),
        sa.Column(
            "note", sa.JSON(none_as_null=True), nullable=False, comment="what staff tell the author"
        ),
        sa.Column("merged_into_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column(
            "source",
            sa.Enum("paper", "telephone", name="source", native_enum=False, length=32),
            nullable=True,
            comment="of ideas that staff key in",
        ),
        sa.Column("table_name", sa.String(), nullable=False, comment="of a group in a workshop"),
        sa.Column("is_test", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.Column("disagreed", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column(
            "rated", sa.Integer(), nullable=False, comment="how many said how important it is"
        ),
        sa.Column("importance_sum", sa.Integer(), nullable=False),
        sa.Column("importance_squares", sa.Integer(), nullable=False),
        sa.Column(
            "realised", sa.Integer(), nullable=False, comment="how many said how well it is done"
        ),
        sa.Column("realisation_sum", sa.Integer(), nullable=False),
        sa.Column("support", sa.Double(), nullable=False),
        sa.Column("division", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brainstorm_id"],
            ["brainstorm.activity_id"],
            name=op.f("fk_idea_brainstorm_id_brainstorm"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_idea_channel_id_channel"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["idea.id"],
            name=op.f("fk_idea_merged_into_id_idea"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["brainstorm_question.id"],
            name=op.f("fk_idea_question_id_brainstorm_question"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sa.UniqueConstraint("public_id", name=op.f("uq_idea_public_id")),
        info={"unordered": True},
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_idea_brainstorm_id_state_day"), "idea", ["brainstorm_id", "state", "day"]
    )
    op.create_index(op.f("ix_idea_merged_into_id"), "idea", ["merged_into_id"])
    op.create_index(op.f("ix_idea_question_id"), "idea", ["question_id"])
    op.create_index(op.f("ix_idea_receipt_hash"), "idea", ["receipt_hash"])

    op.create_table(
        "idea_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "waiting", "published", "hidden", name="ideastate", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("was_reviewed", sa.Boolean(), nullable=False),
        sa.Column(
            "after",
            sa.Enum(
                "waiting", "published", "hidden", name="ideastate", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "personal_data",
                "insult",
                "off_topic",
                "advertising",
                "other",
                name="reason",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("is_undoing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_decision_idea_id_idea"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_idea_decision_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_decision")),
    )
    op.create_index(op.f("ix_idea_decision_idea_id"), "idea_decision", ["idea_id"])

    op.create_table(
        "idea_evaluation",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("brainstorm_id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("participant", sa.LargeBinary(length=32), nullable=False),
        sa.Column("opinion", sa.SmallInteger(), nullable=True, comment="1, 0 or -1"),
        sa.Column("importance", sa.SmallInteger(), nullable=True, comment="1 to 5"),
        sa.Column("realisation", sa.SmallInteger(), nullable=True, comment="1 to 5"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brainstorm_id"],
            ["brainstorm.activity_id"],
            name=op.f("fk_idea_evaluation_brainstorm_id_brainstorm"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"],
            ["idea.id"],
            name=op.f("fk_idea_evaluation_idea_id_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_evaluation")),
        info={"unordered": True},
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_idea_evaluation_brainstorm_id_participant"),
        "idea_evaluation",
        ["brainstorm_id", "participant"],
    )
    op.create_index(op.f("ix_idea_evaluation_idea_id"), "idea_evaluation", ["idea_id"])

    op.create_table(
        "idea_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("into_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "suggested_by", sa.String(), nullable=False, comment="method and version, or empty"
        ),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("undone", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_merge_idea_id_idea"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["idea.id"], name=op.f("fk_idea_merge_into_id_idea"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_idea_merge_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_merge")),
    )
    op.create_index(op.f("ix_idea_merge_idea_id"), "idea_merge", ["idea_id"])
    op.create_index(op.f("ix_idea_merge_into_id"), "idea_merge", ["into_id"])

    op.create_table(
        "idea_translation",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("idea_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("author", "staff", "machine", name="origin", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("is_reviewed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["idea_id"],
            ["idea.id"],
            name=op.f("fk_idea_translation_idea_id_idea"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_translation")),
        sa.UniqueConstraint(
            "idea_id", "language", name=op.f("uq_idea_translation_idea_id_language")
        ),
        info={"unordered": True},
        sqlite_with_rowid=False,
    )


def downgrade():
    op.drop_table("idea_translation")
    op.drop_table("idea_merge")
    op.drop_table("idea_evaluation")
    op.drop_table("idea_decision")
    op.drop_table("idea")
    op.drop_table("brainstorm_question")
    op.drop_table("brainstorm_participant")
    op.drop_table("brainstorm")
