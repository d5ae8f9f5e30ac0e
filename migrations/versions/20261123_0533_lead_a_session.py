"""lead a session

Revision ID: house0021
Revises: house0020
Create Date: 2026-11-23 05:33:00

"""
from alembic import op
import sqlalchemy as sa

revision = 'house0021'
down_revision = 'house0020'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('live_session',
    sa.Column('brainstorm_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('is_running', sa.Boolean(), nullable=False, comment='people look every three seconds, and a hall may send more'),
    sa.Column('phase', sa.Enum('introduction', 'write', 'read', 'evaluate', 'themes', 'results', name='phase', native_enum=False, length=32), nullable=False),
    sa.Column('screen', sa.Enum('phase', 'join', 'nothing', name='screen', native_enum=False, length=32), nullable=False),
    sa.Column('ends', sa.DateTime(), nullable=True, comment='of the timer'),
    sa.ForeignKeyConstraint(['brainstorm_id'], ['brainstorm.activity_id'], name=op.f('fk_live_session_brainstorm_id_brainstorm'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('brainstorm_id', name=op.f('pk_live_session')),
    sa.UniqueConstraint('code', name=op.f('uq_live_session_code')),
    sa.UniqueConstraint('key', name=op.f('uq_live_session_key'))
    )
    op.create_table('workshop_table',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('brainstorm_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['brainstorm_id'], ['brainstorm.activity_id'], name=op.f('fk_workshop_table_brainstorm_id_brainstorm'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop_table')),
    sa.UniqueConstraint('brainstorm_id', 'name', name=op.f('uq_workshop_table_brainstorm_id_name')),
    sa.UniqueConstraint('code', name=op.f('uq_workshop_table_code'))
    )


def downgrade():
    op.drop_table('workshop_table')
    op.drop_table('live_session')
