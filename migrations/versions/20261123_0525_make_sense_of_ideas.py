"""make sense of ideas

Revision ID: house0020
Revises: house0019
Create Date: 2026-11-23 05:25:00

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = 'house0020'
down_revision = 'house0019'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('board_action',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('brainstorm_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('made', sa.DateTime(), nullable=False),
    sa.Column('deed', sa.Enum('place', 'add', 'change', 'move', 'split', 'merge', 'remove', 'accept_theme', 'drop_theme', 'accept_strong', name='deed', native_enum=False, length=32), nullable=False),
    sa.Column('themes', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False, comment='by public id what was changed: before and after'),
    sa.Column('ideas', sa.Integer(), nullable=False, comment='how many ideas it moved'),
    sa.Column('undone', sa.DateTime(), nullable=True),
    sa.Column('undone_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['brainstorm_id'], ['brainstorm.activity_id'], name=op.f('fk_board_action_brainstorm_id_brainstorm'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_board_action_person_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['undone_by'], ['person.id'], name=op.f('fk_board_action_undone_by_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_board_action'))
    )
    op.create_index(op.f('ix_board_action_brainstorm_id'), 'board_action', ['brainstorm_id'])

    op.create_table('idea_theme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(), nullable=False),
    sa.Column('brainstorm_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('note', sa.JSON(none_as_null=True), nullable=False, comment='what belongs to it and what not'),
    sa.Column('importance', sa.SmallInteger(), nullable=True, comment='1 to 5, or not said'),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('suggested', 'kept', 'removed', name='themestate', native_enum=False, length=32), nullable=False),
    sa.Column('method', sa.String(), nullable=False, comment='what suggested it; empty: a person'),
    sa.Column('version', sa.String(), nullable=False, comment='of the method'),
    sa.CheckConstraint('importance BETWEEN 1 AND 5', name=op.f('ck_idea_theme_importance')),
    sa.ForeignKeyConstraint(['brainstorm_id'], ['brainstorm.activity_id'], name=op.f('fk_idea_theme_brainstorm_id_brainstorm'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_theme')),
    sa.UniqueConstraint('public_id', name=op.f('uq_idea_theme_public_id'))
    )
    op.create_index(op.f('ix_idea_theme_brainstorm_id'), 'idea_theme', ['brainstorm_id'])

    op.create_table('theme_board',
    sa.Column('brainstorm_id', sa.Integer(), nullable=False),
    sa.Column('stop_words', sa.String(), nullable=False, comment='that tell of no theme here'),
    sa.Column('wanted', sa.Integer(), nullable=True, comment='how many themes are being looked for'),
    sa.Column('progress', sa.SmallInteger(), nullable=True, comment='in hundredths'),
    sa.Column('sought', sa.DateTime(), nullable=True, comment='when it was last looked for'),
    sa.Column('is_failed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['brainstorm_id'], ['brainstorm.activity_id'], name=op.f('fk_theme_board_brainstorm_id_brainstorm'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('brainstorm_id', name=op.f('pk_theme_board'))
    )
    op.create_table('board_move',
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.Column('idea_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('before', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=True),
    sa.Column('after', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=True),
    sa.ForeignKeyConstraint(['action_id'], ['board_action.id'], name=op.f('fk_board_move_action_id_board_action'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_board_move_idea_id_idea'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('action_id', 'idea_id', name=op.f('pk_board_move')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_board_move_idea_id'), 'board_move', ['idea_id'])

    op.create_table('idea_assignment',
    sa.Column('idea_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('suggested_by', sa.Enum('person', 'machine', name='suggestedby', native_enum=False, length=32), nullable=False),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.Column('score', sa.Double(), nullable=True),
    sa.Column('accepted_by', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['accepted_by'], ['person.id'], name=op.f('fk_idea_assignment_accepted_by_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_assignment_idea_id_idea'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['idea_theme.id'], name=op.f('fk_idea_assignment_theme_id_idea_theme'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('idea_id', name=op.f('pk_idea_assignment')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_idea_assignment_theme_id'), 'idea_assignment', ['theme_id'])

    op.create_table('idea_likeness',
    sa.Column('idea_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('other_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('brainstorm_id', sa.Integer(), nullable=False),
    sa.Column('likeness', sa.Double(), nullable=False),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('is_dropped', sa.Boolean(), nullable=False, comment='a person said they differ'),
    sa.ForeignKeyConstraint(['brainstorm_id'], ['brainstorm.activity_id'], name=op.f('fk_idea_likeness_brainstorm_id_brainstorm'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_likeness_idea_id_idea'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['idea.id'], name=op.f('fk_idea_likeness_other_id_idea'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('idea_id', 'other_id', name=op.f('pk_idea_likeness')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_idea_likeness_brainstorm_id_likeness'), 'idea_likeness', ['brainstorm_id', 'likeness'])
    op.create_index(op.f('ix_idea_likeness_other_id'), 'idea_likeness', ['other_id'])

    op.create_table('idea_second_reading',
    sa.Column('idea_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('coder_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['coder_id'], ['person.id'], name=op.f('fk_idea_second_reading_coder_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_second_reading_idea_id_idea'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['idea_theme.id'], name=op.f('fk_idea_second_reading_theme_id_idea_theme'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('idea_id', 'coder_id', name=op.f('pk_idea_second_reading')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_idea_second_reading_coder_id'), 'idea_second_reading', ['coder_id'])
    op.create_index(op.f('ix_idea_second_reading_theme_id'), 'idea_second_reading', ['theme_id'])

    op.create_table('idea_theme_suggestion',
    sa.Column('idea_id', sa.LargeBinary(length=16), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('score', sa.Double(), nullable=False, comment='0 to 1'),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_theme_suggestion_idea_id_idea'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['idea_theme.id'], name=op.f('fk_idea_theme_suggestion_theme_id_idea_theme'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('idea_id', 'theme_id', name=op.f('pk_idea_theme_suggestion')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_idea_theme_suggestion_theme_id'), 'idea_theme_suggestion', ['theme_id'])

    op.add_column('brainstorm', sa.Column('shows_themes', sa.Boolean(), server_default=sa.false(), nullable=False, comment='whether everybody sees the themes'))

    op.add_column('idea', sa.Column('joined', sa.Integer(), server_default='0', nullable=False, comment='how many ideas that say the same stand behind it'))



def downgrade():
    op.drop_column('idea', 'joined')

    op.drop_column('brainstorm', 'shows_themes')


    op.drop_table('idea_theme_suggestion')

    op.drop_table('idea_second_reading')

    op.drop_table('idea_likeness')

    op.drop_table('idea_assignment')

    op.drop_table('board_move')
    op.drop_table('theme_board')

    op.drop_table('idea_theme')

    op.drop_table('board_action')
