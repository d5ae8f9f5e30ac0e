"""Reports of a survey as files: what staff ask for, what everybody may have."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from pptx import Presentation
from sqlalchemy import select

from participation.activities.models import ResultVisibility
from participation.activities.services.releasing import release_closed
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from tests.factories import make_municipality
from tests.reports.reading import pdf_text
from tests.staff import sign_in
from tests.surveys.factories_counting import ONE_ANSWER, closed, make_version, respond

STARTS = {"docx": b"PK", "pptx": b"PK", "xlsx": b"PK", "pdf": b"%PDF"}


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


def asked(people=12, **changes):
    activity = closed(**changes)
    version = make_version(activity)
    for _ in range(people):
        respond(version, ONE_ANSWER)
    return activity


def released(activity):
    release_closed(activity, datetime(2026, 9, 1, tzinfo=UTC))
    db.session.commit()
    return activity


def url(activity):
    return f"/en/manage/a/{activity.public_id}/results/report"


def public_url(activity, rest, language="en"):
    return f"/{language}/a/{activity.public_id}/results/{rest}"


def take(visitor, activity, query="", **changes):
    wanted = {"kind": "pdf", "language": "fi", "figures": "live"} | changes
    return visitor.raw("POST", url(activity) + query, data=wanted)


def words_of(content):
    return " ".join(pdf_text(content).split())


@pytest.mark.parametrize("kind", STARTS)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_staff_take_a_report_of_every_kind_in_every_language(visitor, kind, language):
    activity = asked()
    sign_in(visitor, Role.ANALYST)
    answer = take(visitor, activity, kind=kind, language=language)
    assert answer.data.startswith(STARTS[kind])
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].endswith(f"-{language}.{kind}")


def test_the_page_of_reports_is_reached_from_the_results(visitor):
    activity = asked()
    sign_in(visitor)
    results = visitor.get(f"/en/manage/a/{activity.public_id}/results")
    assert url(activity) in [link.get("href") for link in results.all("a")]
    assert "Make the report" in visitor.get(url(activity)).words()


def test_it_is_written_down_who_takes_a_report(visitor):
    activity = asked()
    person = sign_in(visitor)
    take(visitor, activity, kind="docx")
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.deed == "surveys.download")
    ).one()
    assert entry.person_id == person.id
    assert entry.after == {"kind": "report-docx", "values": "live"}


@pytest.mark.parametrize("roles", [(Role.MODERATOR,), ()])
def test_only_those_who_analyse_take_reports(visitor, roles):
    activity = asked()
    if roles:
        sign_in(visitor, *roles)
    answer = visitor.raw("POST", url(activity), None, data={})
    assert answer.status_code in (303, 403, 404)
    assert b"%PDF" not in answer.data


def test_a_report_is_of_those_answers_that_are_looked_at(visitor):
    activity = asked()
    version = make_version(activity)
    for _ in range(3):
        respond(version, {**ONE_ANSWER, "area": "south"})
    sign_in(visitor)
    words = words_of(take(visitor, activity, "?only=area:south", language="en").data)
    assert "3 people answered the survey." in words
    assert "Kysymys area en: SOUTH en" in words


def test_a_report_of_published_figures_says_nothing_of_few(visitor):
    activity = asked()
    version = make_version(activity)
    respond(version, {**ONE_ANSWER, "age": 97})
    sign_in(visitor)
    before = visitor.post(
        url(activity), {"kind": "pdf", "language": "en", "figures": "published"}, expect=200
    )
    assert "No results have been published yet." in before.words()
    released(activity)
    live = words_of(take(visitor, activity, language="en").data)
    told = words_of(take(visitor, activity, language="en", figures="published").data)
    assert "do not publish it as it is" in live
    assert "Largest" in live
    assert "Largest" not in told
    assert "do not publish it as it is" not in told


@pytest.mark.parametrize("kind", ["pdf", "docx", "pptx"])
def test_everybody_may_have_the_report_of_a_release(visitor, kind):
    activity = released(asked())
    answer = visitor.raw("GET", public_url(activity, f"1/report.{kind}", "sv"))
    assert answer.data.startswith(STARTS[kind])
    assert answer.headers["Cache-Control"] == "no-store"  # a quote can be taken back
    if kind == "docx":
        assert "Enkät" in [p.text for p in Document(BytesIO(answer.data)).paragraphs]
    if kind == "pptx":
        assert len(Presentation(BytesIO(answer.data)).slides) <= 15


def test_the_public_page_links_to_the_report_and_the_charts(visitor):
    activity = released(asked())
    page = visitor.get(f"/en/a/{activity.public_id}/results")
    assert public_url(activity, "1/report.pdf") in [link.get("href") for link in page.all("a")]
    figure = visitor.get(public_url(activity, "1/area"))
    links = [link.get("href") for link in figure.all("a")]
    assert public_url(activity, "1/area.png") in links
    svg = visitor.raw("GET", public_url(activity, "1/area.svg")).text
    assert svg.startswith("<svg")
    assert "Lintukorpi" in svg
    assert visitor.raw("GET", public_url(activity, "1/area.png")).data.startswith(b"\x89PNG")


def test_nobody_takes_what_is_not_published(visitor):
    activity = asked()
    for rest in ("1/report.pdf", "1/area.svg"):
        assert visitor.raw("GET", public_url(activity, rest), None).status_code in (404, 409)
    released(activity)
    assert visitor.raw("GET", public_url(activity, "1/gone.svg"), None).status_code == 404
    assert visitor.raw("GET", public_url(activity, "1/nick.svg"), None).status_code == 404
    assert visitor.raw("GET", public_url(activity, "7/report.pdf"), None).status_code in (404, 409)
    activity.results = ResultVisibility.STAFF
    db.session.commit()
    assert visitor.raw("GET", public_url(activity, "1/report.pdf"), None).status_code == 404
