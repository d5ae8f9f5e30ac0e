"""What pages say of opinions, in words."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from participation.brainstorming.domain.opinions.enough import Lack
from participation.brainstorming.domain.ratings import Quadrant
from participation.brainstorming.services.opinions import NOT_YET, SCALE, SMALL, Opinions


def lack_words(told: Opinions) -> str:
    """Say in one sentence what is missing before groups can be shown; nothing where nothing is."""
    run = told.run
    there, needed = (run.there, run.needed) if run else (0, 0)
    words = {
        SCALE: _("Groups are sought where people agree or disagree; here they rate importance."),
        NOT_YET: _("Groups have not been worked out yet."),
        SMALL: _("There are not two groups of so many people that they may be shown."),
        Lack.DIFFERENCES: _("Everybody has said the same so far, so there are no groups."),
        Lack.STATEMENTS: ngettext(
            "Groups need %(needed)s ideas that people weigh; there is %(num)s.",
            "Groups need %(needed)s ideas that people weigh; there are %(num)s.",
            there,
            needed=needed,
        ),
        Lack.PEOPLE: ngettext(
            "Groups need %(needed)s people who have weighed at least 7 ideas; there is %(num)s.",
            "Groups need %(needed)s people who have weighed at least 7 ideas; there are %(num)s.",
            there,
            needed=needed,
        ),
    }
    return str(words.get(told.lack, ""))


def field_words() -> Mapping[Quadrant, str]:
    """Say what the two ratings of an idea together mean."""
    return {
        Quadrant.ACT: str(_("Important, but not done well: act")),
        Quadrant.KEEP: str(_("Important and done well: keep it up")),
        Quadrant.WATCH: str(_("Less important, not done well: watch")),
        Quadrant.ENOUGH: str(_("Done well, less important: enough")),
    }
