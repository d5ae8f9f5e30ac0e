"""Administrators set up the municipality; every change is written down."""

import io

import pytest
from PIL import Image

from participation.municipality.queries import settings
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.web.site import site
from tests.factories import make_municipality
from tests.staff import sign_in

PLACE = "/fi/manage/settings"
NAMES = {
    "name-fi": "Lintukorpi",
    "name-sv": "Fågelmarken",
    "name-en": "Lintukorpi",
    "genitive-fi": "Lintukorven",
    "inessive-fi": "Lintukorvessa",
}
COLOURS = {
    "brand": "#5B2A86",
    "brand_dark": "#3a1560",
    "tint": "#f3ecfa",
    "accent": "#ffb81c",
}


def picture(kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "#5b2a86").save(file, kind)
    file.seek(0)
    return file


def deeds():
    return db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id)).all()


def test_residents_and_editors_do_not_change_settings(visitor):
    visitor.get(PLACE, expect=303)
    sign_in(visitor, Role.EDITOR)
    visitor.get(PLACE, expect=403)
    visitor.get(f"{PLACE}/names", expect=403)


@pytest.mark.parametrize("part", ["names", "languages", "contacts", "responsible", "colours"])
def test_every_part_opens_before_anything_was_saved(visitor, part):
    sign_in(visitor)
    visitor.get(PLACE)
    visitor.get(f"{PLACE}/{part}")


def test_two_administrators_do_not_overwrite_each_other_unseen(visitor):
    make_municipality()
    sign_in(visitor)
    page = visitor.get(f"{PLACE}/names")
    (seen,) = [e.get("value") for e in page.all("input") if e.get("name") == "revision"]
    visitor.post(f"{PLACE}/names", NAMES | {"name-fi": "Heidän", "revision": seen})
    page = visitor.post(
        f"{PLACE}/names", NAMES | {"name-fi": "Minun", "revision": seen}, expect=200
    )
    assert "Joku muu on" in page.words()
    assert settings().name.in_("fi") == "Heidän"
    (newest,) = [e.get("value") for e in page.all("input") if e.get("name") == "revision"]
    visitor.post(f"{PLACE}/names", NAMES | {"name-fi": "Minun", "revision": newest})
    assert settings().name.in_("fi") == "Minun"


def test_an_unknown_part_is_not_found(visitor):
    sign_in(visitor)
    visitor.get(f"{PLACE}/nonsense", expect=404)


def test_the_first_save_makes_the_municipality(visitor):
    sign_in(visitor)
    page = visitor.follow(f"{PLACE}/names", NAMES)
    assert "Lintukorpi" in page.words("header")
    assert settings().genitive.in_("fi") == "Lintukorven"
    assert "Fågelmarken" in visitor.get("/sv/about/terms").words("header")


def test_a_name_is_needed(visitor):
    sign_in(visitor)
    page = visitor.post(f"{PLACE}/names", NAMES | {"name-fi": ""}, expect=200)
    assert page.all("h2")
    assert settings() is None


def test_changes_are_written_down_before_and_after(visitor):
    make_municipality()
    person = sign_in(visitor)
    visitor.post(f"{PLACE}/contacts", {"phone": "020 555 0199", "email": "kirjaamo@example.fi"})
    (deed,) = deeds()
    assert deed.deed == "municipality.change_settings"
    assert deed.person_id == person.id
    assert deed.before == {"public_phone": "020 555 0100", "public_email": ""}
    assert deed.after == {"public_phone": "020 555 0199", "public_email": "kirjaamo@example.fi"}


def test_saving_the_same_is_no_change(visitor):
    make_municipality()
    sign_in(visitor)
    visitor.post(f"{PLACE}/contacts", {"phone": "020 555 0100"})
    assert deeds() == []
    assert settings().revision == 1


def test_the_log_does_not_name_the_data_protection_officer(visitor):
    make_municipality()
    sign_in(visitor)
    visitor.post(f"{PLACE}/responsible", {"protection_officer-fi": "Maija Mallikas"})
    assert "Maija" not in str(deeds()[0].after)
    assert deeds()[0].after["protection_officer"] == "…"


def test_a_wrong_address_is_refused(visitor):
    sign_in(visitor)
    page = visitor.post("/en/manage/settings/contacts", {"email": "not an address"}, expect=200)
    assert "name@example.com" in page.text


