"""Files to be sent along."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import ngettext

from participation.platform.files import refusals
from participation.platform.files.kinds import FORMS, IMAGES, Kind
from participation.platform.files.words import explain
from participation.platform.i18n import locales
from participation.platform.web.languages import current_language
from surveys.domain.questionnaire import Question
from surveys.domain.questions.upload import (
    Sent,
    kinds_of,
    largest_of,
    most_of,
    sent_in,
    upload_field,
)
from surveys.views.asked.base import Asked

Facts = Mapping[str, Any]
# What a browser offers to choose; what comes is looked at all the same.
ACCEPTED: Mapping[str, frozenset[Kind]] = {
    "pictures": IMAGES,
    "pdf": frozenset({Kind.PDF}),
    "office": frozenset({Kind.DOCX, Kind.XLSX, Kind.PPTX, Kind.ODT}),
}


def size_words(size: int) -> str:
    """Write a size."""
    return locales.size(size, current_language())


def kinds_words() -> dict[str, str]:
    """Name the kinds of files."""
    return {
        "pictures": _("pictures (JPEG, PNG, WebP)"),
        "pdf": _("PDF files"),
        "office": _("documents (Word, Excel, PowerPoint, OpenDocument text)"),
    }


@dataclass(slots=True)
class AskedUpload(Asked):
    """A question that takes files."""

    sheets: ClassVar[tuple[str, ...]] = ("upload.css",)
    takes_files: ClassVar[bool] = True

    @property
    def rule(self) -> str:
        """Say what can be sent."""
        kinds = ", ".join(kinds_words()[kind] for kind in kinds_of(self.question))
        number = ngettext(
            "You can add %(num)s file.", "You can add %(num)s files.", most_of(self.question)
        )
        size = _(
            "Allowed: %(kinds)s; each at most %(size)s.",
            kinds=kinds,
            size=size_words(largest_of(self.question)),
        )
        return f"{number} {size}"

    @property
    def upload_name(self) -> str:
        """The name of the field for files."""
        return upload_field(self.question)

    @property
    def accept(self) -> str:
        """What a browser offers to choose."""
        kinds = [kind for name in kinds_of(self.question) for kind in ACCEPTED[name]]
        return ",".join(sorted(FORMS[kind].content_type for kind in kinds))

    @property
    def most(self) -> int:
        """How many files there can be."""
        return most_of(self.question)

    def sent(self) -> list[Sent]:
        """Return the files kept so far, and those refused."""
        return sent_in(self.question, self.typed)

    def why(self, sent: Sent) -> str:
        """Say why a file was refused."""
        return refused_words(self.question, {"why": sent.reason, "called": sent.called})

    def told(self) -> list[str]:
        """Return what the files are called."""
        reasons = [str(choice.label) for choice in self.reasons() if choice.is_chosen]
        return [one.called for one in self.sent() if one.name] + reasons


def refused_words(question: Question, facts: Facts) -> str:
    """Say which file was refused and why."""
    kinds = frozenset[Kind]().union(*(ACCEPTED[kind] for kind in kinds_of(question)))
    reasons: Mapping[str, refusals.FileRefused] = {
        "empty": refusals.FileMissing(),
        "too_large": refusals.FileTooLarge(limit=largest_of(question)),
        "too_many_pixels": refusals.ImageTooLarge(limit=50_000_000),
        "wrong_kind": refusals.WrongKind(allowed=kinds),
        "infected": refusals.FileInfected(),
        "not_scanned": refusals.NotScanned(),
    }
    words = explain(reasons.get(facts["why"], refusals.NotWhatItSays()))
    return _("“%(called)s” was not taken. %(why)s.", called=facts["called"], why=words.rstrip("."))


SENTENCES: Mapping[str, Callable[[Question, Facts], str]] = {
    "file_refused": refused_words,
    "too_many_files": lambda _q, facts: ngettext(
        "There can be %(num)s file. Remove the others.",
        "There can be at most %(num)s files. Remove some of them.",
        facts["max"],
    ),
}
