"""What keeps an activity from being published."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.domain.gate import languages_to_finish, unfinished_texts
from participation.activities.kinds import Fault, kind_of, kinds
from participation.activities.models import Activity
from participation.platform.i18n.locales import NAMES


@dataclass(frozen=True, slots=True)
class Gate:
    """Faults to mend first, languages offered but not finished, and languages switched off.

    Only the last, languages of the municipality, may be excused by a written reason.
    """

    faults: tuple[Fault, ...] = ()
    unfinished: tuple[Fault, ...] = ()
    switched_off: tuple[Fault, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether nothing is in the way."""
        return not self.is_blocked and not self.switched_off

    @property
    def is_blocked(self) -> bool:
        """Tell whether something is in the way that nobody may excuse."""
        return bool(self.faults or self.unfinished)

    @property
    def all(self) -> tuple[Fault, ...]:
        """Everything that is in the way."""
        return (*self.faults, *self.unfinished, *self.switched_off)


def gate(activity: Activity, required: Sequence[str], now: datetime) -> Gate:
    """Look for everything that keeps the activity from being published now."""
    return Gate(
        (*_faults(activity, now), *kind_of(activity).faults(activity)),
        tuple(_half_shown(activity)),
        tuple(_switched_off(activity, required)),
    )


def _faults(activity: Activity, now: datetime) -> list[Fault]:
    settings = url_for("activities.settings", activity=activity.public_id)
    found = []
    if activity.process.published is None:
        place = url_for("processes.manage_process", slug=activity.process.slug)
        found.append(Fault(_("The process is not published yet. Publish it first."), place))
    if activity.closes is not None and activity.closes <= now:
        found.append(Fault(_("The closing time has already passed."), settings))
    if not activity.languages:
        found.append(Fault(_("Choose at least one language."), settings))
    return found


def language_faults(activity: Activity, required: Sequence[str]) -> list[Fault]:
    """List the languages that are required but switched off, or offered but not finished."""
    return [*_switched_off(activity, required), *_half_shown(activity)]


def _switched_off(activity: Activity, required: Sequence[str]) -> list[Fault]:
    place = url_for("activities.settings", activity=activity.public_id)
    return [
        Fault(
            _(
                "%(language)s is switched off here, but the municipality serves in it.",
                language=NAMES[code],
            ),
            place,
        )
        for code in required
        if code not in activity.languages
    ]


def _half_shown(activity: Activity) -> list[Fault]:
    found = []
    for code, count in unfinished([activity], ())[activity.id].items():
        words = ngettext(
            "%(language)s: %(num)s text is missing or not approved.",
            "%(language)s: %(num)s texts are missing or not approved.",
            count,
            language=NAMES[code],
        )
        found.append(Fault(words, place_to_mend(activity, code)))
    return found


def unfinished(
    activities: Iterable[Activity], required: Sequence[str]
) -> dict[int, dict[str, int]]:
    """Count the texts that are not finished by activity id and language: a query a kind."""
    by_kind: dict[str, list[Activity]] = defaultdict(list)
    for activity in activities:
        by_kind[activity.kind].append(activity)
    found = {}
    for key, alike in by_kind.items():
        counted = kinds()[key].unfinished(alike)
        for one in alike:
            wanted = languages_to_finish(one.languages, required)
            texts = (one.title, one.summary)
            found[one.id] = unfinished_texts(texts, counted.get(one.id, {}), wanted)
    return found


def place_to_mend(activity: Activity, language: str) -> str:
    """Return where the kind's texts are translated; the settings while title or summary wait."""
    settings = url_for("activities.settings", activity=activity.public_id)
    if any(text.unfinished((language,)) for text in (activity.title, activity.summary)):
        return settings
    places = (tab.endpoint for tab in kind_of(activity).tabs if tab.endpoint.endswith("translate"))
    place, public_id = next(places, ""), activity.public_id
    if place:
        return url_for(place, activity=public_id, to=language, only="unfinished")
    first = next(iter(kind_of(activity).tabs), None)
    return url_for(first.endpoint, activity=public_id) if first else settings
