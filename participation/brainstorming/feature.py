"""The manifest of this room."""

from flask_babel import lazy_gettext as _

from participation.brainstorming import commands, live_models, theme_queries
from participation.brainstorming.jobs import JOBS
from participation.brainstorming.kind import BrainstormKind
from participation.brainstorming.views import blueprint, browsing, weighing, writing
from participation.brainstorming.views.manage import blueprint as manage
from participation.brainstorming.views.manage import moderation, opinions, questions, rounds
from participation.platform.feature import Feature

# The blueprints carry these pages; naming them keeps their imports from looking idle.
TABLES = (live_models, theme_queries)
PAGES = (browsing, moderation, opinions, questions, rounds, weighing, writing)

feature = Feature(
    name="brainstorming",
    blueprints=(blueprint.bp, manage.bp),
    activity_kinds=(BrainstormKind(),),
    commands=(commands.group,),
    jobs=JOBS,
    deeds={
        "brainstorm.round": _("Changed the round of a brainstorm"),
        "brainstorm.moderate": _("Decided about an idea"),
        "brainstorm.import": _("Imported a conversation"),
        "brainstorm.export": _("Exported ideas and votes"),
    },
)
