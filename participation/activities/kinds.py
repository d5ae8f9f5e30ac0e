"""What lower rooms may ask of an activity, whatever its kind. One object per manifest."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from flask import current_app

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity
from participation.platform.i18n.text import Text


@dataclass(frozen=True, slots=True)
class Subject:
    """Something findings can be made about: a question, a theme."""

    code: str
    label: Any


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps an activity from being published: a sentence, and where to mend it."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of an activity in the workspace; some are for those who may edit it."""

    title: Any
    endpoint: str
    is_for_editors: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """Row-level data that staff may download; `endpoint` takes the activity's public id."""

    key: str
    title: Any
    endpoint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A passage that staff picked for reports, and checked that it tells of nobody.

    `subject` is what it was said about, named as the finding is.
    """

    name: str
    subject: str
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened on a day, in words, with a note of staff."""

    day: Any
    words: str
    note: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Where something found is asked about further: an activity, and its question."""

    activity: Activity
    question: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One of several things behind a code: its words, their language, and what came of it.

    `beside` are the words and language of what stands for it now, `facts` sentences on what it
    counted for, `uses` where it is asked about further, `events` what happened to it, oldest first,
    `further` words and address of a page on which its author can go on.
    `is_comment` tells what was said of something of others from what somebody put forward.
    """

    words: str
    language: str
    day: Any
    outcome: str
    note: Text = field(default_factory=Text)
    beside: tuple[str, str] = ("", "")
    facts: Sequence[str] = ()
    uses: Sequence[tuple[str, Use]] = ()
    events: Sequence[Event] = ()
    further: tuple[str, str] = ("", "")
    is_comment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a receipt leads to: when it came, where it is, what can be done with it.

    `told` says what came of each thing, where one code leads to several, and `following` what
    happens with all of it.
    """

    activity: Activity
    day: Any
    is_draft: bool
    resume_url: str
    can_erase: bool
    told: Sequence[Told] = ()
    following: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Findings split by classes of people who weigh about the same, and what each class weighs.

    `subjects` are what people are weighed by, `memory` is how a later release puts the same people
    into the same classes.
    """

    findings: Sequence[Finding]
    weights: Mapping[str, float]
    subjects: Sequence[Subject]
    memory: Mapping[str, Any]


class ActivityKind(Protocol):
    """One kind of activity.

    `print_endpoint` is the page to fill in on paper, `key_in_endpoint` the one on which staff key
    in what came on paper or by telephone; either may be empty. `keyed_in` says how what was keyed
    in is told from the rest. `goes_on` says whether people come
    back to take part further, rather than once; `is_offered` whether the workspace has a button
    that adds one.
    """

    key: str
    title: Any
    adding: Any  # what the button and the page say that add one: "Add a survey"
    start_endpoint: str
    results_endpoint: str
    print_endpoint: str
    key_in_endpoint: str
    keyed_in: Any
    goes_on: bool
    is_offered: bool
    tabs: Sequence[Tab]

    def create(self, activity: Activity) -> None:
        """Add what the kind keeps beside a new activity."""
        ...

    def faults(self, activity: Activity) -> Sequence[Fault]:
        """List what keeps the activity from being published, texts apart (see `unfinished`)."""
        ...

    def publish(self, activity: Activity, now: datetime) -> None:
        """Freeze what people will answer."""
        ...

    def length(self, activity: Activity) -> str:
        """Tell in a sentence how much is asked, before one begins; empty where it is up to one."""
        ...

    def subjects(self, activity: Activity) -> Sequence[Subject]:
        """List what findings can be made about."""
        ...

    def find(self, activity: Activity, subject: str, now: datetime, cut: Cut = WHOLE) -> Finding:
        """Make one finding, of the answers that are cut out."""
        ...

    def findings(self, activity: Activity, now: datetime, cut: Cut = WHOLE) -> Sequence[Finding]:
        """Make a finding of every subject, in a number of queries that does not grow with them."""
        ...

    def findings_each(
        self, activities: Sequence[Activity], now: datetime
    ) -> Mapping[str, Sequence[Finding]]:
        """Make the findings of several activities, by their public ids, in as many queries."""
        ...

    def worded(self, activity: Activity, stored: Sequence[Finding]) -> Sequence[Finding]:
        """Put in people's words that a release only names, without what is no longer shown."""
        ...

    def background(self, activity: Activity) -> Collection[str]:
        """Name the subjects that ask who somebody is, not what they think."""
        ...

    def quotes_each(self, activities: Sequence[Activity]) -> Mapping[str, Sequence[Picked]]:
        """Return the passages picked for reports, by the public ids of activities."""
        ...

    def splits(self, activity: Activity) -> Sequence[Subject]:
        """List what people can be grouped by: each is in one group at most, or did not say."""
        ...

    def weighed(
        self, activity: Activity, now: datetime, before: Mapping[str, Any] | None
    ) -> Weighed | None:
        """Split every finding by classes of weight, as `before` if it is not None; None without."""
        ...

    def asked_after(self, activity: Activity) -> Mapping[str, Collection[str]]:
        """Name the subjects whose answers decide who is asked about another, by that other."""
        ...

    def excluded(self, activity: Activity) -> Mapping[str, int]:
        """Count contributions that are kept out of public results, by reason."""
        ...

    def datasets(self, activity: Activity) -> Iterable[Dataset]:
        """List the row-level data that staff may download."""
        ...

    def trace(self, receipt_hash: bytes) -> Trace | None:
        """Tell what a receipt leads to, or nothing if it is not of this kind."""
        ...

    def erase(self, receipt_hash: bytes, now: datetime) -> bool:
        """Erase the contribution of a receipt; tell whether there was one."""
        ...

    def is_sent(self, activity: Activity, token: bytes) -> bool:
        """Tell whether something was sent with the token that a browser keeps."""
        ...

    def forget_trials(self, activity: Activity) -> None:
        """Erase what staff left behind by trying the activity out."""
        ...

    def participants(self, activities: Sequence[Activity]) -> Mapping[int, int]:
        """Count contributions by activity id, in one query."""
        ...

    def unfinished(self, activities: Sequence[Activity]) -> Mapping[int, Mapping[str, int]]:
        """Count texts that are not complete, by activity id and language, in one query."""
        ...


@runtime_checkable
class Borrower(Protocol):
    """A kind of activity that asks about what others found."""

    def uses(
        self, activity: Activity, codes: Collection[str], now: datetime
    ) -> Mapping[str, Sequence[Use]]:
        """Return by code of what an activity found where everybody is asked about it."""
        ...


def uses(activity: Activity, codes: Collection[str], now: datetime) -> Mapping[str, Sequence[Use]]:
    """Return by code of what an activity found where everybody is asked about it, of any kind."""
    found: dict[str, list[Use]] = {}
    for kind in kinds().values():
        if isinstance(kind, Borrower):
            for code, every in kind.uses(activity, codes, now).items():
                found.setdefault(code, []).extend(every)
    return found


def kinds() -> dict[str, ActivityKind]:
    """Return every kind the house knows, by key."""
    return {
        kind.key: kind
        for feature in current_app.extensions["features"]
        for kind in feature.activity_kinds
    }


def kind_of(activity: Activity) -> ActivityKind:
    """Return the kind of an activity."""
    return kinds()[activity.kind]
