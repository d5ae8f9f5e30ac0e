"""Papers of the process: written here, and turned into files when the town is loaded."""

import io
from datetime import datetime
from pathlib import Path

from participation.demo.pdf import Paper, written
from participation.demo.timetable import THURSDAY, at, timetable, weekday_from
from participation.demo.words import text
from participation.platform.access.actor import Actor
from participation.platform.files.kinds import Kind
from participation.platform.files.services import store
from participation.processes.models import Process
from participation.processes.services.documents import Description, add_document

FOLDER = Path(__file__).parent / "papers"
LARGEST = 1_000_000
REVIEW = text("Nykytilan katsaus", "Översikt över nuläget", "Review of the present state")
PROGRAMME = text("Valmistelun ohjelma", "Program för beredningen", "Programme of the preparation")
IN_SHORT = text("Strategia lyhyesti", "Strategin i korthet", "The strategy in short")
# What each paper is called, and how many months ago it was added.
PAPERS = {
    "nykytilan-katsaus.fi.md": (REVIEW, -4),
    "oversikt-over-nulaget.sv.md": (REVIEW, -4),
    "valmistelun-ohjelma.fi.md": (PROGRAMME, -6),
    "program-for-beredningen.sv.md": (PROGRAMME, -6),
    "the-strategy-in-short.en.txt": (IN_SHORT, -2),
}


def add_documents(process: Process, actor: Actor, now: datetime) -> None:
    """Store the papers and list them."""
    days = timetable(now)
    for name, (title, months) in PAPERS.items():
        stem, language, ending = name.split(".")
        words = FOLDER.joinpath(name).read_text("utf-8")
        kind = Kind.PDF if ending == "md" else Kind.TXT
        content = written(read(words, language)) if kind is Kind.PDF else words.encode()
        file = store(io.BytesIO(content), f"{stem}.{kind}", {kind}, LARGEST)
        document = add_document(process, file, Description(title=title, language=language), actor)
        document.added = at(weekday_from(days.month(months), THURSDAY), 10, 15)


def read(words: str, language: str) -> Paper:
    """Read a paper: `# title`, then `## heading` with paragraphs, parted by empty lines."""
    heading, *rest = words.strip().split("\n\n")
    sections: list[tuple[str, list[str]]] = []
    for block in rest:
        if block.startswith("## "):
            sections.append((block.removeprefix("## "), []))
        else:
            sections[-1][1].append(" ".join(block.split()))
    return Paper(
        title=heading.removeprefix("# "),
        language=language,
        sections=tuple((title, tuple(paragraphs)) for title, paragraphs in sections),
    )
