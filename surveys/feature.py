"""The survey room's manifest."""

from participation.platform.feature import Feature
from surveys.kind import SurveyKind
from surveys.views import answer, manage, results

feature = Feature(
    name="surveys",
    blueprints=(answer.bp, manage.bp, results.bp),
    activity_kinds=(SurveyKind(),),
)
