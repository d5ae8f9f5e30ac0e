"""What came of an idea, in words."""

from flask_babel import gettext as _

from participation.brainstorming.idea_models import Idea, IdeaState, Reason


def outcome(idea: Idea) -> str:
    """Say what came of an idea, to the person who wrote it."""
    if idea.merged_into_id is not None:
        return str(_("It was joined to an idea that says the same, with its support."))
    if idea.state is IdeaState.WAITING:
        return str(_("It waits for a moderator. Others do not see it yet."))
    if idea.state is IdeaState.HIDDEN:
        return _hidden(idea.reason)
    if idea.is_reviewed:
        return str(_("It is published: a moderator has looked at it."))
    return str(_("It is published. A moderator has not looked at it yet."))


def _hidden(reason: Reason | None) -> str:
    known = {
        Reason.PERSONAL_DATA: _("It is not shown, because it tells about a person."),
        Reason.INSULT: _("It is not shown, because it insults somebody."),
        Reason.OFF_TOPIC: _("It is not shown, because it does not answer the question."),
        Reason.ADVERTISING: _("It is not shown, because it advertises something."),
    }
    return str(known.get(reason, _("It is not shown.")) if reason else _("It is not shown."))


def hidden_words(why: str) -> str:
    """Say in a few words why ideas are not shown."""
    known = {
        "waiting": _("wait for a moderator"),
        "personal_data": _("tell about a person"),
        "insult": _("insult somebody"),
        "off_topic": _("do not answer the question"),
        "advertising": _("advertise something"),
    }
    return str(known.get(why, _("another reason")))
