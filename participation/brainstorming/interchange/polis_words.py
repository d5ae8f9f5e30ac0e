"""What is wrong with a file, in one sentence, for the command line."""

from participation.brainstorming.interchange.polis import Damaged, Fault

SENTENCES = {
    Fault.MISSING_FILE: "there is no such file in the folder",
    Fault.UNREADABLE: "it cannot be read: {what}",
    Fault.TOO_LARGE: "it is too large",
    Fault.NOT_UTF8: "it is not UTF-8 text",
    Fault.NOT_CSV: "it is not CSV from here on",
    Fault.EMPTY: "it is empty",
    Fault.MISSING_COLUMN: "there is no column {what}",
    Fault.TWICE: "{what} is there twice",
    Fault.FIELDS: "the row has another number of fields than the headings ({what})",
    Fault.NOT_A_NUMBER: "{what!r} is not a number that may stand here",
    Fault.NOT_A_VOTE: "{what!r} is not a vote (1, 0 or -1)",
    Fault.NO_NAME: "{what} is empty",
    Fault.NO_GROUPS: "no participant has a group",
}


def sentence(damaged: Damaged) -> str:
    """Say which file, which line, and what is wrong."""
    place = f"{damaged.file}, line {damaged.line}" if damaged.line else damaged.file
    return f"{place}: {SENTENCES[damaged.fault].format(what=damaged.what)}."
