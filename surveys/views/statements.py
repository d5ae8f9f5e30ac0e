"""The page on which analysts see whether statements measure one thing together."""

from flask import render_template
from flask.typing import ResponseReturnValue

from participation.activities.domain.statistics.refusals import Refused
from participation.activities.policy import may_analyse
from participation.activities.statistics_words import why
from participation.platform.access.routes import requires
from surveys.services import statements as service
from surveys.views.results import bp, survey_named


@bp.get("/<language:lang>/manage/a/<activity>/results/statements/<name>")
@requires(may_analyse, survey_named)
def statements(activity: str, name: str) -> ResponseReturnValue:
    """Show alpha, and each statement beside the others; or what is missing."""
    activity_found = survey_named(activity)
    found = service.statements(activity_found, name)
    return render_template(
        "surveys/manage/results_statements.html",
        activity=activity_found,
        statements=found,
        missing=why(found.found) if isinstance(found.found, Refused) else "",
    )
