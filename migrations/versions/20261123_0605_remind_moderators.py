"""remind moderators

Revision ID: house0023
Revises: house0022
Create Date: 2026-11-23 06:05:00

"""
from alembic import op
import sqlalchemy as sa

revision = 'house0023'
down_revision = 'house0022'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('brainstorm') as batch_op:
        batch_op.add_column(sa.Column('reminded', sa.Date(), nullable=True, comment='when moderators were last told that ideas wait'))


def downgrade():
    with op.batch_alter_table('brainstorm') as batch_op:
        batch_op.drop_column('reminded')
