"""What of results nobody may see in public. The only place that decides; `docs/disclosure.md`.

Staff see findings as they are. They become public through `disclosed`, all findings of a release
together with their splits and after every earlier release, so that no number of people below the
minimum can be worked out from anything public. It knows the figures of every kind of activity by
their shapes (`sheets`); a shape it does not know is told by its number of answers alone.
"""

from participation.activities.domain.disclosure.history import Released, key
from participation.activities.domain.disclosure.overlaps import near, same_people
from participation.activities.domain.disclosure.release import Disclosed, disclosed
from participation.activities.domain.disclosure.telling import groups_of
from participation.activities.domain.disclosure.veiling import hidden_cells
from participation.activities.domain.disclosure.weighted import WEIGHTS, n_effective, weighted

THRESHOLD = 5

__all__ = [
    "THRESHOLD",
    "WEIGHTS",
    "Disclosed",
    "Released",
    "disclosed",
    "groups_of",
    "hidden_cells",
    "key",
    "n_effective",
    "near",
    "same_people",
    "weighted",
]
