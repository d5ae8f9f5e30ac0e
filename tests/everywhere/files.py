"""Files to send where a form takes files: some that fit, and some that do not."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.hostile.town import png

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class File:
    """A file, or how to get one."""

    name: str
    content: Callable[[Any], bytes]


def _given(name: str, content: bytes) -> File:
    return File(name, lambda _walker: content)


def _kept(path: Path) -> File:
    return File(path.name, lambda _walker: path.read_bytes())


USUAL = (
    _given("kuva.png", png((64, 48))),
    _given("muistio.pdf", b"%PDF-1.7\n%%EOF"),
    _given("broken.xlsx", b"PK\x03\x04 broken"),
    _given("x.exe", b"MZ"),
)


def _forms() -> list[File]:
    xlsforms = sorted((DATA / "xlsforms").glob("*.xlsx"))
    limesurvey = sorted((DATA / "limesurvey").glob("*.lss"))
    surveyjs = sorted((DATA / "surveyjs").glob("*.json"))
    return [_kept(path) for path in (*xlsforms[:2], *limesurvey[:1], *surveyjs[:1])]


def files_for(endpoint: str, action: str) -> list[File]:
    """Return the files that somebody might send to a form."""
    if endpoint == "surveys_manage.import_xlsform":
        return [*_forms(), *USUAL[2:]]
    if endpoint.startswith("surveys_manage.") and "translate" in action:
        place = action.rpartition("/")[0] + "/file?to=sv"
        return [File("texts.xlsx", lambda walker: walker.fetch("GET", place).data), *USUAL[2:]]
    return list(USUAL)
