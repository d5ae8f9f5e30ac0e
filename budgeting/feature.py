"""The budgeting room's manifest."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from budgeting import commands, file_commands, idea_jobs, project_models, voting_jobs, voting_models
from budgeting.kind import BudgetKind
from budgeting.views import (
    blueprint,
    idea_answering,
    idea_reading,
    idea_writing,
    plan,
    projects,
    results,
    voting,
    voting_ballot,
    voting_basket,
    voting_casting,
    voting_manage,
    voting_visit,
)
from budgeting.views.manage import blueprint as manage
from budgeting.views.manage import (
    borrowing,
    carrying_out,
    checks,
    idea_importing,
    ideas,
    parts,
    rules,
    setup,
    vote_papers,
    vote_points,
)
from budgeting.views.manage import projects as projects_for_staff
from participation.platform.feature import Feature, Job

# The house learns of the tables by the import.
TABLES = (project_models, voting_models)
# The blueprint carries these pages; naming them keeps their imports from looking idle.
PAGES = (
    file_commands,
    *(checks, idea_answering, idea_importing, idea_reading, idea_writing, ideas),
    *(vote_papers, vote_points),
    *(borrowing, carrying_out, projects, projects_for_staff),
    *(parts, plan, results, rules, setup, voting, voting_ballot, voting_casting),
)

feature = Feature(
    name="budgeting",
    blueprints=(blueprint.bp, manage.bp, voting_visit.bp, voting_manage.bp),
    activity_kinds=(BudgetKind(),),
    unfinished=(voting_basket.unfinished,),
    commands=(commands.group,),
    jobs=(
        Job(name="budgeting.log_votes", deed=voting_jobs.log_votes, every=timedelta(hours=6)),
        Job(name="budgeting.pictures", deed=idea_jobs.sweep_pictures, every=timedelta(hours=6)),
    ),
    deeds={
        "budget.rule": _("Adopted the rule of a budget"),
        "budget.moderate": _("Decided about an idea"),
        "budget.merge": _("Joined ideas"),
        "budget.part": _("Parted joined ideas"),
        "budget.import": _("Took ideas for a budget in from a file"),
        "budget.borrow": _("Took ideas for a budget from another activity"),
        "budget.ideas": _("Changed how ideas for a budget are taken"),
        "budget.assign": _("Asked an expert to check an idea"),
        "budget.codes": _("Made or cancelled voting codes"),
        "budget.close": _("Closed a vote"),
        "budget.count": _("Counted a vote"),
        "budget.override": _("Wrote down a decision against the count"),
        "budget.publish": _("Published the outcome of a vote"),
        "budget.progress": _("Told how a project goes"),
        "budget.decide": _("Decided whether an idea goes on"),
    },
)
