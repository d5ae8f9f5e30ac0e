"""Staff compose a report, keep figures, take it away, and publish it from releases."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import select

from participation.activities.models import ResultVisibility
from participation.activities.queries import newest_release
from participation.activities.services.releasing import Amendment, correct, release_closed
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.reports.models import Report
from surveys import queries
from surveys.services import open_answers, redacting
from surveys.services.counting import rebuild
from tests.factories import make_municipality, make_process
from tests.reports.reading import pdf_text
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.factories_counting import ONE_ANSWER, closed, make_version, respond

KINDS = {"pdf": b"%PDF", "docx": b"PK", "pptx": b"PK", "xlsx": b"PK"}


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


def asked(people=12, process=None, **changes):
    activity = closed(process=process, **changes) if process else closed(**changes)
    version = make_version(activity)
    for _ in range(people):
        respond(version, ONE_ANSWER)
    db.session.commit()
    return activity


def released(activity):
    release_closed(activity, datetime(2026, 9, 1, tzinfo=UTC))
    db.session.commit()
    return activity


def quoted(activity, words="penkkejä"):
    actor = actor_of(make_person(Role.ANALYST, email="coder@lintukorpi.test"))
    question = open_answers.asked(activity, "idea")
    first = open_answers.found(question, open_answers.Look()).answers[0]
    quote = redacting.pick(question, first, words, is_clean=True, actor=actor, now=now())
    db.session.commit()
    return quote.public_id


def began(visitor, activity, role=Role.EDITOR):
    sign_in(visitor, role)
    title = {"title-fi": "Raportti", "title-sv": "Rapport", "title-en": "Report"}
    new = f"/en/manage/a/{activity.public_id}/reports/new"
    return visitor.post(new, title).response.location


def report():
    db.session.expire_all()
    return db.session.scalars(select(Report)).one()


def blocks(kind=None):
    return [b for b in report().document["blocks"] if kind in (None, b["block"])]


def added(visitor, place, kind, expect=302, **data):
    return visitor.post(f"{place}/add?kind={kind}", data, expect=expect)


def text(fi, sv="Svenska", en="English"):
    return {"words-fi": fi, "words-sv": sv, "words-en": en}


def changed(visitor, place, piece, **data):
    page = visitor.get(f"{place}/{piece}")
    mark = re.search(r'name="mark"[^>]*value="([^"]*)"', page.text)[1]
    return {"mark": mark, "kind": "text", **data}


def keep(visitor, place, deed="keep", **what):
    return visitor.post(f"{place}/figures", {"deed": deed, **what})


def answered_more(activity, times=3, **words):
    version = queries.current_version(activity.id)
    for _ in range(times):
        respond(version, ONE_ANSWER | words)
    rebuild(activity.id, now())
    db.session.commit()


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


def publish(visitor, place, expect=302):
    return visitor.post(f"{place}/publish", expect=expect)


def finished(visitor, activity):
    """A report that can be published: what a release of so few does not tell is left out."""
    place = began(visitor, activity)
    visitor.get(f"{place}/publish")
    return place


def public(place):
    return place.replace("/manage", "")


def test_a_report_becomes_public_from_a_release_alone(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    added(visitor, place, "text", **text("{area:north:count}", "{answers}", "{area:north:count}"))
    keep(visitor, place)
    answered_more(activity, 2)
    publish(visitor, place)
    page = visitor.get(public(place)).words()
    assert "12" in page
    assert "14" not in page
    assert "[this figure has changed]" not in page
    assert "Report" in visitor.get("/en/reports").words()
    assert public(place) in visitor.get(f"/en/a/{activity.public_id}/results").text
    for kind, start in KINDS.items():
        assert visitor.raw("GET", f"{public(place)}/file.{kind}").data.startswith(start)


def test_nothing_is_public_before_it_is_published_and_after_it_is_taken_back(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    visitor.get(public(place), expect=404)
    publish(visitor, place)
    visitor.get(public(place))
    visitor.post(f"{place}/withdraw")
    visitor.get(public(place), expect=404)
    visitor.raw("GET", f"{public(place)}/file.pdf", 404)
    assert public(place) not in visitor.get("/en/reports").text


def test_without_a_release_a_report_stays_with_staff(visitor):
    place = finished(visitor, asked())
    page = publish(visitor, place, 200)
    assert "No results have been published yet" in page.words()
    assert report().edition is None


def test_groups_that_are_not_released_are_not_published(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    more = {"finding": f"{activity.public_id}:wish", "show": "both", "by": "area"}
    added(visitor, place, "finding", **more)
    page = publish(visitor, place, 200)
    assert "not published" in page.words()
    assert report().edition is None


def test_hidden_and_unknown_figures_are_not_published(visitor):
    activity = asked()
    answered_more(activity, 2, area="south")
    released(activity)
    place = finished(visitor, activity)
    added(visitor, place, "text", **text("Vain {area:south:count}", "x", "x"))
    page = publish(visitor, place, 200)
    assert "This figure is not published: {area:south:count}" in page.words()


def test_unfinished_languages_keep_a_report_from_everybody(visitor):
    place = finished(visitor, released(asked()))
    added(visitor, place, "text", **text("Suomeksi", "", ""))
    page = publish(visitor, place, 200)
    assert "Finish the words in this language: Svenska" in page.words()


def test_later_changes_wait_until_it_is_published_again(visitor):
    place = finished(visitor, released(asked()))
    publish(visitor, place)
    added(visitor, place, "text", **text("Uutta", "Nytt", "Something new"))
    assert "Something new" not in visitor.get(public(place)).words()
    assert "You have changed it since" in visitor.get(place).words()
    publish(visitor, place)
    assert "Something new" in visitor.get(public(place)).words()


def test_a_quote_that_is_put_back_leaves_the_public_report(visitor):
    activity = released(asked())
    quote = quoted(activity)
    place = finished(visitor, activity)
    publish(visitor, place)
    assert "penkkejä" in visitor.get(public(place)).words()
    redacting.put_back(open_answers.asked(activity, "idea"), quote)
    db.session.commit()
    assert "penkkejä" not in visitor.get(public(place)).words()
    assert "no longer picked" in visitor.get(place).words()


def test_a_figure_that_is_taken_back_leaves_the_public_report(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    publish(visitor, place)
    assert "Kysymys wish" in visitor.get(public(place), headers={"Accept-Language": "fi"}).text
    newest = newest_release(db.session.merge(activity).id)
    made = Amendment(subject="wish", reason=report().title, is_withdrawal=True)
    correct(newest, made, now=now(), actor=actor_of(make_person(email="x@y.test")))
    db.session.commit()
    page = visitor.get(public(place)).words()
    assert "Kysymys wish" not in page


def test_hidden_results_hide_the_report(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    publish(visitor, place)
    db.session.merge(activity).results = ResultVisibility.STAFF
    db.session.commit()
    visitor.get(public(place), expect=404)


@pytest.mark.parametrize(("role", "expect"), [(Role.ANALYST, 403), (Role.MODERATOR, 403)])
def test_only_editors_publish(visitor, role, expect):
    place = began(visitor, released(asked()))
    sign_in(visitor, role, email="other@lintukorpi.test")
    visitor.get(f"{place}/publish", expect=expect)
    visitor.raw("POST", f"{place}/withdraw", expect)


def test_a_report_is_deleted(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    publish(visitor, place)
    visitor.get(f"{place}/delete")
    visitor.post(f"{place}/delete")
    visitor.get(place, expect=404)
    visitor.get(public(place), expect=404)
    page = visitor.get(f"/en/manage/a/{activity.public_id}/reports")
    assert "No reports yet" in page.words()


def test_a_survey_without_answers_has_a_report_too(visitor):
    activity = closed()
    make_version(activity)
    place = began(visitor, activity)
    visitor.get(place)
    visitor.get(f"{place}/read")
    visitor.get(f"{place}/add?kind=picked")
    assert "Add it anew" not in visitor.get(f"{place}/add?kind=finding").words()
