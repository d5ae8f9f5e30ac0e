"""`flask demo load` loads once, into an empty house, and never in production."""

from participation.demo import greeting
from participation.demo.people import PASSWORD
from participation.municipality.queries import settings
from participation.platform.config import Settings
from tests.factories import make_municipality


def test_the_command_loads_and_says_how_to_sign_in(app):
    run = app.test_cli_runner().invoke
    first_time = run(args=["demo", "load"])
    assert first_time.exit_code == 0, first_time.output
    assert PASSWORD in first_time.output
    assert "already" in run(args=["demo", "load"]).output


def test_the_command_leaves_a_real_municipality_alone(app):
    make_municipality()
    refused = app.test_cli_runner().invoke(args=["demo", "load"])
    assert refused.exit_code == 2
    assert settings().name.in_("fi") == "Lintukorpi"
    assert greeting(app) == ""


def test_the_command_refuses_production(app, monkeypatch):
    production = Settings(secret_key="k3y" * 20, environment="production")
    monkeypatch.setitem(app.config, "SETTINGS", production)
    assert app.test_cli_runner().invoke(args=["demo", "load"]).exit_code == 2
    assert greeting(app) == ""
