"""The platform alone, with one tiny room: what stands without any of the real ones."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Flask, abort, render_template_string, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.exc import OperationalError
from wtforms import StringField
from wtforms.validators import InputRequired

from participation.platform import access_log, health, refusals
from participation.platform.access import routes
from participation.platform.access.actor import ANYBODY, Actor
from participation.platform.access.routes import public, requires
from participation.platform.config import ROOT, Settings
from participation.platform.extensions import babel, csrf, db
from participation.platform.feature import Feature, MenuItem
from participation.platform.i18n.text import Text
from participation.platform.web import assets, errors, headers, languages, shell
from participation.platform.web.site import Site

SECRET = "a secret only tests use, long enough for all"
LINTUKORPI = Site(
    name=Text({"fi": "Lintukorpi", "sv": "Fågelmarken"}),
    phone="020 123 4567",
    hours=Text({"fi": "arkisin 9–15", "sv": "vardagar 9–15", "en": "weekdays 9–15"}),
)
# Pages the shell links to; the rooms that own them are not here.
PLACES = {
    "processes": {"home": "/<language:lang>/", "workspace": "/<language:lang>/manage/"},
    "activities": {"receipt": "/<language:lang>/r"},
    "identity": {"sign_in": "/<language:lang>/sign-in", "sign_out": "/<language:lang>/sign-out"},
    "municipality": {
        "theme": "/theme.css",
        "standing_page": "/<language:lang>/about/<slug>",
        "feedback": "/<language:lang>/feedback",
    },
}


class WordsForm(FlaskForm):
    words = StringField("Words", [InputRequired()])


@public
def _place(**_named: Any) -> ResponseReturnValue:
    return render_template_string(
        '{% extends "base.html" %}{% block title %}Place{% endblock %}'
        "{% block content %}<p>{{ _('Home') }} {{ 0.5 | percent }} {{ get() }}</p>{% endblock %}",
        get=lambda: "",
    )


@public
def _staff_place() -> ResponseReturnValue:
    return render_template_string(
        '{% extends "manage.html" %}{% block title %}Place{% endblock %}'
        "{% block content %}<p>Words</p>{% endblock %}"
    )


@public
def _write() -> ResponseReturnValue:
    return {"kept": request.form.getlist("words")}


@public
def _fail(status: int) -> ResponseReturnValue:
    abort(status)


@public
def _refuse(kind: str) -> ResponseReturnValue:
    raise getattr(refusals, kind)


@public
def _break() -> ResponseReturnValue:
    raise ZeroDivisionError


@public
def _lose_the_database() -> ResponseReturnValue:
    raise OperationalError("SELECT 1", {}, Exception("no database"))


@requires(lambda actor: actor.is_administrator)
def _for_administrators() -> ResponseReturnValue:
    return "secret"


def _unmarked() -> ResponseReturnValue:
    return "nobody said who may come"


def _rooms() -> list[Blueprint]:
    rooms = []
    for name, places in PLACES.items():
        room = Blueprint(name, __name__)
        for endpoint, rule in places.items():
            view = _staff_place if endpoint == "workspace" else _place
            room.add_url_rule(rule, endpoint, view, methods=("GET", "POST"))
        rooms.append(room)
    tiny = Blueprint("tiny", __name__)
    tiny.add_url_rule(
        "/<language:lang>/write", view_func=_write, endpoint="write", methods=["POST"]
    )
    tiny.add_url_rule("/<language:lang>/fail/<int:status>", view_func=_fail, endpoint="fail")
    tiny.add_url_rule("/<language:lang>/refuse/<kind>", view_func=_refuse, endpoint="refuse")
    tiny.add_url_rule("/<language:lang>/break", view_func=_break, endpoint="break")
    tiny.add_url_rule("/<language:lang>/lost", view_func=_lose_the_database, endpoint="lost")
    tiny.add_url_rule("/<language:lang>/secret", view_func=_for_administrators, endpoint="secret")
    tiny.add_url_rule("/<language:lang>/unmarked", view_func=_unmarked, endpoint="unmarked")
    return [*rooms, tiny]


MENU = (
    MenuItem(
        title="Last", endpoint="tiny.secret", policy=lambda who: who.is_administrator, order=9
    ),
    MenuItem(
        title="First", endpoint="processes.workspace", policy=lambda who: who.is_staff, order=1
    ),
)


def small_house(site: Any = lambda: LINTUKORPI, actor: Actor = ANYBODY, **config: Any) -> Flask:
    """Return the platform with error pages as in production."""
    app = Flask("participation", root_path=str(ROOT / "participation"))
    settings = Settings(secret_key=SECRET, database_url="sqlite://")
    app.config.from_mapping(settings.to_flask(), **{"TESTING": True, "MOMENT": 0, **config})
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(hours=1)
    app.extensions["features"] = (Feature(name="tiny", menu=MENU),)
    app.extensions["site_loader"] = site
    db.init_app(app)
    babel.init_app(app, locale_selector=languages.select_locale)
    access_log.init_app(app)
    languages.init_app(app)
    routes.init_app(app, lambda: actor)
    csrf.init_app(app)
    for part in (shell, assets, headers, health, errors):
        part.init_app(app)
    for room in _rooms():
        app.register_blueprint(room)
    return app
