"""Downloads: every answer in its column, the same counts as the page, nothing about who."""

import csv
import json
from io import BytesIO, StringIO
from random import Random

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from participation.activities.models import Channel
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys import queries
from surveys.forms import download as download_form
from surveys.models import Response
from surveys.services import counting
from tests.factories import make_activity, make_municipality, make_process, text
from tests.staff import sign_in
from tests.surveys.factories_counting import (
    ONE_ANSWER,
    ask,
    make_version,
    options,
    questionnaire,
    respond,
    some_answers,
)


@pytest.fixture(autouse=True)
def _analyst(visitor):
    make_municipality()
    sign_in(visitor, Role.ANALYST)


def download(visitor, activity, kind="csv", values="labels", language="en"):
    url = f"/{language}/manage/a/{activity.public_id}/results/download"
    response = visitor.raw("POST", url, 200, data={"kind": kind, "values": values})
    assert response.data
    response.close()
    return response


def rows_of(response, separator=";"):
    words = response.data.decode("utf-8-sig")
    return list(csv.reader(StringIO(words, newline=""), delimiter=separator))


def book_of(response):
    book = load_workbook(BytesIO(response.data))
    return {sheet.title: [list(r) for r in sheet.iter_rows(values_only=True)] for sheet in book}


def test_every_answer_is_in_its_column(visitor):
    activity = make_activity()
    respond(make_version(activity), ONE_ANSWER, channel_id=activity.channels[0].id)
    head, row = rows_of(download(visitor, activity))
    found = dict(zip(head, row, strict=True))
    label = "Kysymys %s en".__mod__
    assert list(found)[:4] == ["Day", "Channel", "Language", "Version of the questionnaire"]
    assert row[:4] == ["2026-08-12", "Web site", "Suomi", "1"]
    assert found[label("area")] == "NORTH en"
    assert found[f"{label('wish')} – PARK en"] == "1"
    assert found[f"{label('wish')} – POOL en"] == "0"
    assert found[f"{label('wish')} – Other"] == "0"
    assert found[f"{label('service')} – SCHOOL en"] == "GOOD en"
    assert found[f"{label('service')} – ROAD en"] == "Don’t know"
    assert found[label("age")] == "41"
    assert found[label("nick")] == "No answer"
    assert found[label("idea")] == "Lisää penkkejä"


def test_codes_instead_of_words(visitor):
    activity = make_activity()
    respond(make_version(activity), {"area": "other", "area~other": "=HYPERLINK(1)"})
    head, row = rows_of(download(visitor, activity, values="codes"))
    found = dict(zip(head, row, strict=True))
    assert head[:4] == ["day", "channel", "language", "version"]
    assert found["area"] == "other"
    assert found["area~other"] == "'=HYPERLINK(1)"
    assert {found[c] for c in ("wish.park", "service.road", "age", "idea")} == {"~notasked"}
    assert found["wish~other"] == ""


def test_rfc_4180_on_request(visitor):
    activity = make_activity()
    respond(make_version(activity), {"age": 12.5})
    response = download(visitor, activity, kind="csv-rfc4180")
    assert not response.data.startswith(b"\xef\xbb\xbf")
    assert "12.5" in rows_of(response, ",")[1]
    assert "12,5" in rows_of(download(visitor, activity))[1]


@pytest.mark.parametrize(("language", "day"), [("fi", "fi"), ("sv", "sv"), ("en", "en")])
def test_words_are_in_the_language_of_the_page(visitor, language, day):
    activity = make_activity()
    respond(make_version(activity), ONE_ANSWER)
    words = download(visitor, activity, language=language).data.decode("utf-8-sig")
    assert {"fi": "NORTH;", "sv": "NORTH sv;", "en": "NORTH en;"}[language] in words


def test_the_file_has_an_ascii_name_and_is_not_kept(visitor):
    activity = make_activity(title=text('Äänestys; "x"', "Ä", "Ähky"))
    make_version(activity)
    response = download(visitor, activity)
    assert response.headers["Content-Disposition"] == "attachment; filename=answers-to-ahky.csv"
    assert response.headers["Cache-Control"] == "no-store"
    response = download(visitor, activity, kind="xlsx")
    assert "answers-to-ahky.xlsx" in response.headers["Content-Disposition"]


def test_counts_in_the_workbook_equal_those_of_the_page(visitor):
    activity, random = make_activity(), Random(1)
    version = make_version(activity)
    for _ in range(40):
        respond(version, some_answers(random))
    book = book_of(download(visitor, activity, kind="xlsx"))
    assert list(book) == ["Answers", "Codebook", "Summary"]
    head, *rows = book["Answers"]
    counts = counting.read(activity.id, now()).counts
    area = head.index("Kysymys area en")
    north = sum(row[area] == "NORTH en" for row in rows)
    assert (len(rows), north) == (40, counts["area/single"].options["north"])
    park = head.index("Kysymys wish en – PARK en")
    assert sum(row[park] == 1 for row in rows) == counts["wish/multiple"].options["park"]
    summary = {(q, s, a): n for q, s, a, n, _share in book["Summary"]}
    assert summary["Kysymys area en", None, "NORTH en"] == north
    assert summary["Kysymys area en", None, "Don’t know"] == counts["area/single"].dont_know
    assert (
        summary["Kysymys service en", "ROAD en", "GOOD en"]
        == (counts["service/matrix/road"].options["good"])
    )
    age = head.index("Kysymys age en")
    ages = [row[age] for row in rows if isinstance(row[age], int)]
    assert summary["Kysymys age en", None, "Mean"] == pytest.approx(sum(ages) / len(ages))


