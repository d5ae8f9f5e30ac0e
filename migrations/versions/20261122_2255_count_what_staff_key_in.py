"""count what staff key in

Revision ID: house0017
Revises: house0016
Create Date: 2026-11-22 22:55:00

"""

import sqlalchemy as sa
from alembic import op

revision = "house0017"
down_revision = "house0016"
branch_labels = None
depends_on = None

# In place: a copy of the table would drop the old one, and answers would lose their channels.
SOURCE = sa.Enum("paper", "telephone", name="source", native_enum=False, length=32)


def upgrade():
    op.add_column(
        "channel",
        sa.Column("source", SOURCE, nullable=True, comment="of answers that staff key in"),
    )
    op.create_index(
        op.f("ix_channel_activity_id_source"), "channel", ["activity_id", "source"], unique=True
    )


def downgrade():
    op.drop_index(op.f("ix_channel_activity_id_source"), table_name="channel")
    op.drop_column("channel", "source")
