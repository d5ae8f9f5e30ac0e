"""Staff compose a report, keep figures, and take it away."""

import re
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from tests.factories import make_municipality, make_process
from tests.reports.composing import (
    KINDS,
    added,
    answered_more,
    asked,
    began,
    blocks,
    changed,
    keep,
    quoted,
    report,
    text,
)
from tests.reports.reading import pdf_text
from tests.staff import sign_in


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


def test_a_report_begins_with_everything_there_is_to_tell(visitor):
    activity = asked()
    quote = quoted(activity)
    place = began(visitor, activity)
    kinds = [block["block"] for block in blocks()]
    assert kinds[:5] == ["heading", "passage", "heading", "passage", "break"]
    subjects = [b["source"].partition(":")[2] for b in blocks("finding")]
    assert subjects == ["area", "wish", "service", "age", "nick", "idea"]
    assert [b["quote"] for b in blocks("picked")] == [quote]
    page = visitor.get(place)
    assert "Suomi : complete" in page.words()
    assert "penkkejä" in page.words()
    assert "Results by question" in page.words()


def test_a_report_of_a_whole_process_has_a_chapter_for_each_survey(visitor):
    process = make_process()
    asked(process=process)
    asked(people=3, process=process)
    sign_in(visitor)
    title = {"title-fi": "Kaikki"}
    place = visitor.post("/en/manage/p/strategia/reports/new", title).response.location
    assert len([b for b in blocks("heading") if b["level"] == 1]) == 4
    assert len(blocks("finding")) == 12
    assert "Kysely: How people were asked" not in visitor.get(place).words()
    page = visitor.get(f"{place}/read")
    assert page.words().count("Kysymys area") >= 2
    offered = visitor.get(f"{place}/add?kind=text").text
    assert re.search(r"\{[a-z0-9]{10}:area:north:share\}", offered)
    assert "Kaikki" in visitor.get("/en/manage/p/strategia/reports").words()


def test_pieces_are_added_moved_changed_removed_and_brought_back(visitor):
    place = began(visitor, asked())
    added(visitor, place, "heading", **text("Aluksi"), level="1")
    last = blocks()[-1]["id"]
    visitor.post(f"{place}/{last}/up")
    assert blocks()[-2]["id"] == last
    data = changed(visitor, place, last, **text("Lopuksi"), level="2")
    visitor.post(f"{place}/{last}", data)
    assert (blocks()[-2]["words"]["fi"], blocks()[-2]["level"]) == ("Lopuksi", 2)
    mark = re.search(
        rf'{last}/remove">.*?name="mark" value="([^"]*)"', visitor.get(place).text, re.DOTALL
    )
    visitor.post(f"{place}/{last}/remove", {"mark": mark[1]})
    assert last not in [b["id"] for b in blocks()]
    assert "A piece has been removed" in visitor.get(place).words()
    visitor.post(f"{place}/undo")
    assert blocks()[-2]["id"] == last


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("text", text("Sanoja")),
        ("break", {}),
        ("passage", {"passage": "{a}/asked"}),
        ("finding", {"finding": "{a}:wish", "show": "chart", "by": "area"}),
        ("picked", {"quote": "{a}/{q}"}),
    ],
)
def test_every_kind_of_piece_is_added_and_read(visitor, kind, data):
    activity = asked()
    quote = quoted(activity)
    place = began(visitor, activity)
    names = {"{a}": activity.public_id, "{q}": quote}
    for sign, name in names.items():
        data = {field: said.replace(sign, name) for field, said in data.items()}
    added(visitor, place, kind, **data)
    assert blocks()[-1]["block"] == kind
    visitor.get(f"{place}/{blocks()[-1]['id']}")
    visitor.get(place, queries=16)
    visitor.get(f"{place}/read", queries=16)


def test_a_piece_of_no_kind_is_not_found(visitor):
    place = began(visitor, asked())
    visitor.get(f"{place}/add?kind=sauna", expect=404)
    visitor.get(f"{place}/b999", expect=404)


def test_two_editors_do_not_overwrite_each_other(visitor):
    place = began(visitor, asked())
    added(visitor, place, "text", **text("Alku"))
    piece = blocks()[-1]["id"]
    mine = changed(visitor, place, piece, **text("Minun"))
    theirs = changed(visitor, place, piece, **text("Heidän"))
    visitor.post(f"{place}/{piece}", theirs)
    page = visitor.post(f"{place}/{piece}", mine, expect=200)
    assert "Somebody else has changed this meanwhile" in page.words()
    assert "Minun" in page.text
    assert "Heidän" in page.words() or "English" in page.words()
    assert blocks()[-1]["words"]["fi"] == "Heidän"
    mark = re.search(r'name="mark"[^>]*value="([^"]*)"', page.text)[1]
    visitor.post(f"{place}/{piece}", mine | {"mark": mark})
    assert blocks()[-1]["words"]["fi"] == "Minun"


def test_nobody_removes_what_they_have_not_seen(visitor):
    place = began(visitor, asked())
    added(visitor, place, "text", **text("Alku"))
    piece = blocks()[-1]["id"]
    old = changed(visitor, place, piece)["mark"]
    visitor.post(f"{place}/{piece}", changed(visitor, place, piece, **text("Uusi")))
    page = visitor.follow(f"{place}/{piece}/remove", {"mark": old})
    assert "Look at it before you remove it" in page.words()
    assert blocks()[-1]["id"] == piece


