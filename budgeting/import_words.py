"""What is wrong with a line of a file of ideas, in words."""

from flask_babel import lazy_gettext as _

from budgeting.interchange.idea_rows import Fault, Wrong

WORDS = {
    Wrong.COLUMN_MISSING: _("The column is missing."),
    Wrong.EMPTY: _("The cell is empty."),
    Wrong.TOO_LONG: _("The cell holds too much."),
    Wrong.UNKNOWN_AREA: _("No area has this code."),
    Wrong.UNKNOWN_CATEGORY: _("No category has this code."),
    Wrong.UNKNOWN_LANGUAGE: _("Write fi, sv or en."),
    Wrong.NOT_MONEY: _("This is no amount in euros."),
}


def sentence(fault: Fault) -> str:
    """Say what is wrong."""
    return str(WORDS[fault.wrong])
