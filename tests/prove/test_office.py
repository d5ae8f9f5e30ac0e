"""Office files open in LibreOffice with all their pages. Needs `soffice`; skipped without."""

import shutil
import subprocess
from contextlib import closing

import pypdfium2
import pytest

from participation.platform.lazy import load
from participation.reports.domain.automatic import automatic, deck
from participation.reports.writers import REPORTS
from tests.reports.conftest import FACE, lay, speaking  # noqa: F401 -- fixtures
from tests.reports.exhibited import EVERY
from tests.reports.exhibited_parts import MOMENT
from tests.reports.reading import pdf_text
from tests.reports.test_documents import ABOUT

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not on this machine"),
]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_libreoffice_opens_them(lay, tmp_path, kind, language):  # noqa: F811 -- the fixture
    laid = lay(language, (deck if kind == "pptx" else automatic)(ABOUT, EVERY))
    file = tmp_path / f"report.{kind}"
    file.write_bytes(load(REPORTS[kind].writer)(laid, FACE, MOMENT))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    asked = [OFFICE, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(asked, check=True, capture_output=True, timeout=180)
    content = (tmp_path / "report.pdf").read_bytes()
    words = " ".join(pdf_text(content).split())
    assert laid.title in words
    with closing(pypdfium2.PdfDocument(content)) as opened:
        pages = len(opened)
    if kind == "pptx":
        assert pages <= 15
    else:
        assert pages >= 10
