"""The manifest of this room."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from participation.brainstorming import commands, comment_models, live_models, theme_jobs
from participation.brainstorming.jobs import JOBS
from participation.brainstorming.kind import BrainstormKind
from participation.brainstorming.views import (
    blueprint,
    browsing,
    commenting,
    live,
    mapping,
    printing,
    screens,
    weighing,
    writing,
)
from participation.brainstorming.views import results as results_for_all
from participation.brainstorming.views.manage import (
    areas,
    board,
    comments,
    importing,
    keying_in,
    likenesses,
    moderation,
    opinions,
    questions,
    results,
    rounds,
    second,
    themes,
)
from participation.brainstorming.views.manage import blueprint as manage
from participation.brainstorming.views.manage import live as remote
from participation.platform.feature import Feature, Job

# The blueprints carry these pages; naming them keeps their imports from looking idle.
TABLES = (comment_models, live_models)
PAGES = (
    *(
        areas,
        board,
        browsing,
        commenting,
        comments,
        importing,
        keying_in,
        likenesses,
        live,
        mapping,
        moderation,
        opinions,
        questions,
        remote,
        rounds,
    ),
    *(printing, results, screens, second, themes, weighing, writing),
)
THEMES = Job(name=board.JOB, deed=theme_jobs.make_sense, every=timedelta(minutes=1))

feature = Feature(
    name="brainstorming",
    blueprints=(blueprint.bp, manage.bp, results_for_all.bp),
    activity_kinds=(BrainstormKind(),),
    commands=(commands.group,),
    jobs=(*JOBS, THEMES),
    deeds={
        "brainstorm.round": _("Changed the round of a brainstorm"),
        "brainstorm.key_in": _("Keyed in an idea"),
        "brainstorm.live": _("Led a live session"),
        "brainstorm.next": _("Said what happens with the results of a brainstorm"),
        "brainstorm.download": _("Took ideas or a report of a brainstorm"),
        "brainstorm.moderate": _("Decided about an idea"),
        "brainstorm.join": _("Joined ideas"),
        "brainstorm.part": _("Parted joined ideas"),
        "brainstorm.import": _("Imported a conversation"),
        "brainstorm.import-ideas": _("Took ideas in from a file"),
        "brainstorm.export": _("Exported ideas and votes"),
    },
)
