"""The survey as a kind of activity: what lower rooms may ask of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.domain.findings import Finding
from participation.activities.kinds import Dataset, Fault, Picked, Subject, Tab, Trace, Use, Weighed
from participation.activities.models import Activity
from surveys import queries
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.registry import asks
from surveys.services import (
    borrowed,
    building,
    publishing,
    questionnaires,
    quoting,
    responses,
    splitting,
    theme_findings,
    tracing,
    trying,
    weighed,
)


class SurveyKind:
    """A survey: pages of questions, answered without telling who."""

    key = "survey"
    title = _("Survey")
    adding = _("Add a survey")
    start_endpoint = "surveys.answer"
    results_endpoint = "surveys_results.public"
    print_endpoint = "surveys.printable"
    key_in_endpoint = "surveys_manage.key_in"
    keyed_in = _("The results tell it from other answers, and let you look at it alone.")
    goes_on = False
    is_offered = True
    tabs: Sequence[Tab] = (
        Tab(_("Questions"), "surveys_manage.questions"),
        Tab(_("Translations"), "surveys_manage.translate"),
        Tab(_("Preview"), "surveys_manage.preview"),
        Tab(_("Check list"), "surveys_manage.check"),
        Tab(_("Results"), "surveys_results.staff"),
        Tab(_("Publish results"), "surveys_results.publish", is_for_editors=True),
        Tab(_("Reports"), "reports.of_activity"),
    )

    def create(self, activity: Activity) -> None:
        """Add an empty questionnaire to a new activity."""
        building.create(activity)

    def faults(self, activity: Activity) -> Sequence[Fault]:
        """List what keeps the survey from being published, with where to mend it."""
        return publishing.faults(activity)

    def publish(self, activity: Activity, now: datetime) -> None:
        """Freeze the questionnaire."""
        publishing.publish(activity, now)

    def length(self, activity: Activity) -> str:
        """Tell how many questions there are, and on how many pages."""
        form = questionnaires.newest(activity.id)
        asked = len(list(filter(asks, form.questions())))
        words = ngettext("%(num)d question", "%(num)d questions", asked)
        if len(form.pages) > 1:
            words += ", " + ngettext("%(num)d page", "%(num)d pages", len(form.pages))
        return words if asked else ""

    def unfinished(self, activities: Sequence[Activity]) -> Mapping[int, Mapping[str, int]]:
        """Count texts that are not complete, by activity and language."""
        return publishing.unfinished(activities)

    def subjects(self, activity: Activity) -> Sequence[Subject]:
        """List the published questions."""
        version = queries.current_version(activity.id)
        questionnaire = Questionnaire.from_json(version.document if version else {})
        return [
            Subject(question.code, question.label)
            for question in filter(asks, questionnaire.questions())
        ]

    def find(self, activity: Activity, subject: str, now: datetime, cut: Cut = WHOLE) -> Finding:
        """Make the finding of one question, or of the themes of its open answers."""
        return theme_findings.find(activity, subject, now, cut)

    def findings(self, activity: Activity, now: datetime, cut: Cut = WHOLE) -> Sequence[Finding]:
        """Make the finding of every question, and of the themes of open answers."""
        return theme_findings.findings(activity, now, cut)

    def findings_each(
        self, activities: Sequence[Activity], now: datetime
    ) -> Mapping[str, Sequence[Finding]]:
        """Make the findings of several surveys, in as many queries as those of one."""
        return theme_findings.findings_each(activities, now)

    def worded(self, activity: Activity, stored: Sequence[Finding]) -> Sequence[Finding]:
        """Return findings as they are: releases hold no words of those who answered."""
        return stored

    def background(self, activity: Activity) -> Collection[str]:
        """Name the questions about who answers: those of the library, and on a page of them."""
        return splitting.background(activity)

    def quotes_each(self, activities: Sequence[Activity]) -> Mapping[str, Sequence[Picked]]:
        """Return the quotes that staff picked from open answers."""
        return quoting.quotes_each(activities)

    def splits(self, activity: Activity) -> Sequence[Subject]:
        """List the questions and facts that answers can be split by."""
        return splitting.splits(activity)

    def weighed(
        self, activity: Activity, now: datetime, before: Mapping[str, Any] | None
    ) -> Weighed | None:
        """Split every finding by classes of people who weigh about the same."""
        return weighed.weighed(activity, now, before)

    def asked_after(self, activity: Activity) -> Mapping[str, Collection[str]]:
        """Name the questions that conditions of others look at."""
        return splitting.asked_after(activity)

    def excluded(self, activity: Activity) -> Mapping[str, int]:
        """Count pictures that staff did not publish."""
        return splitting.excluded(activity)

    def datasets(self, activity: Activity) -> Iterable[Dataset]:
        """List the files of answers that staff may download."""
        return (Dataset(key="answers", title=_("Answers"), endpoint="surveys_results.download"),)

    def trace(self, receipt_hash: bytes) -> Trace | None:
        """Tell what a code leads to: answers under way, or sent."""
        return tracing.trace(receipt_hash)

    def uses(
        self, activity: Activity, codes: Collection[str], now: datetime
    ) -> Mapping[str, Sequence[Use]]:
        """Return by code of what an activity found which questions ask everybody about it."""
        return borrowed.uses(activity, codes, now)

    def erase(self, receipt_hash: bytes, now: datetime) -> bool:
        """Erase what a code leads to."""
        return responses.erase(receipt_hash, now)

    def is_sent(self, activity: Activity, token: bytes) -> bool:
        """Tell whether a response was sent with a token."""
        return responses.sent_with(activity, token) is not None

    def forget_trials(self, activity: Activity) -> None:
        """Erase test answers."""
        trying.erase([activity.id])

    def participants(self, activities: Sequence[Activity]) -> Mapping[int, int]:
        """Count responses by activity."""
        return responses.numbers([activity.id for activity in activities])
