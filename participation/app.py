"""The composition root: the only module that knows every room."""

import sqlite3
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

import budgeting.feature
import participation.activities.feature
import participation.brainstorming.feature
import participation.demo.feature
import participation.identity.feature
import participation.municipality.feature
import participation.platform.manifest
import participation.processes.feature
import participation.reports.feature
import surveys.feature
from participation.identity import sessions
from participation.identity.views.signing_in import sign_in_page
from participation.municipality import services as municipality
from participation.platform import access_log, health
from participation.platform.access import routes
from participation.platform.config import ROOT, Settings
from participation.platform.extensions import babel, csrf, db, migrate
from participation.platform.feature import check_names
from participation.platform.i18n import catalogues
from participation.platform.web import assets, errors, headers, languages, requests, shell
from participation.platform.web.house import House

FEATURES = (
    participation.platform.manifest.feature,
    participation.identity.feature.feature,
    participation.municipality.feature.feature,
    participation.activities.feature.feature,
    participation.processes.feature.feature,
    participation.reports.feature.feature,
    surveys.feature.feature,
    participation.brainstorming.feature.feature,
    budgeting.feature.feature,
    participation.demo.feature.feature,
)


@event.listens_for(Engine, "connect")
def _furnish_sqlite(connection: Any, _record: Any) -> None:
    """Let SQLite keep references, wait for its turn, and lose nothing in a power cut."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in (
            "foreign_keys = ON",
            "journal_mode = WAL",
            "synchronous = FULL",
            "busy_timeout = 30000",
        ):
            connection.execute(f"PRAGMA {pragma}")


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """Assemble the house."""
    settings = settings or Settings.from_environ()
    app = House("participation", root_path=str(ROOT / "participation"))
    app.config.from_mapping(settings.to_flask(), **overrides)
    app.extensions["features"] = FEATURES
    app.extensions["site_loader"] = municipality.load_site
    app.extensions["sign_in_page"] = sign_in_page
    check_names(FEATURES)
    catalogues.compile_stale(ROOT / "translations")
    db.init_app(app)
    migrate.init_app(
        app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True
    )
    babel.init_app(app, locale_selector=languages.select_locale)
    app.limit_marked_views()
    access_log.init_app(app)
    requests.init_app(app, sessions.is_begun)
    languages.init_app(app)
    routes.init_app(app, sessions.load_actor)
    csrf.init_app(app)
    shell.init_app(app)
    assets.init_app(app)
    headers.init_app(app)
    health.init_app(app)
    for feature in FEATURES:
        feature.install(app)
    errors.init_app(app, [page for feature in FEATURES for page in feature.refusal_pages])
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
