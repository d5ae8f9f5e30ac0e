"""The budget as a kind of activity: what lower rooms may ask of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _

from budgeting import idea_words, queries
from budgeting.services import following, proposing, readiness, setting_up
from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.domain.findings import Finding
from participation.activities.kinds import Dataset, Fault, Picked, Subject, Tab, Trace, Weighed
from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.refusals import NotFound


class BudgetKind:
    """A participatory budget: people propose, and vote on what money is used for."""

    key = "budget"
    title = _("Participatory budget")
    adding = _("Add a participatory budget")
    start_endpoint = "budgeting.plan"
    results_endpoint = "budgeting.plan"
    print_endpoint = ""
    key_in_endpoint = ""
    keyed_in = ""
    goes_on = True
    is_offered = True
    tabs: Sequence[Tab] = (
        Tab(_("Budget"), "budgeting_manage.setup"),
        Tab(_("Ideas"), "budgeting_manage.ideas"),
        Tab(_("Checking"), "budgeting_manage.checks"),
        Tab(_("Projects"), "budgeting_manage.all_projects"),
        Tab(_("Rule of the count"), "budgeting_manage.rule"),
        Tab(_("The vote"), "budgeting_voting_manage.overview"),
    )

    def create(self, activity: Activity) -> None:
        """Add an empty budget to a new activity."""
        setting_up.create(activity)

    def faults(self, activity: Activity) -> Sequence[Fault]:
        """List what keeps the budget from being published, texts apart."""
        return readiness.faults(queries.budget_of(activity.id))

    def publish(self, activity: Activity, now: datetime) -> None:
        """Change nothing: nothing is tried out before."""

    def length(self, activity: Activity) -> str:
        """Tell nothing: people do as much as they like."""
        return ""

    def unfinished(self, activities: Sequence[Activity]) -> Mapping[int, Mapping[str, int]]:
        """Count texts that are not complete, by activity and language."""
        return readiness.unfinished(activities)

    def subjects(self, activity: Activity) -> Sequence[Subject]:
        """Name nothing: what a vote decided is told on pages of its own."""
        return ()

    def find(self, activity: Activity, subject: str, now: datetime, cut: Cut = WHOLE) -> Finding:
        """Refuse: there is no subject."""
        raise NotFound

    def findings(self, activity: Activity, now: datetime, cut: Cut = WHOLE) -> Sequence[Finding]:
        """Return nothing, as there is no subject."""
        return ()

    def findings_each(
        self, activities: Sequence[Activity], now: datetime
    ) -> Mapping[str, Sequence[Finding]]:
        """Return nothing for each."""
        return {one.public_id: () for one in activities}

    def worded(self, activity: Activity, stored: Sequence[Finding]) -> Sequence[Finding]:
        """Return what was stored."""
        return stored

    def background(self, activity: Activity) -> Collection[str]:
        """Name nothing: who votes is not asked who they are."""
        return ()

    def quotes_each(self, activities: Sequence[Activity]) -> Mapping[str, Sequence[Picked]]:
        """Return nothing: no passages are picked."""
        return {}

    def splits(self, activity: Activity) -> Sequence[Subject]:
        """Name nothing by which people could be grouped."""
        return ()

    def weighed(
        self, activity: Activity, now: datetime, before: Mapping[str, Any] | None
    ) -> Weighed | None:
        """Weigh nobody: each ballot is worth the same."""
        return None

    def asked_after(self, activity: Activity) -> Mapping[str, Collection[str]]:
        """Name nothing: no question depends on another."""
        return {}

    def excluded(self, activity: Activity) -> Mapping[str, int]:
        """Count nothing: what is hidden is told where ideas are listed."""
        return {}

    def datasets(self, activity: Activity) -> Iterable[Dataset]:
        """List nothing: ballots come with the results."""
        return ()

    def trace(self, receipt_hash: bytes) -> Trace | None:
        """Tell which budget the ideas behind a code belong to."""
        found = proposing.behind(receipt_hash)
        if not found:
            return None
        activity = db.session.get_one(Activity, found[0].budget_id)
        return Trace(
            activity=activity,
            day=found[0].day,
            is_draft=False,
            resume_url="",
            can_erase=True,
            told=idea_words.told(following.follow(found)),
        )

    def erase(self, receipt_hash: bytes, now: datetime) -> bool:
        """Erase the ideas behind a code."""
        return proposing.erase(receipt_hash)

    def is_sent(self, activity: Activity, token: bytes) -> bool:
        """Tell nothing of earlier visits: the ballot's own pages know theirs."""
        return False

    def forget_trials(self, activity: Activity) -> None:
        """Leave all: nothing is tried out before."""

    def participants(self, activities: Sequence[Activity]) -> Mapping[int, int]:
        """Count people who proposed something, by activity."""
        ids = [one.id for one in activities]
        found = db.session.execute(queries.proposers(ids))
        return dict.fromkeys(ids, 0) | {row[0]: row[1] for row in found}
