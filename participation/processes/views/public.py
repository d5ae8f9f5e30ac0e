"""The front door of the public site, and the page of a process."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.platform.access.routes import public
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language
from participation.processes import queries
from participation.processes.views.blueprint import bp


@bp.get("/")
@public
def root() -> ResponseReturnValue:
    """Lead to the home page in the language the browser asks for."""
    answer = redirect(url_for(".home", lang=current_language()))
    answer.headers["Vary"] = "Accept-Language"
    return answer


@bp.get("/<language:lang>/")
@public
def home() -> ResponseReturnValue:
    """Show what can be done now."""
    found = db.session.scalars(queries.public_processes()).all()
    return render_template("processes/public/home.html", processes=found)


@bp.get("/<language:lang>/p/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    """Show a process from its purpose to its decisions."""
    process = queries.process_named(slug)
    if process.published is None:
        raise NotFound
    return render_template("processes/public/show.html", process=process)
