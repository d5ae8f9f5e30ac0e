"""What a refused file means, in words for the form."""

from flask_babel import gettext as _

from participation.platform.files.kinds import FORMS
from participation.platform.files.refusals import (
    FileInfected,
    FileMissing,
    FileRefused,
    FileTooLarge,
    ImageTooLarge,
    NotScanned,
    WrongKind,
)
from participation.platform.i18n import locales
from participation.platform.web.languages import current_language


def explain(refusal: FileRefused) -> str:
    """Say what is wrong with a file and what to do."""
    match refusal:
        case FileMissing():
            return str(_("Choose a file. The one chosen is empty or missing"))
        case FileTooLarge():
            size = locales.most(refusal.facts["limit"], current_language())
            return str(_("The file is too large. It may be at most %(size)s", size=size))
        case ImageTooLarge():
            pixels = locales.number(refusal.facts["limit"] / 1_000_000, current_language())
            words = _(
                "The image is too large. It may have at most %(count)s million pixels",
                count=pixels,
            )
            return str(words)
        case WrongKind():
            allowed = refusal.facts["allowed"]
            endings = [f".{FORMS[kind].endings[0]}" for kind in FORMS if kind in allowed]
            return str(
                _("Choose a file of one of these kinds: %(kinds)s", kinds=", ".join(endings))
            )
        case _:
            return _other(refusal)


def _other(refusal: FileRefused) -> str:
    if isinstance(refusal, FileInfected):
        words = _("The file has a virus. Check your device before you send another file")
    elif isinstance(refusal, NotScanned):
        words = _("The file could not be checked for viruses just now. Try again in a moment")
    else:
        words = _("The file is broken, protected, or something else than its name says")
    return str(words)
