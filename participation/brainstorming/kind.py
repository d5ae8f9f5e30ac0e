"""The brainstorm as a kind of activity: what lower rooms may ask of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.domain.findings import Finding
from participation.activities.kinds import (
    Dataset,
    Fault,
    Picked,
    Subject,
    Tab,
    Trace,
    Weighed,
)
from participation.activities.models import Activity
from participation.brainstorming import follow_words, queries
from participation.brainstorming.services import building, comments, findings, following, ideas
from participation.brainstorming.services.left_out import left_out
from participation.platform import clock
from participation.platform.extensions import db
from participation.platform.refusals import NotFound


class BrainstormKind:
    """A brainstorm: people write ideas and weigh those of others, without telling who."""

    key = "brainstorm"
    title = _("Brainstorm")
    adding = _("Add a brainstorm")
    start_endpoint = "brainstorming.write"
    results_endpoint = "brainstorming_results.public"
    print_endpoint = "brainstorming.printable"
    key_in_endpoint = "brainstorming_manage.key_in"
    keyed_in = _("Moderators and files of ideas tell it from the rest.")
    goes_on = True
    is_offered = True
    tabs: Sequence[Tab] = (
        Tab(_("Questions"), "brainstorming_manage.questions"),
        Tab(_("The round"), "brainstorming_manage.settings", is_for_editors=True),
        Tab(_("Live"), "brainstorming_manage.live"),
        Tab(_("Moderation"), "brainstorming_manage.moderation"),
        Tab(_("Themes"), "brainstorming_manage.themes"),
        Tab(_("Opinions"), "brainstorming_manage.opinions"),
        Tab(_("Results"), "brainstorming_results.staff"),
        Tab(_("Publish results"), "brainstorming_results.publish", is_for_editors=True),
        Tab(_("Reports"), "reports.of_activity"),
    )

    def create(self, activity: Activity) -> None:
        """Add an empty brainstorm to a new activity."""
        building.create(activity)

    def faults(self, activity: Activity) -> Sequence[Fault]:
        """List what keeps the brainstorm from being published, texts apart."""
        place = url_for("brainstorming_manage.questions", activity=activity.public_id)
        asked = queries.brainstorm_of(activity.id).questions
        if not asked:
            return (Fault(gettext("The brainstorm has no question."), place),)
        words = gettext("A question has a picture without words for those who cannot see it.")
        lacks = any(one.picture and not one.picture_alt for one in asked)
        return (Fault(words, place),) if lacks else ()

    def publish(self, activity: Activity, now: datetime) -> None:
        """Erase what staff only tried out; questions may be mended later, their codes stay."""
        ideas.forget_trials(activity)

    def length(self, activity: Activity) -> str:
        """Tell nothing: people do as much as they like."""
        return ""

    def unfinished(self, activities: Sequence[Activity]) -> Mapping[int, Mapping[str, int]]:
        """Count texts that are not complete, by activity and language."""
        return building.unfinished(activities)

    def subjects(self, activity: Activity) -> Sequence[Subject]:
        """Name the brainstorm as a whole, and each of its questions."""
        asked = [Subject(one.code, one.words) for one in findings.questions(activity)]
        return [Subject("turnout", activity.title), *asked]

    def find(self, activity: Activity, subject: str, now: datetime, cut: Cut = WHOLE) -> Finding:
        """Make one finding; nobody says who they are, so there are no groups of people to cut."""
        if cut:
            raise NotFound
        return findings.find(activity, subject, now)

    def findings(self, activity: Activity, now: datetime, cut: Cut = WHOLE) -> Sequence[Finding]:
        """Make every finding; none of a cut."""
        return () if cut else findings.findings(activity, now)

    def findings_each(
        self, activities: Sequence[Activity], now: datetime
    ) -> Mapping[str, Sequence[Finding]]:
        """Make the findings of several brainstorms, in as many queries as those of one."""
        return findings.findings_each(activities, now)

    def worded(self, activity: Activity, stored: Sequence[Finding]) -> Sequence[Finding]:
        """Put in the words of ideas, without those that are no longer shown."""
        return findings.worded(stored)

    def background(self, activity: Activity) -> Collection[str]:
        """Name nothing: nobody is asked who they are."""
        return ()

    def quotes_each(self, activities: Sequence[Activity]) -> Mapping[str, Sequence[Picked]]:
        """Return nothing: no passages are picked yet."""
        return {}

    def splits(self, activity: Activity) -> Sequence[Subject]:
        """Name nothing by which people could be grouped."""
        return ()

    def weighed(
        self, activity: Activity, now: datetime, before: Mapping[str, Any] | None
    ) -> Weighed | None:
        """Weigh nobody: it is not known who took part."""
        return None

    def asked_after(self, activity: Activity) -> Mapping[str, Collection[str]]:
        """Name nothing: no question depends on another."""
        return {}

    def excluded(self, activity: Activity) -> Mapping[str, int]:
        """Count ideas and comments that others do not see, by why."""
        return left_out(activity).hidden

    def datasets(self, activity: Activity) -> Iterable[Dataset]:
        """List the files of ideas that staff may download."""
        return (Dataset(key="ideas", title=_("Ideas"), endpoint="brainstorming_results.staff"),)

    def trace(self, receipt_hash: bytes) -> Trace | None:
        """Tell what came of each idea and comment behind a code."""
        found, said = ideas.behind(receipt_hash), comments.behind(receipt_hash)
        if not found and not said:
            return None
        place = found[0].brainstorm_id if found else said[0].brainstorm_id
        every = following.follow(place, found, said, clock.now())
        return Trace(
            activity=every.activity,
            day=max([one.day for one in found] + [one.day for one in said]),
            is_draft=False,
            resume_url="",
            can_erase=True,
            told=follow_words.told(every),
            following=every.brainstorm.next_steps,
        )

    def erase(self, receipt_hash: bytes, now: datetime) -> bool:
        """Erase the ideas and comments behind a code."""
        said = comments.erase(receipt_hash)
        return ideas.erase(receipt_hash) or said

    def is_sent(self, activity: Activity, token: bytes) -> bool:
        """Tell whether ideas or comments were written with a token."""
        return ideas.has_written(activity, token) or comments.has_written(activity, token)

    def forget_trials(self, activity: Activity) -> None:
        """Erase ideas with which staff tried the brainstorm out."""
        ideas.forget_trials(activity)

    def participants(self, activities: Sequence[Activity]) -> Mapping[int, int]:
        """Count who took part, by activity."""
        ids = [activity.id for activity in activities]
        found = db.session.execute(queries.participants(ids))
        return dict.fromkeys(ids, 0) | {row[0]: row[1] for row in found}
