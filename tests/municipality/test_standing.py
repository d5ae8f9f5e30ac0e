"""Accessibility statement, privacy notice and terms: templates first, then own words."""

import pytest

from participation.municipality.domain.standing import (
    PLACE,
    PLACES,
    filled,
    literal,
    unknown_places,
)
from participation.municipality.markdown import rendered
from participation.municipality.models import StandingPage
from participation.municipality.queries import standing_page
from participation.municipality.standing import SLUGS, template_of
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from tests.factories import make_municipality, save, text
from tests.staff import sign_in

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a]( java\nscript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    "<javascript:alert(1)>",
    "![a](https://example.com/track.png)",
    "[a]: javascript:alert(1)\n\n[a]",
    '[a](https://example.com "x\\" onclick=\\"alert(1)")',
    "<a href='javascript:alert(1)'>a</a>",
    "</main><h1>mine</h1>",
)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_exists_in_every_language(visitor, slug, code):
    make_municipality()
    page = visitor.get(f"/{code}/about/{slug}")
    assert page.words("h1") == template_of(slug)[0].in_(code)
    assert len(page.all("h2")) >= 4
    assert not PLACE.search(page.words("main"))


@pytest.mark.parametrize("slug", SLUGS)
def test_pages_open_before_there_are_settings(visitor, slug):
    visitor.get(f"/fi/about/{slug}")


@pytest.mark.parametrize(
    ("code", "ways"),
    [
        ("fi", ("kysely", "aivoriih", "budjettiäänesty")),
        ("sv", ("enkät", "idékläckning", "budgetar")),
        ("en", ("survey", "brainstorm", "budget")),
    ],
)
@pytest.mark.parametrize("slug", ["privacy", "accessibility"])
def test_notices_tell_of_every_way_to_take_part(visitor, slug, code, ways):
    make_municipality()
    words = visitor.get(f"/{code}/about/{slug}").words("main").lower()
    assert [way for way in ways if way not in words] == []


@pytest.mark.parametrize(
    ("code", "words"),
    [("fi", "Varmuuskopioita"), ("sv", "Säkerhetskopior"), ("en", "Backups")],
)
def test_the_notice_says_how_long_what_was_erased_is_in_backups(visitor, code, words):
    # The page after an erasure sends people here to read it.
    notice = visitor.get(f"/{code}/about/privacy").words("main")
    assert f"{words} " in notice
    assert "30" in notice.partition(words)[2]


def test_an_unknown_page_is_not_found(visitor):
    visitor.get("/fi/about/nonsense", expect=404)


@pytest.mark.parametrize("slug", SLUGS)
def test_languages_of_a_template_have_the_same_shape(slug):
    shapes = {
        code: (
            [line.split(" ")[0] for line in body.splitlines() if line.startswith(("#", "-", "|"))],
            sorted(PLACE.findall(body)),
        )
        for code, body in template_of(slug)[1].translations.items()
    }
    assert shapes["fi"] == shapes["sv"] == shapes["en"]
    assert unknown_places(template_of(slug)[1].in_("fi")) == []


def test_the_accessibility_statement_says_what_the_law_wants(visitor):
    make_municipality(email="palaute@example.fi")
    words = visitor.get("/fi/about/accessibility").words("main")
    for needed in (
        "306/2019",
        "osittain",
        "14 päivän",
        "Traficom",
        "palaute@example.fi",
        "020 555",
    ):
        assert needed in words


def test_another_supervisor_takes_traficoms_place(visitor):
    make_municipality(accessibility_supervisor=text("Toinen virasto\nKatu 1"))
    page = visitor.get("/fi/about/accessibility")
    assert "Toinen virasto" in page.words("main")
    assert "Traficom" not in page.words("main")
    assert page.all("br")


def test_the_privacy_notice_names_who_answers(visitor):
    make_municipality(
        controller=text("Kaupunginhallitus"), protection_officer=text("Tietosuojavastaava TSV")
    )
    words = visitor.get("/fi/about/privacy").words("main")
    assert "Kaupunginhallitus" in words
    assert "Tietosuojavastaava TSV" in words


