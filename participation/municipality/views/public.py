"""Standing pages, and the colours of all pages."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from participation.municipality.domain.colours import stylesheet
from participation.municipality.services.face import palette_of, theme_version
from participation.municipality.services.settings import settings_to_edit
from participation.municipality.standing import shown_page
from participation.municipality.views.blueprint import bp
from participation.platform.access.routes import public

FOR_EVER = "public, max-age=31536000, immutable"


@bp.get("/theme.css")
@public
def theme() -> ResponseReturnValue:
    """Give the municipality's colours; an address that names the present ones may be kept."""
    palette = palette_of(settings_to_edit())
    answer = Response(stylesheet(palette), mimetype="text/css")
    is_named = request.args.get("v") == theme_version(palette)
    answer.headers["Cache-Control"] = FOR_EVER if is_named else "no-cache"
    return answer


@bp.get("/<language:lang>/about/<slug>")
@public
def standing_page(slug: str) -> ResponseReturnValue:
    """Show a page the law wants."""
    return render_template("municipality/public/page.html", page=shown_page(slug))
