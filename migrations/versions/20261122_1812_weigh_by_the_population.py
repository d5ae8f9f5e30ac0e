"""weigh by the population

Revision ID: house0009
Revises: house0008
Create Date: 2026-11-22 18:12:00

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "house0009"
down_revision = "house0008"
branch_labels = None
depends_on = None


def json():
    return sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade():
    op.create_table(
        "population_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "document",
            json(),
            nullable=False,
            comment="the figures, as municipality.domain.population",
        ),
        sa.Column(
            "counted", sa.Date(), nullable=False, comment="the day of which the figures tell"
        ),
        sa.Column(
            "source",
            sa.JSON(none_as_null=True),
            nullable=False,
            comment="who made the statistics",
        ),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_population_table_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_table")),
    )
    op.create_table(
        "survey_weighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column(
            "name", sa.String(), nullable=False, comment="by which cuts and findings call it"
        ),
        sa.Column(
            "plan", json(), nullable=False, comment="what was chosen; see domain.weighting"
        ),
        sa.Column(
            "result", json(), nullable=False, comment="the weights and how they came about"
        ),
        sa.Column("computed", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["survey.activity_id"],
            name=op.f("fk_survey_weighting_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_weighting")),
        sa.UniqueConstraint("survey_id", "name", name=op.f("uq_survey_weighting_survey_id_name")),
    )


def downgrade():
    op.drop_table("survey_weighting")
    op.drop_table("population_table")