def test_what_was_written_about_a_removed_piece_is_kept(visitor):
    place = began(visitor, asked())
    added(visitor, place, "text", **text("Alku"))
    piece = blocks()[-1]["id"]
    mine = changed(visitor, place, piece, **text("Minun"))
    visitor.post(f"{place}/{piece}/remove", {"mark": mine["mark"]})
    page = visitor.post(f"{place}/{piece}", mine, expect=409)
    assert "Minun" in page.words()
    added(visitor, place, "text", **{n: s for n, s in mine.items() if n.startswith("words")})
    assert blocks()[-1]["words"]["fi"] == "Minun"


def test_the_title_is_changed_unless_somebody_else_has(visitor):
    place = began(visitor, asked())
    old = re.search(r'name="mark"[^>]*value="([^"]*)"', visitor.get(f"{place}/title").text)[1]
    visitor.post(f"{place}/title", {"mark": old, **text("Uusi nimi")})
    assert report().title.in_("fi") == "Uusi nimi"
    page = visitor.post(f"{place}/title", {"mark": old, **text("Toinen")}, expect=200)
    assert "Uusi nimi" in page.words()
    assert "Toinen" in page.text


def test_a_figure_follows_the_answers_or_is_kept_and_flagged(visitor):
    activity = asked()
    place = began(visitor, activity)
    written = "{area:north:count}"
    added(visitor, place, "text", **text(f"A {written} ja {{answers}}", written, written))
    piece = blocks()[-1]["id"]
    assert "12" in visitor.get(place).words()
    keep(visitor, place, piece=piece, figure=written)
    assert blocks()[-1]["frozen"] == {written: 12.0}
    answered_more(activity)
    page = visitor.get(place).words()
    assert "kept: 12" in page
    assert "now: 15" in page
    assert "Some figures were kept and have changed since" in page
    assert "12 [this figure has changed]" in visitor.get(f"{place}/read").words()
    keep(visitor, place, piece=piece, figure=written)
    assert "now: 15" not in visitor.get(place).words()
    keep(visitor, place, "follow", piece=piece, figure=written)
    assert blocks()[-1]["frozen"] == {}


def test_a_chart_is_kept_with_its_moment_and_flagged_with_both_values(visitor):
    activity = asked()
    place = began(visitor, activity)
    piece = blocks("finding")[0]["id"]
    keep(visitor, place, piece=piece)
    answered_more(activity)
    page = visitor.get(place).words()
    assert "(answers: 12)" in page
    assert "(answers now: 15)" in page
    assert "As they were kept" in page
    assert "These figures have changed since" in visitor.get(f"{place}/read").words()
    keep(visitor, place, piece=piece)
    assert "(answers now: 15)" not in visitor.get(place).words()
    keep(visitor, place, "follow", piece=piece)
    assert "kept" not in blocks("finding")[0]


def test_all_figures_are_kept_or_freed_at_once(visitor):
    place = began(visitor, asked())
    added(visitor, place, "text", **text("{area:north:share}", "{answers}", "x"))
    keep(visitor, place)
    assert all("kept" in block for block in blocks("finding"))
    assert len(blocks("text")[0]["frozen"]) == 2
    keep(visitor, place, "follow")
    assert not [block for block in blocks("finding") if "kept" in block]
    assert blocks("text")[0]["frozen"] == {}


@pytest.mark.parametrize("wrong", ["{sauna}", "{area:west:share}", "{area:north:mean}", "{area"])
def test_a_figure_there_is_not_is_refused_beside_the_field_and_the_words_are_kept(visitor, wrong):
    place = began(visitor, asked())
    page = added(visitor, place, "text", 200, **text(f"Alku {wrong}"))
    assert "no figure" in page.words()
    assert f"Alku {wrong}" in page.text
    assert not blocks("text")


def test_a_figure_is_put_into_the_text_without_a_script(visitor):
    place = began(visitor, asked())
    data = text("Alku", "", "Beginning") | {"insert": "1", "figure": "{area:north:share}"}
    page = added(visitor, place, "text", 200, **data)
    assert "Beginning {area:north:share}" in page.text
    assert "Alku" in page.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_staff_take_it_as_every_kind_of_file_in_every_language(visitor, kind, language):
    place = began(visitor, asked())
    answer = visitor.raw("POST", f"{place}/read", data={"kind": kind, "language": language})
    assert answer.data.startswith(KINDS[kind])
    assert answer.headers["Content-Disposition"].endswith(f"-{language}.{kind}")
    assert db.session.scalars(select(AuditEntry).filter_by(deed="report.take")).one()


def test_files_say_what_staff_wrote_with_the_figures_of_the_language(visitor):
    place = began(visitor, asked())
    added(visitor, place, "text", **text("Pohjoinen: {area:north:share}.", "Norr: {answers} svar."))
    data = {"kind": "pdf", "language": "fi"}
    said = " ".join(pdf_text(visitor.raw("POST", f"{place}/read", data=data).data).split())
    assert "Pohjoinen: 100,0 %." in said.replace("\xa0", " ")
    data = {"kind": "docx", "language": "sv"}
    opened = Document(BytesIO(visitor.raw("POST", f"{place}/read", data=data).data))
    assert "Norr: 12 svar." in [paragraph.text for paragraph in opened.paragraphs]
