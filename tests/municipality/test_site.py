"""Every page knows the municipality, and survives without one."""

from participation.municipality.services import load_site
from participation.platform.extensions import db
from participation.platform.web.site import Site
from tests.factories import make_municipality


def test_without_settings_the_site_is_plain(app):
    assert load_site() == Site()


def test_without_tables_the_site_is_plain(app):
    db.session.connection().exec_driver_sql("DROP TABLE municipality")
    assert load_site() == Site()


def test_settings_become_the_site(app):
    make_municipality(languages=["sv", "fi"])
    site = load_site()
    assert site.name.in_("sv") == "Fågelmarken"
    assert site.main_language == "sv"
    assert site.required_languages == ("fi", "sv")
    assert site.phone == "020 555 0100"


def test_the_stylesheet_has_another_address_when_a_colour_changes(app):
    municipality = make_municipality()
    before = load_site().theme_version
    municipality.brand = "#5b2a86"
    db.session.commit()
    assert load_site().theme_version != before
