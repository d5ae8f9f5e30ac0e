"""say what follows from ideas

Revision ID: house0022
Revises: house0021
Create Date: 2026-11-23 05:34:00

"""
from alembic import op
import sqlalchemy as sa

revision = 'house0022'
down_revision = 'house0021'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('brainstorm') as batch_op:
        batch_op.add_column(sa.Column('next_steps', sa.JSON(none_as_null=True), server_default='{}', nullable=False, comment='what happens with the results'))


def downgrade():
    with op.batch_alter_table('brainstorm') as batch_op:
        batch_op.drop_column('next_steps')
