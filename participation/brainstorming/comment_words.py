"""What came of a comment, and how many are not shown, in words."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.idea_models import IdeaState, Reason
from participation.brainstorming.services.left_out import COMMENTS
from participation.brainstorming.words import hidden_words
from participation.platform.i18n import locales
from participation.platform.web.languages import current_language


def said_of(comment: IdeaComment) -> str:
    """Say what came of a comment, to the person who wrote it."""
    if comment.state is IdeaState.WAITING:
        return str(_("The comment waits for a moderator. Others do not see it yet."))
    if comment.state is IdeaState.HIDDEN:
        return _hidden(comment.reason)
    if comment.is_reviewed:
        return str(_("The comment is published: a moderator has looked at it."))
    return str(_("The comment is published. A moderator has not looked at it yet."))


def _hidden(reason: Reason | None) -> str:
    known = {
        Reason.PERSONAL_DATA: _("The comment is not shown, because it tells about a person."),
        Reason.INSULT: _("The comment is not shown, because it insults somebody."),
        Reason.OFF_TOPIC: _("The comment is not shown, because it is not about the idea."),
        Reason.ADVERTISING: _("The comment is not shown, because it advertises something."),
    }
    other = _("The comment is not shown.")
    return str(known.get(reason, other) if reason else other)


def not_shown(excluded: Mapping[str, int]) -> list[str]:
    """Say how many ideas, and how many comments, others do not see, by why."""
    return [_left_out(why, number) for why, number in excluded.items()]


def _left_out(why: str, number: int) -> str:
    numeral = locales.number(number, current_language())
    if not why.startswith(COMMENTS):
        words = ngettext(
            "%(number)s idea is not shown: %(why)s.",
            "%(number)s ideas are not shown: %(why)s.",
            number,
            number=numeral,
            why=hidden_words(why),
        )
    else:
        words = ngettext(
            "%(number)s comment is not shown: %(why)s.",
            "%(number)s comments are not shown: %(why)s.",
            number,
            number=numeral,
            why=_why(why.removeprefix(COMMENTS)),
        )
    return str(words)


def _why(reason: str) -> str:
    """Say in a few words why comments are not shown."""
    is_off_topic = reason == Reason.OFF_TOPIC
    return str(_("are not about the idea")) if is_off_topic else hidden_words(reason)
