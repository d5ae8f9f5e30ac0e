"""Words for surveys side by side: why questions are not compared, what differed, differences."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from surveys.domain.differences import What
from surveys.domain.earlier import Pair, Why
from surveys.wording import Speaker

WORDED = frozenset(
    {What.WORDS, What.HINT, What.SETTING_WORDS, What.OPTION_WORDS, What.ROW_WORDS, What.STEP_WORDS}
)
WHY: Mapping[Why, Any] = {
    Why.KIND: lazy_gettext("The question is of another kind."),
    Why.OWN_WORDS: lazy_gettext(
        "It is answered in people’s own words or with files. Their themes are in the results of "
        "each survey."
    ),
    Why.DATES: lazy_gettext("It asks for a date; the classes follow from each survey’s answers."),
    Why.UNIT: lazy_gettext("The unit is another one."),
    Why.SCALE: lazy_gettext("The scale is another one."),
    Why.OPTIONS: lazy_gettext(
        "The options are not the same, and each one’s result depends on which others there were."
    ),
    Why.NOTHING_SHARED: lazy_gettext("No option or statement is the same."),
    Why.WORDS: lazy_gettext("The words differ so much that it may ask something else."),
    Why.HIDDEN: lazy_gettext("Its figures are not public in both surveys."),
}


def noted(pair: Pair, here: str, there: str, speaker: Speaker) -> Iterator[str]:
    """Say what differs in a question that is compared; `here` and `there` are names of surveys."""
    for each in pair.differences:
        old, new = speaker.say(each.before), speaker.say(each.after)
        if each.what in WORDED and old != new:
            yield _reworded(there, old, new)
        elif each.what in (What.OPTION_NEW, What.ROW_NEW):
            yield _("Only in “%(survey)s”: %(part)s", survey=here, part=new or _("Other"))
        elif each.what in (What.OPTION_GONE, What.ROW_GONE):
            yield _("Only in “%(survey)s”: %(part)s", survey=there, part=old or _("Other"))
        elif each.what in NOTES:
            yield str(NOTES[each.what] % {"survey": there})


def _reworded(survey: str, old: str, new: str) -> str:
    if not old:
        return str(_("Not in “%(survey)s”: “%(words)s”", survey=survey, words=new))
    if not new:
        return str(_("In “%(survey)s” also: “%(words)s”", survey=survey, words=old))
    return str(_("“%(new)s” read in “%(survey)s”: “%(old)s”", survey=survey, old=old, new=new))


NOTES: Mapping[What, Any] = {
    What.WAY_NEW: lazy_gettext("In “%(survey)s” the ways not to choose an option were others."),
    What.WAY_GONE: lazy_gettext("In “%(survey)s” the ways not to choose an option were others."),
    What.LIMITS: lazy_gettext("In “%(survey)s” what could be answered had other limits."),
    What.CONDITION: lazy_gettext("In “%(survey)s” others were asked the question."),
}


def difference_words(said: Mapping[str, str], *, is_share: bool, is_more: bool) -> str:
    """Say how a number differs from that of another survey."""
    if is_share and is_more:
        words = _("“%(answer)s” more often than %(when)s, by %(points)s percentage points.", **said)
    elif is_share:
        words = _("“%(answer)s” less often than %(when)s, by %(points)s percentage points.", **said)
    elif is_more:
        words = _("%(answer)s: higher than %(when)s, by %(number)s.", **said)
    else:
        words = _("%(answer)s: lower than %(when)s, by %(number)s.", **said)
    return str(words)
