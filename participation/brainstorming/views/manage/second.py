"""The second coder's page: one idea of the sample at a time, and how well both agree."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.brainstorming import theme_queries
from participation.brainstorming.policy import may_make_sense
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.services import second_coding
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work

NONE_FITS = "none"


@bp.get(f"{PLACE}/themes/second")
@requires(may_make_sense, brainstorm_here)
def second(activity: str) -> ResponseReturnValue:
    """Show the next idea of the sample without its theme, and how well coders agree."""
    found = brainstorm_here(activity)
    sample = second_coding.sample(found, actor().person_id)
    return render_template(
        "brainstorming/manage/second.html",
        activity=found,
        idea=second_coding.next_unread(sample),
        number=len(sample),
        read=sum(sample.values()),
        themes=db.session.scalars(theme_queries.kept_themes(found.id)).all(),
        agreements=second_coding.agreements(found),
        none_fits=NONE_FITS,
    )


@bp.post(f"{PLACE}/themes/second")
@requires(may_make_sense, brainstorm_here)
def read_second(activity: str) -> ResponseReturnValue:
    """Keep which theme the second coder gives."""
    chosen, person = request.form.get("theme", ""), actor().person_id
    if chosen and person:
        theme = "" if chosen == NONE_FITS else chosen
        idea = request.form.get("idea", "")
        with unit_of_work():
            found = brainstorm_here(activity)
            second_coding.read(found, idea, theme, coder_id=person, now=now())
    return redirect(url_for(".second", activity=activity))
