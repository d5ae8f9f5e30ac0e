"""What hand-made findings are made of: words in three languages, options, rows."""

from datetime import UTC, datetime
from typing import Any

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text

MOMENT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def said(fi: str, sv: str, en: str) -> dict[str, str]:
    return {"fi": fi, "sv": sv, "en": en}


def text(fi: str, sv: str, en: str) -> Text:
    return Text(said(fi, sv, en))


def finding(code: str, label: Text, figures: dict[str, Any], **changes: Any) -> Finding:
    values = {
        "kind": "survey",
        "activity": "kysely",
        "subject": code,
        "label": label,
        "asked": 40,
        "answered": 38,
        "missing": {"no_answer": 2},
        "figures": {"format": 1, "respondents": 40, **figures},
        "moment": MOMENT,
        "versions": (1,),
    }
    return Finding(**values | changes)


def option(code: str, fi: str, sv: str, en: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "label": said(fi, sv, en), **more}


def row(code: str, fi: str, sv: str, en: str, answered: int = 38, **more: Any) -> dict[str, Any]:
    base = {"asked": 40, "answered": answered, "missing": {"no_answer": 40 - answered}}
    return option(code, fi, sv, en, **base, **more)
