"""What is wrong with the lines of a file of ideas, in words."""

from flask_babel import gettext as _

from participation.brainstorming.interchange.idea_cells import LONGEST, LONGEST_NAME, Fault, Wrong


def sentence(fault: Fault) -> str:
    """Say what is wrong with a cell, and what may stand there."""
    said = {"said": fault.said, "column": fault.column}
    known = {
        Wrong.COLUMN_MISSING: _("There is no column %(column)s.", **said),
        Wrong.COLUMN_TWICE: _("The column %(column)s is there twice.", **said),
        Wrong.EMPTY: _("The idea is empty."),
        Wrong.UNREADABLE: _("A sign cannot be shown. Type the words anew."),
        Wrong.UNKNOWN_QUESTION: _unknown_question(fault),
        Wrong.UNKNOWN: _("“%(said)s” is not known here.", **said),
        Wrong.NOT_A_PLACE: _("Latitude and longitude are two numbers, such as 62.24 and 25.75."),
        Wrong.NOT_A_DAY: _("“%(said)s” is not a day, such as 23.11.2026.", **said),
        Wrong.LATER: _("The day is still to come."),
        Wrong.TOO_LONG: _too_long(fault),
    }
    return str(known[fault.wrong])


def _unknown_question(fault: Fault) -> str:
    if fault.said:
        return str(_("“%(said)s” is none of the questions.", said=fault.said))
    return str(_("Say which question it answers."))


def _too_long(fault: Fault) -> str:
    is_idea = fault.column.startswith("words")
    longest = LONGEST if is_idea else LONGEST_NAME
    return str(_("It has more than %(longest)s characters.", longest=longest))
