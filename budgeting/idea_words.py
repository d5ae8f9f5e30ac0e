"""How far an idea has come, and what came of it, in words."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from budgeting.proposal_models import (
    HiddenFor,
    Outcome,
    Proposal,
    ProposalStatus,
    Showing,
)
from budgeting.services.following import Followed
from participation.activities.kinds import Event, Told
from participation.platform.i18n.text import Text
from participation.platform.web.languages import plain

STATUSES = {
    ProposalStatus.PROPOSED: _("Proposed"),
    ProposalStatus.CHECKING: _("Being checked"),
    ProposalStatus.ACCEPTED: _("Goes on"),
    ProposalStatus.DECLINED: _("Does not go on"),
}
OUTCOMES = {
    Outcome.TO_VOTE: _("It goes to the vote."),
    Outcome.COMBINED: _("It goes to the vote together with others."),
    Outcome.DECLINED: _("It does not go on."),
}
REASONS = {
    HiddenFor.PERSONAL_DATA: _("It tells about a person"),
    HiddenFor.INSULT: _("It insults somebody"),
    HiddenFor.OFF_TOPIC: _("It is not something this budget can pay for"),
    HiddenFor.ADVERTISING: _("It advertises something"),
    HiddenFor.OTHER: _("Another reason, told in words"),
}
HIDDEN = {
    HiddenFor.PERSONAL_DATA: _("It is not shown, because it tells about a person."),
    HiddenFor.INSULT: _("It is not shown, because it insults somebody."),
    HiddenFor.OFF_TOPIC: _("It is not shown, because it is not something this budget can pay for."),
    HiddenFor.ADVERTISING: _("It is not shown, because it advertises something."),
}
SHOWN = {
    Showing.WAITING: _("It was put back to wait for a moderator."),
    Showing.PUBLISHED: _("A moderator decided to show it."),
    Showing.HIDDEN: _("A moderator hid it."),
}


def state_of(idea: Proposal) -> str:
    """Say in a word or two how far an idea has come."""
    return str(STATUSES[idea.status])


def outcome(idea: Proposal) -> str:
    """Say what came of an idea, to the person who wrote it."""
    if idea.merged_into_id is not None:
        return str(gettext("It was joined to an idea that says the same."))
    if idea.showing is Showing.WAITING:
        return str(gettext("It waits for a moderator. Others do not see it yet."))
    if idea.showing is Showing.HIDDEN:
        known = HIDDEN.get(idea.hidden_for) if idea.hidden_for else None
        return str(known or gettext("It is not shown."))
    if idea.check and idea.check.outcome:
        return str(OUTCOMES[idea.check.outcome])
    if idea.status is ProposalStatus.CHECKING:
        return str(gettext("An expert checks what can be done and what it costs."))
    return str(gettext("It is published. Next, experts check the ideas."))


def told(every: Sequence[Followed]) -> list[Told]:
    """Say of each idea behind a code what came of it."""
    return [
        Told(
            words=f"{one.idea.title}\n{one.idea.words}",
            language=one.idea.language,
            day=one.idea.day,
            outcome=outcome(one.idea),
            note=_note(one.idea),
            beside=(one.head.title, one.head.language) if one.head else ("", ""),
            facts=list(_facts(one)),
            events=list(_events(one)),
            further=_further(one.idea),
        )
        for one in every
    ]


def _further(idea: Proposal) -> tuple[str, str]:
    """Say where the author answers the decision."""
    if not (idea.check and idea.check.outcome):
        return "", ""
    activity = idea.budget.activity.public_id
    address = url_for("budgeting.answer", activity=activity, idea=idea.public_id)
    return str(gettext("Answer the decision")), address


def _note(idea: Proposal) -> Text:
    """Return the public reason of the decision, or what a moderator told the author."""
    return idea.check.reason if idea.check and idea.check.outcome else idea.note


def _facts(followed: Followed) -> Iterator[str]:
    idea = followed.idea
    if idea.joined:
        yield ngettext(
            "%(num)d idea that says the same was joined to it.",
            "%(num)d ideas that say the same were joined to it.",
            idea.joined,
        )
    if idea.supports:
        yield ngettext("%(num)d person supports it.", "%(num)d people support it.", idea.supports)
    for one in followed.projects:
        title = plain(one.title)
        if one.is_chosen:
            yield gettext("It is in the project “%(title)s”, which was chosen.", title=title)
        else:
            yield gettext("It is in the project “%(title)s”.", title=title)


def _events(followed: Followed) -> Iterator[Event]:
    idea = followed.idea
    yield Event(day=idea.day, words=gettext("You wrote it."))
    for one in followed.decisions:
        yield Event(day=one.made, words=str(SHOWN[one.after]), note=one.note)
    if idea.check and idea.check.found:
        yield Event(day=idea.check.found, words=gettext("An expert checked it."))
    if idea.check and idea.check.decided and idea.check.outcome:
        yield Event(day=idea.check.decided, words=str(OUTCOMES[idea.check.outcome]))
