"""Why there is no release, in words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.domain.disclosure import WEIGHTS
from participation.activities.refusals import (
    NotDecided,
    NotReleasable,
    NoWeighting,
    SamePeople,
    StillCounting,
    TooFewNew,
    TooManySplits,
    WeighedGroups,
    WeighedHidden,
    WeighedOtherwise,
)
from participation.platform.refusals import Refusal
from surveys.forms.releasing import ReleaseForm

REFUSALS = (
    NotDecided,
    NotReleasable,
    NoWeighting,
    SamePeople,
    StillCounting,
    TooFewNew,
    TooManySplits,
    WeighedGroups,
    WeighedHidden,
    WeighedOtherwise,
)


def offered(form: ReleaseForm) -> dict[str, Any]:
    """Return the groupings that can be chosen, with their words."""
    return {value: label for value, label, *_more in form.splits.iter_choices()}


def refused_words(refusal: Refusal, form: ReleaseForm) -> Any:
    """Say why there is no release, and what to do."""
    if isinstance(refusal, TooFewNew):
        return ngettext(
            "Wait for at least %(lacking)s more answer: what few new answers say could be worked "
            "out. Until then you can show less than the newest release does, not more.",
            "Wait for at least %(lacking)s more answers: what few new answers say could be worked "
            "out. Until then you can show less than the newest release does, not more.",
            refusal.facts["lacking"],
            lacking=refusal.facts["lacking"],
        )
    if isinstance(refusal, SamePeople):
        names = {**offered(form), WEIGHTS: _("Weights")}
        first, second = (names.get(name, name) for name in refusal.facts["splits"])
        return _(
            "“%(first)s” and “%(second)s” have groups of almost the same people. Choose one of "
            "them.",
            first=first,
            second=second,
        )
    if isinstance(refusal, WeighedGroups | WeighedHidden | WeighedOtherwise | NoWeighting):
        return _refused_weights(refusal, form)
    if isinstance(refusal, TooManySplits):
        return _("Choose at most %(most)s groupings.", most=refusal.facts["most"])
    return _refused_for_now(refusal)


def _refused_for_now(refusal: Refusal) -> Any:
    """Say what keeps any release from being made at this moment."""
    if isinstance(refusal, NotDecided):
        return _("Something went wrong on our side")
    if isinstance(refusal, StillCounting):
        return _("Answers are being counted at this moment. Try again in a minute.")
    return _("Results can be published when the survey has closed and everybody may see them.")


def _refused_weights(refusal: Refusal, form: ReleaseForm) -> Any:
    """Say why no weighted figures can be released, and what to do."""
    names = {
        **offered(form),
        **{value: label for value, label, *_m in form.subjects.iter_choices()},
    }
    if isinstance(refusal, WeighedGroups):
        return _(
            "People are weighted by “%(question)s”, so they cannot also be grouped by it, in this "
            "release or an earlier one: hidden numbers could be worked out. Choose one of the two.",
            question=", ".join(names.get(name, name) for name in refusal.facts["splits"]),
        )
    if isinstance(refusal, WeighedHidden):
        return _(
            "Numbers of “%(question)s” are hidden, and people are weighted by it: weighted figures "
            "could tell them. Leave that question out of the release, or do without weights.",
            question=", ".join(names.get(name, name) for name in refusal.facts["subjects"]),
        )
    if isinstance(refusal, WeighedOtherwise):
        return _(
            "An earlier release was weighted by other questions. Figures weighted in two ways "
            "could tell hidden numbers, so weights must be by the same questions as then."
        )
    return _("The weights do not tell enough people apart. Work them out anew, or do without.")
