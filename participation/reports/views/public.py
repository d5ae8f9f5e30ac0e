"""Reports that everybody may read: from releases only."""

from flask import render_template
from flask.typing import ResponseReturnValue

from participation.platform.access.routes import actor, public
from participation.platform.clock import now
from participation.platform.extensions import limiter
from participation.platform.web.languages import current_language
from participation.reports.queries import report_named
from participation.reports.services.making import face, made
from participation.reports.services.sharing import Edition, edition_of
from participation.reports.views.blueprint import bp
from participation.reports.views.sending import sent
from participation.reports.views.speaking import report_html

# A file takes a second to make.
PER_ADDRESS = "30 per minute"


def _edition(report: str) -> Edition:
    return edition_of(report_named(report), actor(), now())


@bp.get("/<language:lang>/reports/<report>", endpoint="public")
@public
def show(report: str) -> ResponseReturnValue:
    """Show a report."""
    edition = _edition(report)
    shown = report_html(edition.document(current_language()))
    return render_template("reports/public/report.html", edition=edition, shown=shown)


@bp.get("/<language:lang>/reports/<report>/file.<any(pdf,docx,pptx,xlsx):kind>")
@limiter.limit(PER_ADDRESS)
@public
def public_file(report: str, kind: str) -> ResponseReturnValue:
    """Send a report as a file; a quote that is taken back is in none that is made later."""
    edition, language = _edition(report), current_language()
    document = edition.document(language)
    return sent(made(document, kind, language, face(), edition.gathered.moment))
