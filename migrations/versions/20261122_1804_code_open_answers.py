"""code open answers

Revision ID: house0008
Revises: house0007
Create Date: 2026-11-22 18:04:00

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = 'house0008'
down_revision = 'house0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('code_frame',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('survey_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False, comment='of the answers, as their page has it: idea~other'),
    sa.Column('wanted', sa.Integer(), nullable=True, comment='how many themes are being looked for'),
    sa.Column('suggested', sa.DateTime(), nullable=True, comment='when they were last looked for'),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.activity_id'], name=op.f('fk_code_frame_survey_id_survey'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_code_frame')),
    sa.UniqueConstraint('survey_id', 'name', name=op.f('uq_code_frame_survey_id_name'))
    )
    op.create_table('theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(), nullable=False),
    sa.Column('frame_id', sa.Integer(), nullable=False),
    sa.Column('label', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('meaning', sa.JSON(none_as_null=True), nullable=False, comment='what belongs to it and what not'),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('method', sa.String(), nullable=False, comment='what suggested it; empty: a person'),
    sa.ForeignKeyConstraint(['frame_id'], ['code_frame.id'], name=op.f('fk_theme_frame_id_code_frame'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme')),
    sa.UniqueConstraint('public_id', name=op.f('uq_theme_public_id'))
    )
    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_theme_frame_id'), ['frame_id'], unique=False)

    op.create_table('quote',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(), nullable=False),
    sa.Column('frame_id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('checked_by', sa.Integer(), nullable=True, comment='who confirmed that it does not tell who somebody is'),
    sa.Column('checked', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['checked_by'], ['person.id'], name=op.f('fk_quote_checked_by_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['frame_id'], ['code_frame.id'], name=op.f('fk_quote_frame_id_code_frame'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_quote_response_id_response'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quote')),
    sa.UniqueConstraint('public_id', name=op.f('uq_quote_public_id'))
    )
    with op.batch_alter_table('quote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quote_frame_id'), ['frame_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_quote_response_id'), ['response_id'], unique=False)

    op.create_table('reading',
    sa.Column('id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('frame_id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('coder_id', sa.Integer(), nullable=True),
    sa.Column('method', sa.String(), nullable=False, comment='what suggested the themes that were accepted unread'),
    sa.ForeignKeyConstraint(['coder_id'], ['person.id'], name=op.f('fk_reading_coder_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['frame_id'], ['code_frame.id'], name=op.f('fk_reading_frame_id_code_frame'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_reading_response_id_response'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading')),
    sa.UniqueConstraint('frame_id', 'response_id', 'coder_id', name=op.f('uq_reading_frame_id_response_id_coder_id')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('reading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reading_response_id'), ['response_id'], unique=False)

    op.create_table('redaction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('name', sa.String(), nullable=False, comment='the key of the words among the answers'),
    sa.Column('start', sa.Integer(), nullable=False, comment='where in the words as they were'),
    sa.Column('length', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False, comment='of the hint, or empty'),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('moment', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_redaction_person_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_redaction_response_id_response'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_redaction'))
    )
    with op.batch_alter_table('redaction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_redaction_response_id'), ['response_id'], unique=False)

    op.create_table('suggested_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(), nullable=False),
    sa.Column('frame_id', sa.Integer(), nullable=False),
    sa.Column('grouping', sa.Enum('theme', 'alike', name='grouping', native_enum=False, length=32), nullable=False),
    sa.Column('terms', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False, comment='words that several of its answers have'),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('is_dropped', sa.Boolean(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=True, comment='the theme it was accepted as'),
    sa.ForeignKeyConstraint(['frame_id'], ['code_frame.id'], name=op.f('fk_suggested_group_frame_id_code_frame'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_suggested_group_theme_id_theme'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggested_group')),
    sa.UniqueConstraint('public_id', name=op.f('uq_suggested_group_public_id'))
    )
    with op.batch_alter_table('suggested_group', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suggested_group_frame_id'), ['frame_id'], unique=False)

    op.create_table('coding',
    sa.Column('reading_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['reading_id'], ['reading.id'], name=op.f('fk_coding_reading_id_reading'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_coding_theme_id_theme'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('reading_id', 'theme_id', name=op.f('pk_coding')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('coding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_coding_theme_id'), ['theme_id'], unique=False)

    op.create_table('suggested_member',
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('strength', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['suggested_group.id'], name=op.f('fk_suggested_member_group_id_suggested_group'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_suggested_member_response_id_response'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('group_id', 'response_id', name=op.f('pk_suggested_member')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('suggested_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suggested_member_response_id'), ['response_id'], unique=False)



def downgrade():
    with op.batch_alter_table('suggested_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_suggested_member_response_id'))

    op.drop_table('suggested_member')
    with op.batch_alter_table('coding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_coding_theme_id'))

    op.drop_table('coding')
    with op.batch_alter_table('suggested_group', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_suggested_group_frame_id'))

    op.drop_table('suggested_group')
    with op.batch_alter_table('redaction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_redaction_response_id'))

    op.drop_table('redaction')
    with op.batch_alter_table('reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reading_response_id'))

    op.drop_table('reading')
    with op.batch_alter_table('quote', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quote_response_id'))
        batch_op.drop_index(batch_op.f('ix_quote_frame_id'))

    op.drop_table('quote')
    with op.batch_alter_table('theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_theme_frame_id'))

    op.drop_table('theme')
    op.drop_table('code_frame')
