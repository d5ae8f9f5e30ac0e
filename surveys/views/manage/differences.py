"""Words for what changed about a question, and for what becomes of earlier answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from participation.platform.i18n.text import Text
from participation.platform.web.languages import plain
from surveys.domain.changes import Change, Consequence
from surveys.domain.differences import Difference, What
from surveys.views.manage.kinds import kind_names


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words; `pairs` are language, words before and words after."""

    words: str
    pairs: Sequence[tuple[str, str, str]] = ()


def sentences(change: Change) -> list[Told]:
    """Say what differs, difference by difference."""
    return [_told(change, found) for found in change.differences]


def _told(change: Change, found: Difference) -> Told:
    if found.what is What.KIND and change.before and change.after:
        names = kind_names()
        kinds = [names[each.kind].name for each in (change.before, change.after)]
        return Told(
            _("Its kind was “%(before)s” and is “%(after)s” now.", before=kinds[0], after=kinds[1])
        )
    if found.what in _reworded():
        return Told(_reworded()[found.what], _pairs(found.before, found.after))
    return Told(_plain(plain(found.after or found.before))[found.what])


def _pairs(before: Text, after: Text) -> list[tuple[str, str, str]]:
    """Return the words of each language that differs."""
    old, new = before.translations, after.translations
    return [
        (code, old.get(code, ""), new.get(code, ""))
        for code in {**old, **new}
        if old.get(code) != new.get(code)
    ]


def _reworded() -> Mapping[What, str]:
    return {
        What.WORDS: _("The words of the question changed."),
        What.HINT: _("The help text changed."),
        What.UNIT: _("The unit changed."),
        What.SETTING_WORDS: _("The words beside the answer changed."),
        What.OPTION_WORDS: _("The words of an option changed."),
        What.ROW_WORDS: _("The words of a statement changed."),
        What.STEP_WORDS: _("The words of the second scale changed."),
    }


def _plain(part: str) -> Mapping[What, str]:
    return {
        What.OPTION_NEW: _("New option: “%(part)s”", part=part),
        What.OPTION_GONE: _("Removed option: “%(part)s”", part=part),
        What.ROW_NEW: _("New statement: “%(part)s”", part=part),
        What.ROW_GONE: _("Removed statement: “%(part)s”", part=part),
        What.STEP_NEW: _("New step of the second scale: “%(part)s”", part=part),
        What.STEP_GONE: _("Removed step of the second scale: “%(part)s”", part=part),
        What.PICTURE: _("The picture of “%(part)s” changed.", part=part),
        What.WAY_NEW: _("A new way not to choose an option: “Other”, “I don’t know” or the like."),
        What.WAY_GONE: _("A way not to choose an option is gone."),
        What.REQUIRED: _("Whether an answer is required changed."),
        What.LIMITS: _("What can be answered changed: limits or rules."),
        What.CONDITION: _("Who is asked changed."),
        What.ORDER: _("The order of options or statements changed."),
        What.MOVED: _("It has moved."),
        What.BACK: _("It is asked again: an older version asked it, the newest does not."),
        What.KIND: _("Its kind changed."),
    }


def consequences() -> Mapping[Consequence, str]:
    """Say what becomes of answers given before."""
    return {
        Consequence.TOGETHER: _("Earlier answers and new ones are counted together."),
        Consequence.APART: _("Answers from before are counted apart."),
        Consequence.NOT_OFFERED: _(
            "Earlier answers stay and are counted together with new ones. The results say that "
            "what is new was not offered before."
        ),
        Consequence.NEW: _("Only answers from now on. Those who answered before were not asked."),
        Consequence.ENDED: _("No longer asked. Earlier answers stay in the results."),
    }
