"""A laid report as PDF, and drawings as PNG."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst

from participation.reports.domain.laid import (
    Laid,
    LaidBreak,
    LaidCell,
    LaidChart,
    LaidExhibit,
    LaidHeading,
    LaidParagraph,
    LaidQuote,
    LaidTable,
    LaidTheme,
    portions,
)
from participation.reports.domain.said import language_of
from participation.reports.drawing.canvas import Drawing, fit
from participation.reports.drawing.chart import drawn
from participation.reports.face import Face
from participation.reports.pdf.letters import FONTS, dressed, printable

TEMPLATE = Path(__file__).with_name("report.typ")
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
MOST_COLUMNS = 10
# PDF/A holds no string longer than 32 767 bytes, and nobody listens to so much.
LONGEST_ALTERNATIVE = 4_000
PICTURE = TEMPLATE.with_name("picture.typ")


def pdf(laid: Laid, face: Face, moment: datetime) -> bytes:
    """Return a report as PDF/UA-1 and PDF/A-2a; the compiler refuses what is neither."""
    return _compiled(
        TEMPLATE,
        sys_inputs={"report": json.dumps(_report(laid, face))},
        pdf_standards=[*STANDARDS],
        timestamp=moment.replace(microsecond=0),
    )


def png(drawing: Drawing, scale: float = 2.0) -> bytes:
    """Return a drawing as PNG, so many pixels for each of its units."""
    return _compiled(
        PICTURE,
        format="png",
        ppi=72.0 * scale,
        sys_inputs={"drawing": dressed(drawing.svg), "width": f"{drawing.width:g}"},
    )


class TypesettingFailed(RuntimeError):
    """The typesetter gave up; what it said is the cause."""


def _compiled(template: Path, **more: Any) -> bytes:
    """Run the typesetter; when it panics, that is an error like any other."""
    try:
        found: bytes = typst.compile(template, font_paths=[FONTS], ignore_system_fonts=True, **more)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:
        raise TypesettingFailed(str(fault)[:500]) from fault
    return found


def _said(words: str) -> Any:
    """Return words as data, with their language where it is another than the report's."""
    shown, language = printable(fit(words)), language_of(words)
    return {"words": shown, "language": language} if language else shown


def _report(laid: Laid, face: Face) -> dict[str, Any]:
    colours = {name: getattr(face, name) for name in ("brand", "tint", "accent")}
    return {
        "title": _said(laid.title),
        "subtitle": _said(laid.subtitle),
        "about": [_said(line) for line in laid.about],
        "language": laid.language,
        "moment": printable(laid.moment),
        "labels": {name: printable(words) for name, words in laid.labels.items()},
        "face": {"name": printable(face.called(laid.language)), **colours},
        "headings": sum(isinstance(part, LaidHeading) for part in laid.parts),
        "parts": [PARTS[type(part)](part, face) for part in laid.parts],
    }


def _exhibit(part: LaidExhibit, face: Face) -> dict[str, Any]:
    return {
        "part": "exhibit",
        "title": _said(part.title),
        "level": part.level,
        "only": _said(part.only),
        "base": _said(part.base),
        "hidden": _said(part.hidden),
        "facts": [{"name": _said(f.name), "value": _said(f.cell.shown)} for f in part.facts],
        "charts": [_chart(chart, face) for chart in part.charts],
        "tables": [
            _table(t, is_titled=t.title != part.title)
            for table in part.tables
            for t in portions(table, MOST_COLUMNS)
        ],
        "notes": [_said(note) for note in part.notes],
    }


def _chart(chart: LaidChart, face: Face) -> dict[str, Any]:
    found = drawn(chart, face.brand)
    return {
        "svg": dressed(found.svg),
        "ratio": found.height / found.width,
        "alternative": printable(fit(chart.alternative))[:LONGEST_ALTERNATIVE],
        "caption": printable(fit(chart.caption)),
    }


def _table(table: LaidTable, *, is_titled: bool) -> dict[str, Any]:
    return {
        "titled": is_titled,
        "title": _said(table.title),
        "stub": _said(table.stub),
        "columns": [_said(column) for column in table.columns],
        "rows": [
            {
                "head": _said(row.head),
                "kind": row.kind.value,
                "cells": [_cell(c) for c in row.cells],
            }
            for row in table.rows
        ],
        "notes": [_said(note) for note in table.notes],
    }


def _cell(cell: LaidCell) -> dict[str, Any]:
    return {"shown": _said(cell.shown), "number": cell.is_aligned, "hidden": cell.is_hidden}


def _paragraph(part: LaidParagraph, face: Face) -> dict[str, Any]:
    return {
        "part": "point" if part.is_point else "paragraph",
        "lede": part.is_lede,
        "runs": [{"words": _said(run.words), "stale": run.is_stale} for run in part.runs],
    }


def _theme(part: LaidTheme, face: Face) -> dict[str, Any]:
    return {
        "part": "theme",
        "level": part.level,
        "title": _said(part.title),
        "about": _said(part.about),
        "people": _said(part.people),
        "quotes": [{"words": _said(each.words), "by": _said(each.by)} for each in part.quotes],
    }


PARTS: Mapping[type, Callable[..., dict[str, Any]]] = {
    LaidExhibit: _exhibit,
    LaidHeading: lambda part, face: {
        "part": "heading",
        "words": _said(part.words),
        "level": part.level,
    },
    LaidParagraph: _paragraph,
    LaidQuote: lambda part, face: {
        "part": "quote",
        "words": _said(part.words),
        "by": _said(part.by),
    },
    LaidTheme: _theme,
    LaidBreak: lambda part, face: {"part": "break"},
}
