"""What became of an idea, told to the person who wrote it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.domain.state import State
from participation.activities.kinds import Event, Told, Use
from participation.activities.models import Release
from participation.brainstorming.comment_models import CommentDecision
from participation.brainstorming.comment_words import said_of
from participation.brainstorming.domain.reviewing import due
from participation.brainstorming.idea_models import Idea, IdeaDecision, IdeaMerge, IdeaState
from participation.brainstorming.services.following import Followed, Followings, Remarked
from participation.brainstorming.words import hidden_words, outcome
from participation.platform.clock import now
from participation.platform.i18n import locales
from participation.platform.i18n.text import Text
from participation.platform.web.languages import current_language, plain


def told(every: Followings) -> list[Told]:
    """Tell what became of each idea, then of each comment."""
    return [*_ideas(every), *map(_remark, every.comments)]


def _remark(one: Remarked) -> Told:
    said = one.comment
    words = _words(one.below)[0] if one.below else ""
    below = [str(_("Comment on the idea: “%(words)s”", words=words))] if words else []
    written = Event(day=said.day, words=str(_("You wrote the comment.")))
    return Told(
        words=said.words,
        language=said.language,
        day=said.day,
        outcome=said_of(said),
        note=said.note,
        facts=below,
        events=[written, *map(_decided, one.decisions)],
        is_comment=True,
    )


def _ideas(every: Followings) -> list[Told]:
    return [
        Told(
            words=one.idea.words,
            language=one.idea.language,
            day=one.idea.day,
            outcome=outcome(one.idea),
            note=Text() if one.is_joined else one.idea.note,
            beside=_words(one.stands) if one.is_joined and one.is_shown else ("", ""),
            facts=list(_facts(one, every)),
            uses=[
                *_uses(one.uses, _("Asked about in")),
                *_uses(one.theme_uses, _("Its theme is asked about in")),
            ],
            events=_events(one),
        )
        for one in every.ideas
    ]


def _words(idea: Idea) -> tuple[str, str]:
    """Return an idea in the language of the page, if a person put it so, else as it was written."""
    other = idea.translated(current_language())
    return (other.words, other.language) if other else (idea.words, idea.language)


def _uses(every: Sequence[Use], words: str) -> list[tuple[str, Use]]:
    return [(words, one) for one in every]


def _facts(one: Followed, every: Followings) -> Iterator[str]:
    if one.stands.joined and one.is_shown and not one.is_joined:
        yield ngettext(
            "%(num)d idea that says the same was joined to it.",
            "%(num)d ideas that say the same were joined to it.",
            one.stands.joined,
        )
    if one.theme is not None:
        yield _("Theme: %(theme)s", theme=plain(one.theme.words))
    yield from _counted(one, every)
    yield from _in_results(one, every.release)
    yield _next(one, every)


def _counted(one: Followed, every: Followings) -> Iterator[str]:
    """Say how many weighed it, or why that is not told."""
    if not one.is_shown:
        return
    if one.weighed is not None:
        number = locales.number(one.weighed, current_language())
        yield ngettext(
            "%(people)s person weighed it.",
            "%(people)s people weighed it.",
            one.weighed,
            people=number,
        )
    elif every.activity.state(now()) is State.CLOSED:
        least = every.activity.least_people
        yield _("Fewer than %(least)s people weighed it, so the number is not told.", least=least)
    else:
        yield _("How many weighed it is told after closing.")


def _in_results(one: Followed, release: Release | None) -> Iterator[str]:
    """Say in which results it stands."""
    if release is None or not one.is_shown:
        return
    known = {
        "support": _("In the results it is among the ideas with most support."),
        "divided": _("In the results it is among the ideas that divide people most."),
        "importance": _("In the results it is among the most important ideas."),
        "fourfold": _("In the results its importance stands beside how well it is done today."),
        "themes": _("In the results it is an example of its theme."),
        "groups": _("In the results it tells what groups of opinion think."),
    }
    for name in dict.fromkeys(one.found):
        if name in known:
            yield known[name]


def _next(one: Followed, every: Followings) -> str:
    """Say what happens next with this idea."""
    state = every.activity.state(now())
    if one.idea.state is IdeaState.WAITING:
        by = locales.day(due(one.idea.day, every.brainstorm.review_days), current_language())
        return str(_("Next: a moderator is to look at it by %(day)s.", day=by))
    if not one.is_shown:
        return str(_("It goes no further, unless a moderator decides anew."))
    if state is not State.CLOSED:
        return str(_("Next: others weigh it until closing. Then staff put the ideas into themes."))
    if every.release is None:
        return str(_("Next: staff put the ideas into themes and make the results."))
    if every.brainstorm.next_steps:
        return str(_("Next: see below what happens with the results."))
    return str(_("The results are public. Staff have not said yet what happens next."))


def _events(one: Followed) -> list[Event]:
    """Return what happened, oldest first; of one day first what moderators decided."""
    dated = [
        *((each.made, _decided(each)) for each in one.decisions),
        *chain.from_iterable(map(_merged, one.merges)),
    ]
    written = Event(day=one.idea.day, words=str(_("You wrote it.")))
    return [written, *(event for _moment, event in sorted(dated, key=lambda each: each[0]))]


def _decided(one: IdeaDecision | CommentDecision) -> Event:
    known = {
        IdeaState.PUBLISHED: _("A moderator decided to show it."),
        IdeaState.WAITING: _("It was put back to wait for a moderator."),
        IdeaState.HIDDEN: _("A moderator hid it."),
    }
    words = known[one.after]
    if one.after is IdeaState.HIDDEN and one.reason is not None and one.reason != "other":
        words = _("A moderator hid it. Reason: %(why)s.", why=_reason(one))
    if one.is_undoing:
        words = _("A decision was taken back. %(after)s", after=words)
    return Event(day=one.made, words=str(words), note=one.note)


def _reason(one: IdeaDecision | CommentDecision) -> str:
    reason = str(one.reason)
    if isinstance(one, CommentDecision) and reason == "off_topic":
        return str(_("it is not about the idea"))
    known = {
        "personal_data": _("it tells about a person"),
        "insult": _("it insults somebody"),
        "off_topic": _("it does not answer the question"),
        "advertising": _("it advertises something"),
    }
    return str(known.get(reason, hidden_words(reason)))


def _merged(one: IdeaMerge) -> Iterator[tuple[datetime, Event]]:
    yield (
        one.made,
        Event(day=one.made, words=str(_("It was joined to an idea that says the same."))),
    )
    if one.undone is not None:
        yield (
            one.undone,
            Event(day=one.undone, words=str(_("It was parted from it, and stands alone."))),
        )