def test_the_summary_has_no_rows_for_what_was_never_offered(visitor):
    activity = make_activity()
    version = make_version(activity, questionnaire(ask("idea", "text"), ask("age", "number")))
    respond(version, {"idea": "Lisää", "age": "~none"})
    rows = book_of(download(visitor, activity, kind="xlsx"))["Summary"]
    assert [row[2:4] for row in rows[1:] if "idea" in row[0]] == [["Answered", 1], ["No answer", 0]]
    assert [row[2:4] for row in rows[1:] if "age" in row[0]] == [["Answered", 0], ["No answer", 1]]


def test_the_codebook_explains_every_column_and_code(visitor):
    activity = make_activity()
    make_version(activity)
    book = book_of(download(visitor, activity, kind="xlsx", values="codes"))
    lines = [tuple(line) for line in book["Codebook"]]
    assert ("All questions", None, None, "~notasked", "Not asked") in lines
    assert ("area", "Kysymys area en", None, "other", "Other") in lines
    assert ("service.road", "Kysymys service en", "ROAD en", "bad", "BAD en") in lines
    assert ("wish.park", "Kysymys wish en", "PARK en", 1, "Chosen") in lines
    assert set(book["Answers"][0][4:]) <= {line[0] for line in lines}


def test_rows_lie_in_the_order_of_random_keys(visitor):
    activity = make_activity()
    version = make_version(activity)
    for number in range(30):
        respond(version, {"age": number})
    kept = db.session.query(Response).order_by(Response.id).all()
    _head, *rows = rows_of(download(visitor, activity, values="codes"))
    ages = [int(cell) for row in rows for cell in row if cell.isdecimal() and cell != "1"]
    assert ages == [r.answers["age"] for r in kept if r.answers["age"] != 1]
    assert ages != sorted(ages)


def test_batches_lose_and_repeat_nobody(app):
    version = make_version()
    for number in range(11):
        respond(version, {"age": number})
    batches = list(queries.batches(version.survey_id, Response.answers, size=4))
    assert [len(batch) for batch in batches] == [4, 4, 3]
    assert {row.answers["age"] for batch in batches for row in batch} == set(range(11))


def test_a_question_whose_kind_changed_has_two_columns(visitor):
    activity = make_activity()
    respond(make_version(activity, questionnaire(ask("age", "number"))), {"age": 50})
    new = questionnaire(ask("age", "single", options=options("young", "old")))
    respond(make_version(activity, new), {"age": "old"})
    _head, *rows = rows_of(download(visitor, activity, values="codes"))
    assert sorted(row[3:] for row in rows) == [["1", "~notasked", "50"], ["2", "old", "~notasked"]]


def test_downloading_is_written_down_without_words_of_answers(visitor):
    activity = make_activity()
    respond(make_version(activity), ONE_ANSWER)
    download(visitor, activity, kind="xlsx", values="codes")
    (entry,) = db.session.query(AuditEntry).filter_by(deed="surveys.download")
    assert entry.subject == activity.public_id
    assert entry.process_id == activity.process_id
    assert json.loads(json.dumps(entry.after)) == {"kind": "xlsx", "values": "codes"}


def test_a_kind_of_file_nobody_offers_is_refused(visitor):
    activity = make_activity()
    make_version(activity)
    url = f"/en/manage/a/{activity.public_id}/results/download"
    page = visitor.post(url, {"kind": "exe", "values": "labels"}, expect=200)
    assert "There is a problem" in page.text or "Check" in page.text


def test_a_workbook_too_large_to_wait_for_is_refused(visitor, monkeypatch):
    monkeypatch.setattr(download_form, "MOST_CELLS", 15)
    activity = make_activity()
    respond(make_version(activity), ONE_ANSWER)
    url = f"/en/manage/a/{activity.public_id}/results/download"
    page = visitor.post(url, {"kind": "xlsx", "values": "codes"}, expect=200)
    assert "Choose CSV." in page.words()
    download(visitor, activity, kind="csv")
    assert db.session.query(AuditEntry).filter_by(deed="surveys.download").count() == 1


def test_an_analyst_of_another_process_gets_no_file(visitor):
    activity, other = make_activity(), make_process(slug="toinen")
    make_version(activity)
    sign_in(visitor, Role.ANALYST, process=other, email="b@lintukorpi.test")
    url = f"/en/manage/a/{activity.public_id}/results/download"
    visitor.raw("POST", url, 403, data={"kind": "csv", "values": "codes"})


def test_a_removed_channel_leaves_its_cell_empty(visitor):
    activity = make_activity()
    channel = Channel(name=text("Kirje"), activity_id=activity.id)
    db.session.add(channel)
    db.session.commit()
    respond(make_version(activity), ONE_ANSWER, channel_id=channel.id)
    db.session.delete(channel)
    db.session.commit()
    assert rows_of(download(visitor, activity))[1][1] == ""


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_answers_are_written_from_the_command_line(app, tmp_path, name):
    activity = make_activity()
    respond(make_version(activity), ONE_ANSWER)
    run, file = app.test_cli_runner().invoke, tmp_path / name
    result = run(args=["surveys", "export", activity.public_id, str(file), "--language", "sv"])
    assert result.exit_code == 0, result.output
    assert db.session.scalars(sa.select(AuditEntry.deed)).all() == ["surveys.download"]
    if name.endswith("csv"):
        assert "NORTH sv" in file.read_text("utf-8-sig")
    else:
        assert load_workbook(file).worksheets[0]["E2"].value == "NORTH sv"


@pytest.mark.parametrize(("activity", "name"), [("nonsense", "a.csv"), ("nonsense", "a.doc")])
def test_a_wrong_export_is_refused_in_one_sentence(app, tmp_path, activity, name):
    result = app.test_cli_runner().invoke(
        args=["surveys", "export", activity, str(tmp_path / name)]
    )
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
