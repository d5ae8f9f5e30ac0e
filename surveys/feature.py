"""The survey room's manifest."""

from flask_babel import lazy_gettext as _

from participation.activities.services.published import ResultsNotPublic, ResultsNotYet
from participation.municipality.policy import may_see_population
from participation.platform.feature import Feature, MenuItem, Place
from surveys import commands
from surveys.jobs import JOBS
from surveys.kind import SurveyKind
from surveys.policy import may_use_bank
from surveys.services.cuts import BeingPrepared
from surveys.views import (
    after,
    analysing,
    answer,
    coding,
    data_files,
    earlier,
    fieldwork,
    open_answers,
    places,
    printing,
    public_data,
    public_results,
    releasing,
    reporting,
    results,
    sent_files,
    statements,
    suggesting,
    weights,
)
from surveys.views.manage import (
    bank,
    borrowing,
    changes,
    check,
    comments,
    copying,
    importing,
    keying_in,
    logic,
    population,
    preview,
    question,
    questions,
    ready,
    translate,
    translators,
    trying,
    words,
)
from surveys.views.manage.blueprint import bp as manage

PAGES = (
    after,
    analysing,
    bank,
    borrowing,
    changes,
    check,
    coding,
    comments,
    copying,
    data_files,
    earlier,
    fieldwork,
    importing,
    keying_in,
    logic,
    open_answers,
    places,
    population,
    preview,
    printing,
    public_data,
    public_results,
    question,
    questions,
    ready,
    releasing,
    reporting,
    sent_files,
    statements,
    suggesting,
    translate,
    translators,
    trying,
    weights,
    words,
)

feature = Feature(
    name="surveys",
    blueprints=(answer.bp, manage, results.bp),
    activity_kinds=(SurveyKind(),),
    jobs=JOBS,
    commands=(commands.group,),
    refusal_pages=(
        (BeingPrepared, 503, "surveys/manage/being_prepared.html"),
        (ResultsNotYet, 409, "surveys/public/results_not_yet.html"),
        (ResultsNotPublic, 404, "surveys/public/results_not_public.html"),
    ),
    places=(Place(title=_("Survey reports"), endpoint="surveys_results.reports"),),
    menu=(
        MenuItem(
            title=_("Question bank"),
            endpoint="surveys_manage.question_bank",
            policy=may_use_bank,
            order=40,
        ),
        MenuItem(
            title=_("Population figures"),
            endpoint="surveys_manage.population",
            policy=may_see_population,
            order=45,
        ),
    ),
    deeds={
        "survey.change_bank": _("Wrote a question of the bank"),
        "surveys.add_theme": _("Added a theme of open answers"),
        "surveys.edit_theme": _("Changed a theme of open answers"),
        "surveys.merge_themes": _("Merged themes of open answers"),
        "surveys.redact": _("Took words out of an answer"),
        "surveys.remove_theme": _("Removed a theme of open answers"),
        "surveys.judge_file": _("Decided about a file sent with an answer"),
        "survey.copy": _("Copied a survey"),
        "survey.import": _("Imported a form"),
        "survey.keep_question": _("Kept a question in the bank"),
        "survey.remove_from_bank": _("Deleted a question of the bank"),
        "survey.start_from": _("Started from a ready questionnaire"),
        "survey.publish_changes": _("Published changes of a questionnaire"),
        "surveys.download": _("Downloaded answers"),
        "surveys.key_in": _("Keyed in an answer"),
        "surveys.weigh": _("Worked out the weights of a survey"),
        "surveys.stop_weighing": _("Removed the weights of a survey"),
    },
)