def test_settings_cannot_break_out_of_a_page(visitor):
    make_municipality(
        name=text("**Lintu** [x](javascript:1) <b>"), controller=text("<script>alert(1)</script>")
    )
    page = visitor.get("/fi/about/privacy")
    assert "<script>alert" not in page.text
    assert "**Lintu** [x](javascript:1) <b>" in visitor.get("/fi/about/terms").words("main")


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_runs_nothing(attack):
    html = rendered(attack)
    lower = html.lower()
    assert "<script" not in lower
    assert "<img" not in lower
    assert "<h1" not in lower
    assert 'href="javascript' not in lower
    assert 'href="data' not in lower
    assert 'href="vbscript' not in lower
    assert " onclick=" not in lower.replace("&quot; onclick=", "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_staff_write_runs_nothing_in_any_language(visitor, code):
    make_municipality()
    attack = "\n\n".join(ATTACKS)
    title = "<script>alert(1)</script>"
    save(StandingPage(slug="terms", title=Text({code: title}), body=Text({code: attack})))
    page = visitor.get(f"/{code}/about/terms")
    assert page.words("h1") == title
    assert "<script>alert" not in page.text
    targets = [link.get("href") for link in page.one("main").iter() if link.get("href")]
    assert all(target.startswith(("/", "#", "https:")) for target in targets), targets
    assert not [e for e in page.tree.iter() for name in e.attrib if name.startswith("on")]


def test_headings_of_the_text_stay_below_the_title():
    assert rendered("# One\n\n## Two") == "<h2>One</h2>\n<h2>Two</h2>\n"


def test_links_to_pages_mail_and_telephones_work():
    html = rendered(
        "[a](/fi/feedback) [b](mailto:a@example.fi) [c](tel:020) [d](https://example.fi)"
    )
    assert html.count("<a href=") == 4


def test_places_are_filled_and_unknown_ones_stay():
    assert filled("{name} {nmae}", {"name": "Lintukorpi"}) == "Lintukorpi {nmae}"
    assert unknown_places("{name} {nmae}") == ["nmae"]
    assert "feedback" in PLACES


def test_literal_words_show_every_sign():
    assert "<em>" not in rendered(literal("*a* _b_ `c`"))


OWN = {
    "title-fi": "Säännöt",
    "title-sv": "Regler",
    "body-fi": "## Uusi\n\n{name} päättää.",
    "body-sv": "## Ny\n\nText",
}


def test_staff_write_a_page_in_their_own_words(visitor):
    make_municipality()
    sign_in(visitor)
    visitor.get("/fi/manage/settings/pages/terms")
    visitor.post("/fi/manage/settings/pages/terms", OWN)
    page = visitor.get("/fi/about/terms")
    assert page.words("h1") == "Säännöt"
    assert "Lintukorpi päättää." in page.words("main")
    deed = db.session.scalar(db.select(AuditEntry))
    assert deed.deed == "municipality.write_page"
    assert deed.after["title"]["sv"] == "Regler"


def test_a_language_that_was_not_written_falls_back_and_says_so(visitor):
    make_municipality()
    save(StandingPage(slug="terms", title=Text({"fi": "Säännöt"}), body=Text({"fi": "Suomeksi."})))
    page = visitor.get("/en/about/terms")
    assert "This page is not available in English." in page.words("main")
    assert [e for e in page.all("div") if e.get("lang") == "fi"]


def test_a_preview_saves_nothing(visitor):
    make_municipality()
    sign_in(visitor)
    page = visitor.post("/fi/manage/settings/pages/terms", OWN | {"preview": "1"}, expect=200)
    assert "Lintukorpi päättää." in page.words("main")
    assert standing_page("terms") is None


def test_braces_that_nothing_fills_are_refused(visitor):
    make_municipality()
    sign_in(visitor)
    page = visitor.post("/fi/manage/settings/pages/terms", OWN | {"body-fi": "{nmae}"}, expect=200)
    assert "{nmae}" in page.words("main")
    assert standing_page("terms") is None


def test_a_page_returns_to_its_template(visitor):
    make_municipality()
    sign_in(visitor)
    visitor.post("/fi/manage/settings/pages/terms", OWN)
    visitor.get("/fi/manage/settings/pages/terms/restore")
    visitor.post("/fi/manage/settings/pages/terms/restore")
    assert visitor.get("/fi/about/terms").words("h1") == "Käyttöehdot"


def test_only_administrators_write_pages(visitor):
    sign_in(visitor, Role.EDITOR)
    visitor.get("/fi/manage/settings/pages/terms", expect=403)
    visitor.raw("POST", "/fi/manage/settings/pages/terms/restore", 403)


def test_addresses_typed_as_words_become_links():
    html = rendered("Kirjoita: Liisa.Lahti+tieto@lintukorpi.fi, tai soita.")
    assert (
        '<a href="mailto:Liisa.Lahti+tieto@lintukorpi.fi">Liisa.Lahti+tieto@lintukorpi.fi</a>, tai'
    ) in html
    for typed in ("[kirjoita a@b.fi](mailto:a@b.fi)", "<a@b.fi>"):
        assert rendered(typed).count("<a ") == 1
    assert "<a" not in rendered("`a@b.fi` ja a@b")


def test_the_controller_can_be_written_to(visitor):
    make_municipality(controller=text("Kunnanhallitus\nkirjaamo@lintukorpi.fi"))
    assert 'href="mailto:kirjaamo@lintukorpi.fi"' in visitor.get("/fi/about/privacy").text
