"""keep budgets

Revision ID: house0024
Revises: house0023
Create Date: 2026-11-23 11:10:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "house0024"
down_revision = "house0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "budget",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column(
            "preset",
            sa.Enum("simple", "standard", "advanced", name="preset", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "ballot_kind",
            sa.Enum(
                "choose_one",
                "approve",
                "knapsack",
                "points",
                "score",
                "rank",
                name="ballotkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("fewest_choices", sa.Integer(), nullable=False, comment="in each area"),
        sa.Column(
            "most_choices",
            sa.Integer(),
            nullable=True,
            comment="in each area; empty: as many as one likes",
        ),
        sa.Column(
            "points", sa.Integer(), nullable=True, comment="to share among projects, in each area"
        ),
        sa.Column("least_score", sa.Integer(), nullable=True, comment="one project can get"),
        sa.Column("most_score", sa.Integer(), nullable=True, comment="one project can get"),
        sa.Column(
            "votes_whole_town",
            sa.Boolean(),
            nullable=False,
            comment="everybody votes on the projects of the whole town",
        ),
        sa.Column(
            "most_areas",
            sa.Integer(),
            nullable=False,
            comment="in how many areas besides the whole town a person votes",
        ),
        sa.Column(
            "is_bound_to_home",
            sa.Boolean(),
            nullable=False,
            comment="besides the whole town only in the area where one lives",
        ),
        sa.Column(
            "minimum_age",
            sa.Integer(),
            nullable=True,
            comment="reached by the end of the year of the vote; empty: any age",
        ),
        sa.Column(
            "is_for_residents",
            sa.Boolean(),
            nullable=False,
            comment="only people whose municipality of residence this is vote",
        ),
        sa.Column(
            "moderation",
            sa.Enum("before", "after", name="ideamoderation", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("idea_length", sa.Integer(), nullable=False, comment="characters"),
        sa.Column(
            "criteria", sa.JSON(none_as_null=True), nullable=False, comment="what may be proposed"
        ),
        sa.Column(
            "thanks", sa.JSON(none_as_null=True), nullable=False, comment="after an idea is sent"
        ),
        sa.Column("proposals_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("fewest_choices >= 0", name=op.f("ck_budget_fewest_choices")),
        sa.CheckConstraint(
            "minimum_age IS NULL OR minimum_age >= 0", name=op.f("ck_budget_minimum_age")
        ),
        sa.CheckConstraint("most_areas >= 0", name=op.f("ck_budget_most_areas")),
        sa.CheckConstraint(
            "most_choices IS NULL OR fewest_choices <= most_choices",
            name=op.f("ck_budget_fewest_within_most"),
        ),
        sa.CheckConstraint(
            "most_choices IS NULL OR most_choices >= 1", name=op.f("ck_budget_most_choices")
        ),
        sa.CheckConstraint("points IS NULL OR points >= 1", name=op.f("ck_budget_points")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_budget_activity_id_activity"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_budget")),
    )
    op.create_table(
        "budget_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False, comment="in addresses and files, for good"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("is_whole_town", sa.Boolean(), nullable=False),
        sa.Column(
            "most_choices", sa.Integer(), nullable=True, comment="empty: as the budget has it"
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_budget_area_amount")),
        sa.CheckConstraint(
            "population IS NULL OR population >= 0", name=op.f("ck_budget_area_population")
        ),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_area_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_area")),
        sa.UniqueConstraint("budget_id", "code", name=op.f("uq_budget_area_budget_id_code")),
    )
    op.create_table(
        "budget_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False, comment="in addresses and files, for good"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("most_choices", sa.Integer(), nullable=True, comment="a voter may choose of it"),
        sa.Column(
            "floor_cents",
            sa.BigInteger(),
            nullable=True,
            comment="of the money at least this much goes to it",
        ),
        sa.CheckConstraint(
            "floor_cents IS NULL OR floor_cents >= 0", name=op.f("ck_budget_category_floor")
        ),
        sa.CheckConstraint(
            "most_choices IS NULL OR most_choices >= 1",
            name=op.f("ck_budget_category_most_choices"),
        ),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_category_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_category")),
        sa.UniqueConstraint("budget_id", "code", name=op.f("uq_budget_category_budget_id_code")),
    )
    op.create_table(
        "budget_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "key", sa.String(), nullable=False, comment="of the rule, as the counting knows it"
        ),
        sa.Column(
            "parameters", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "tie_order",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what decides between equals: cost, votes, lot",
        ),
        sa.Column(
            "words",
            sa.JSON(none_as_null=True),
            nullable=False,
            comment="the published text of the rule",
        ),
        sa.Column(
            "adopted_by",
            sa.JSON(none_as_null=True),
            nullable=False,
            comment="the body that decided",
        ),
        sa.Column("adopted", sa.Date(), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_rule_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_rule")),
        sa.UniqueConstraint("budget_id", "version", name=op.f("uq_budget_rule_budget_id_version")),
    )
    op.create_table(
        "budget_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "ideas",
                "checking",
                "voting",
                "count",
                "co_design",
                "carrying_out",
                name="phase",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("opens", sa.DateTime(), nullable=True),
        sa.Column("closes", sa.DateTime(), nullable=True),
        sa.Column("explanation", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint(
            "closes IS NULL OR opens IS NULL OR opens < closes",
            name=op.f("ck_budget_stage_opens_before_closes"),
        ),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_stage_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_stage")),
        sa.UniqueConstraint("budget_id", "phase", name=op.f("uq_budget_stage_budget_id_phase")),
    )
    op.create_table(
        "budget_project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True, comment="on paper"),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("description", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("beneficiaries", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column(
            "picture_alt",
            sa.JSON(none_as_null=True),
            nullable=False,
            comment="what the picture shows",
        ),
        sa.Column("place", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("cost_cents", sa.BigInteger(), nullable=False),
        sa.Column("is_on_ballot", sa.Boolean(), nullable=False),
        sa.Column("conflict_group", sa.String(), nullable=False),
        sa.Column("floor_group", sa.String(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False, comment="by the vote, once decided"),
        sa.Column(
            "carrying_out",
            sa.Enum(
                "not_started",
                "co_design",
                "under_way",
                "done",
                "cancelled",
                name="carryingout",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("spent_cents", sa.BigInteger(), nullable=True, comment="so far"),
        sa.Column(
            "progress",
            sa.JSON(none_as_null=True),
            nullable=False,
            comment="how it goes, for everybody",
        ),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)",
            name=op.f("ck_budget_project_place_is_whole"),
        ),
        sa.CheckConstraint("cost_cents > 0", name=op.f("ck_budget_project_cost")),
        sa.CheckConstraint("number IS NULL OR number >= 1", name=op.f("ck_budget_project_number")),
        sa.CheckConstraint(
            "spent_cents IS NULL OR spent_cents >= 0", name=op.f("ck_budget_project_spent")
        ),
        sa.ForeignKeyConstraint(
            ["area_id"], ["budget_area.id"], name=op.f("fk_budget_project_area_id_budget_area")
        ),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_project_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["budget_category.id"],
            name=op.f("fk_budget_project_category_id_budget_category"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["stored_file.id"],
            name=op.f("fk_budget_project_picture_id_stored_file"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_project")),
        sa.UniqueConstraint("budget_id", "code", name=op.f("uq_budget_project_budget_id_code")),
        sa.UniqueConstraint("budget_id", "number", name=op.f("uq_budget_project_budget_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_budget_project_public_id")),
    )
    with op.batch_alter_table("budget_project") as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_project_area_id"), ["area_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_budget_project_category_id"), ["category_id"], unique=False
        )

    op.create_table(
        "budget_proposal",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=True),
        sa.Column(
            "receipt_hash",
            sa.LargeBinary(length=32),
            nullable=True,
            comment="one code leads to all ideas of a person; none if they were imported",
        ),
        sa.Column(
            "language", sa.String(), nullable=False, comment="of the words; staff correct it"
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False, comment="as they were written"),
        sa.Column("place", sa.String(), nullable=False, comment="where, in the author's words"),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("cost_guess_cents", sa.BigInteger(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column(
            "picture_key", sa.String(), nullable=False, comment="name in the storage, or empty"
        ),
        sa.Column("picture_alt", sa.String(), nullable=False, comment="what the picture shows"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "showing",
            sa.Enum("waiting", "published", "hidden", name="showing", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("is_reviewed", sa.Boolean(), nullable=False, comment="a moderator has looked"),
        sa.Column(
            "hidden_for",
            sa.Enum(
                "personal_data",
                "insult",
                "off_topic",
                "advertising",
                "other",
                name="hiddenfor",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "note", sa.JSON(none_as_null=True), nullable=False, comment="what staff tell the author"
        ),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "checking",
                "accepted",
                "declined",
                name="proposalstatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("merged_into_id", sa.LargeBinary(length=16), nullable=True),
        sa.Column(
            "joined", sa.Integer(), nullable=False, comment="how many ideas were merged into it"
        ),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("paper", "telephone", name="source", native_enum=False, length=32),
            nullable=True,
            comment="of ideas that staff key in",
        ),
        sa.Column(
            "origin",
            sa.String(),
            nullable=False,
            comment="where it was imported from: a row of a file, a finding; or empty",
        ),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)",
            name=op.f("ck_budget_proposal_place_is_whole"),
        ),
        sa.CheckConstraint(
            "cost_guess_cents IS NULL OR cost_guess_cents >= 0",
            name=op.f("ck_budget_proposal_cost_guess"),
        ),
        sa.ForeignKeyConstraint(
            ["area_id"],
            ["budget_area.id"],
            name=op.f("fk_budget_proposal_area_id_budget_area"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["budget_id"],
            ["budget.activity_id"],
            name=op.f("fk_budget_proposal_budget_id_budget"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["budget_category.id"],
            name=op.f("fk_budget_proposal_category_id_budget_category"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_budget_proposal_channel_id_channel"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["budget_proposal.id"],
            name=op.f("fk_budget_proposal_merged_into_id_budget_proposal"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_proposal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_budget_proposal_public_id")),
        info={"unordered": True},
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("budget_proposal") as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_proposal_area_id"), ["area_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_budget_proposal_budget_id_showing_day"),
            ["budget_id", "showing", "day"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_budget_proposal_category_id"), ["category_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_budget_proposal_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_budget_proposal_receipt_hash"), ["receipt_hash"], unique=False
        )

    op.create_table(
        "budget_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True, comment="the expert"),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column(
            "feasibility",
            sa.Enum("yes", "conditional", "no", name="verdict", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column(
            "legality",
            sa.Enum("yes", "conditional", "no", name="verdict", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("owner", sa.String(), nullable=False, comment="the unit that would carry it out"),
        sa.Column("cost_from_cents", sa.BigInteger(), nullable=True),
        sa.Column("cost_to_cents", sa.BigInteger(), nullable=True),
        sa.Column("running_cents", sa.BigInteger(), nullable=True, comment="a year"),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("found", sa.Date(), nullable=True, comment="when the expert was ready"),
        sa.Column(
            "outcome",
            sa.Enum(
                "to_vote", "combined", "declined", name="outcome", native_enum=False, length=32
            ),
            nullable=True,
        ),
        sa.Column(
            "reason", sa.JSON(none_as_null=True), nullable=False, comment="why, for everybody"
        ),
        sa.Column("decided", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False, comment="of whoever proposed it"),
        sa.Column("answered", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(outcome IS NULL) = (decided IS NULL)",
            name=op.f("ck_budget_check_decided_with_outcome"),
        ),
        sa.CheckConstraint(
            "cost_from_cents IS NULL OR cost_from_cents >= 0",
            name=op.f("ck_budget_check_cost_from"),
        ),
        sa.CheckConstraint(
            "cost_from_cents IS NULL OR cost_to_cents IS NULL OR cost_from_cents <= cost_to_cents",
            name=op.f("ck_budget_check_cost_range"),
        ),
        sa.CheckConstraint(
            "running_cents IS NULL OR running_cents >= 0", name=op.f("ck_budget_check_running")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["person.id"],
            name=op.f("fk_budget_check_decided_by_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_budget_check_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["budget_proposal.id"],
            name=op.f("fk_budget_check_proposal_id_budget_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_check")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_budget_check_proposal_id")),
    )
    with op.batch_alter_table("budget_check") as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_check_person_id"), ["person_id"], unique=False)

    op.create_table(
        "budget_milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("planned", sa.Date(), nullable=True),
        sa.Column("reached", sa.Date(), nullable=True),
        sa.Column("note", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column("picture_alt", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["stored_file.id"],
            name=op.f("fk_budget_milestone_picture_id_stored_file"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["budget_project.id"],
            name=op.f("fk_budget_milestone_project_id_budget_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_milestone")),
    )
    with op.batch_alter_table("budget_milestone") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_milestone_project_id"), ["project_id"], unique=False
        )

    op.create_table(
        "budget_project_source",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["budget_project.id"],
            name=op.f("fk_budget_project_source_project_id_budget_project"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["budget_proposal.id"],
            name=op.f("fk_budget_project_source_proposal_id_budget_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "proposal_id", name=op.f("pk_budget_project_source")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("budget_project_source") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_project_source_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "budget_proposal_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column(
            "before",
            sa.Enum("waiting", "published", "hidden", name="showing", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "after",
            sa.Enum("waiting", "published", "hidden", name="showing", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "hidden_for",
            sa.Enum(
                "personal_data",
                "insult",
                "off_topic",
                "advertising",
                "other",
                name="hiddenfor",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_budget_proposal_decision_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["budget_proposal.id"],
            name=op.f("fk_budget_proposal_decision_proposal_id_budget_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_proposal_decision")),
    )
    with op.batch_alter_table("budget_proposal_decision") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_proposal_decision_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "budget_proposal_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("into_id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("made", sa.DateTime(), nullable=False),
        sa.Column("undone", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["into_id"],
            ["budget_proposal.id"],
            name=op.f("fk_budget_proposal_merge_into_id_budget_proposal"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_budget_proposal_merge_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["budget_proposal.id"],
            name=op.f("fk_budget_proposal_merge_proposal_id_budget_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_proposal_merge")),
    )
    with op.batch_alter_table("budget_proposal_merge") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_proposal_merge_into_id"), ["into_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_budget_proposal_merge_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "budget_support",
        sa.Column("id", sa.LargeBinary(length=32), nullable=False),
        sa.Column("proposal_id", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["budget_proposal.id"],
            name=op.f("fk_budget_support_proposal_id_budget_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_support")),
        info={"unordered": True},
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("budget_support") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_support_proposal_id"), ["proposal_id"], unique=False
        )


def downgrade():
    with op.batch_alter_table("budget_support") as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_support_proposal_id"))

    op.drop_table("budget_support")
    with op.batch_alter_table("budget_proposal_merge") as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_proposal_merge_proposal_id"))
        batch_op.drop_index(batch_op.f("ix_budget_proposal_merge_into_id"))

    op.drop_table("budget_proposal_merge")
    with op.batch_alter_table("budget_proposal_decision") as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_proposal_decision_proposal_id"))

    op.drop_table("budget_proposal_decision")
    with op.batch_alter_table("budget_project_source") as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_project_source_proposal_id"))

    op.drop_table("budget_project_source")
    with op.batch_alter_table("budget_milestone") as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_milestone_project_id"))

    op.drop_table("budget_milestone")
    with op.batch_alter_table("budget_check") as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_check_person_id"))

    op.drop_table("budget_check")
    with op.batch_alter_table("budget_proposal") as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_proposal_receipt_hash"))
        batch_op.drop_index(batch_op.f("ix_budget_proposal_merged_into_id"))
        batch_op.drop_index(batch_op.f("ix_budget_proposal_category_id"))
        batch_op.drop_index(batch_op.f("ix_budget_proposal_budget_id_showing_day"))
        batch_op.drop_index(batch_op.f("ix_budget_proposal_area_id"))

    op.drop_table("budget_proposal")
    with op.batch_alter_table("budget_project") as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_project_category_id"))
        batch_op.drop_index(batch_op.f("ix_budget_project_area_id"))

    op.drop_table("budget_project")
    op.drop_table("budget_stage")
    op.drop_table("budget_rule")
    op.drop_table("budget_category")
    op.drop_table("budget_area")
    op.drop_table("budget")