def test_a_bilingual_municipality_needs_both_languages(visitor):
    make_municipality(required_languages=["fi"])
    sign_in(visitor)
    chosen = {"offered": ["sv", "fi"], "main": "sv", "gate": "fi,sv"}
    visitor.post(f"{PLACE}/languages", chosen)
    assert settings().languages == ["sv", "fi"]
    assert settings().required_languages == ["fi", "sv"]
    visitor.get("/en/about/terms", expect=404)


@pytest.mark.parametrize(
    "chosen",
    [
        {"offered": ["fi"], "main": "sv", "gate": "fi"},
        {"offered": ["fi", "en"], "main": "fi", "gate": "fi,sv"},
        {"offered": [], "main": "fi", "gate": "fi"},
        {"offered": ["fi"], "main": "fi", "gate": "en"},
        {"offered": ["fi"], "main": "en", "gate": "fi"},
    ],
)
def test_languages_that_contradict_are_refused(visitor, chosen):
    make_municipality()
    sign_in(visitor)
    visitor.post(f"{PLACE}/languages", chosen, expect=200)
    assert settings().languages == ["fi", "sv", "en"]


def test_colours_are_saved_and_change_the_stylesheet(visitor, app):
    make_municipality()
    sign_in(visitor)
    page = visitor.follow(f"{PLACE}/colours", COLOURS)
    (theme,) = [link.get("href") for link in page.all("link") if "theme" in link.get("href")]
    answer = visitor.raw("GET", theme)
    assert "--y-brand:#5b2a86" in answer.text
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(visitor.queries) <= 1
    with app.test_request_context():
        assert site().theme_version in theme


def test_an_old_address_of_the_stylesheet_is_not_kept(visitor):
    assert visitor.raw("GET", "/theme.css?v=old").headers["Cache-Control"] == "no-cache"


def test_pale_colours_are_refused_with_pair_and_ratio(visitor):
    make_municipality()
    sign_in(visitor)
    page = visitor.post(
        f"{PLACE.replace('fi', 'en', 1)}/colours", COLOURS | {"brand": "#ffb81c"}, expect=200
    )
    assert "The main colour against the page has a contrast of 1.5 : 1" in page.text
    assert settings().brand == "#00437c"


def test_what_is_no_colour_is_refused(visitor):
    make_municipality()
    sign_in(visitor)
    visitor.post(f"{PLACE}/colours", COLOURS | {"tint": "red;}</style>"}, expect=200)
    assert settings().tint == "#e9f2fa"


def test_a_logo_stands_beside_the_name_as_decoration(visitor):
    make_municipality()
    sign_in(visitor)
    visitor.post(f"{PLACE}/logo", {"logo": (picture(), "vaakuna.png")})
    page = visitor.get("/fi/about/terms")
    (logo,) = page.all("img")
    assert logo.get("alt") == ""
    answer = visitor.raw("GET", logo.get("src"))
    assert answer.mimetype == "image/png"
    answer.close()
    assert deeds()[0].after == {"logo": "vaakuna.png"}


def test_a_new_logo_takes_the_place_of_the_old_one(visitor):
    make_municipality()
    sign_in(visitor)
    visitor.post(f"{PLACE}/logo", {"logo": (picture(), "a.png")})
    visitor.post(f"{PLACE}/logo", {"logo": (picture("WEBP"), "b.webp")})
    assert [file.name for file in db.session.scalars(db.select(StoredFile))] == ["b.webp"]


def test_the_logo_can_be_removed(visitor):
    make_municipality()
    sign_in(visitor)
    visitor.post(f"{PLACE}/logo", {"logo": (picture(), "a.png")})
    visitor.post(f"{PLACE}/logo/remove")
    assert visitor.get("/fi/about/terms").all("img") == []


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"), (b"no picture", "a.png"), (b"", "")],
)
def test_what_is_no_picture_is_refused(visitor, content, name):
    make_municipality()
    sign_in(visitor)
    visitor.post(f"{PLACE}/logo", {"logo": (io.BytesIO(content), name)}, expect=200)
    assert settings().logo_id is None


def test_the_command_shows_the_settings(app):
    runner = app.test_cli_runner()
    none = runner.invoke(args=["municipality", "show", "--json"])
    assert none.exit_code == 2
    make_municipality()
    shown = runner.invoke(args=["municipality", "show", "--json"])
    assert shown.exit_code == 0
    assert '"fi": "Lintukorpi"' in shown.output
    assert "brand" in runner.invoke(args=["municipality", "show"]).output
