"""Files in an answer form: kept when the page is sent, whatever else is wrong on it."""

from collections.abc import Iterator, Mapping, Sequence

from flask import request

from participation.platform.extensions import limiter
from surveys.domain.questionnaire import Page, Question
from surveys.domain.questions.base import Form
from surveys.domain.questions.upload import MOST_FILES, Sent, upload_field
from surveys.services import answer_files
from surveys.services.drafts import Sitting

REMOVE = "_remove"
STAYING = (REMOVE, "_attach", "_switch")
PER_ADDRESS = "60 per hour"


def with_files(
    sitting: Sitting, page: Page, form: Mapping[str, Sequence[str]], *, takes: bool = True
) -> Form:
    """Return a form with the files of its page: never as posted, always as we know them.

    Unless it `takes` files, those that come now are left where they are.
    """
    found = dict(form)
    for question in page.questions:
        if question.kind == "upload":
            known = sitting.typed.get(question.code, ())
            files = _files(sitting, question) if takes else map(Sent.read, known)
            found[question.code] = [one.line() for one in files]
    return found


def _files(sitting: Sitting, question: Question) -> Iterator[Sent]:
    """Yield the files kept earlier, but for one taken back, and those that come now."""
    code, _space, removed = request.form.get(REMOVE, "").partition(" ")
    gone = removed if code == question.code else ""
    uploads = [each for each in request.files.getlist(upload_field(question)) if each.filename]
    kept = [Sent.read(line) for line in sitting.typed.get(question.code, ())]
    kept = [one for one in kept if not one.reason or not _goes_on()]
    for one in kept:
        if one.name and one.name == gone:
            answer_files.forget([one.name])
        else:
            yield one
    if not uploads:
        return
    with limiter.limit(PER_ADDRESS, scope="answer files"):
        for each in uploads[: MOST_FILES - len(kept) + 1]:
            each.stream.seek(0)
            yield answer_files.take(sitting.activity.id, question, each.stream, each.filename or "")


def _goes_on() -> bool:
    """Tell whether a person sent the page, which is when what was refused is forgotten."""
    return not request.path.endswith("/autosave")


def stays() -> bool:
    """Tell whether a button was pressed that leads back to the same page."""
    return any(name in request.form for name in STAYING)
