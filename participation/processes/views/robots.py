"""What search engines may read."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from participation.activities.domain.state import State
from participation.activities.views.shared import public_address
from participation.platform.access.routes import public
from participation.platform.clock import now
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.platform.web.site import site
from participation.processes import queries
from participation.processes.views.blueprint import bp


@bp.get("/sitemap.xml")
@public
def sitemap() -> ResponseReturnValue:
    """List every public page in every language."""
    shown = (State.OPEN, State.UPCOMING, State.CLOSED)
    activities = db.session.scalars(queries.listed_activities(*shown, now=now()))
    pages = [
        ("processes.home", {}),
        *(
            ("processes.show", {"slug": process.slug})
            for process in db.session.scalars(queries.public_processes())
        ),
        *(("activities.show", {"activity": one.public_id}) for one in activities),
    ]
    addresses = [
        {code: public_address(endpoint, **values, lang=code) for code in site().languages}
        for endpoint, values in pages
    ]
    words = render_template("processes/public/sitemap.xml", addresses=addresses)
    return Response(words, mimetype="application/xml")


@bp.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    """Keep search engines out of the workspace and away from links that count."""
    closed = [f"Disallow: /{code}/{place}" for code in LANGUAGES for place in ("manage/", "r$")]
    lines = ["User-agent: *", *closed, "Disallow: /c/", ""]
    lines.append(f"Sitemap: {public_address('.sitemap')}")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
