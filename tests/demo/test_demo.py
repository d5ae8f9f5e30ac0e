"""The demo town loads once, looks alive, and holds nothing that people could not have answered."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.demo import greeting
from participation.demo.asked import first, second, third
from participation.demo.asked.answers import first_answers
from participation.demo.asked.residents import resident
from participation.demo.asked.second_answers import second_answers
from participation.demo.documents import FOLDER, PAPERS, read
from participation.demo.load import load
from participation.demo.pdf import written
from participation.demo.people import ADMINISTRATOR, PASSWORD
from participation.demo.surveys import rush
from participation.demo.timetable import timetable
from participation.demo.town import SETTINGS
from participation.municipality.domain.colours import Palette, shortfalls
from participation.municipality.domain.population import Population
from participation.municipality.queries import population_table
from participation.platform import clock
from participation.platform.config import LANGUAGES
from participation.platform.database import Base
from participation.platform.extensions import db
from participation.processes.domain.phases import place
from participation.processes.models import Event, Phase, Process
from surveys.domain.answering import answers_of, problems_on
from surveys.domain.logic.showing import show
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.registry import kind_of
from surveys.models import QuestionnaireVersion, Response
from surveys.services import counting, weighting

SURVEYS = (first, second, third)


def activities(slug="strategia", kind="survey"):
    of_process = (
        sa.select(Activity).join(Process).where(Process.slug == slug, Activity.kind == kind)
    )
    return db.session.scalars(of_process.order_by(Activity.id)).all()


def rows():
    return {
        table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }


def test_loading_twice_changes_nothing(town):
    before = rows()
    with town.test_request_context():
        assert not load(clock.now() + timedelta(days=30))
    assert rows() == before


def test_one_survey_is_closed_one_open_and_one_coming(town):
    now = clock.now()
    found = activities()
    assert [one.state(now) for one in found] == [State.CLOSED, State.OPEN, State.UPCOMING]
    answered = Counter(db.session.scalars(sa.select(Response.survey_id)))
    assert [answered[one.id] for one in found] == [1012, 61, 0]


def test_answers_come_in_every_language_through_every_channel_on_days_of_the_survey(town):
    survey = activities()[0]
    query = sa.select(Response).where(Response.survey_id == survey.id)
    responses = db.session.scalars(query).all()
    assert {one.language for one in responses} == set(LANGUAGES)
    assert {one.channel_id for one in responses} == {channel.id for channel in survey.channels}
    days = {one.day for one in responses}
    assert clock.local(survey.opens).date() == min(days)
    assert clock.local(survey.closes).date() == max(days)


def test_the_same_was_asked_two_and_four_years_ago(town, visitor):
    earlier, today = activities("asukaskyselyt"), activities()[0]
    assert [one.state(clock.now()) for one in earlier] == [State.CLOSED, State.CLOSED]
    words = visitor.get(f"/en/a/{today.public_id}/results/earlier").words()
    for one in earlier:
        assert one.title.in_("en") in words
    assert "What cannot be compared" in words
    assert "Only in" in words


def test_the_open_survey_has_no_answers_from_tomorrow(town):
    query = sa.select(sa.func.max(Response.day)).where(Response.survey_id == activities()[1].id)
    assert db.session.scalar(query) <= clock.today()


def test_the_figures_are_counted(town):
    findings = counting.findings(activities()[0], clock.now())
    assert {one.asked for one in findings} == {1012}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(sa.table("count_pending"))) == 0


def test_those_who_answered_are_weighted_like_the_people_of_the_town(town):
    closed, _open, _coming = activities()
    found = weighting.weights_of(closed, weighting.POPULATION)
    assert found.variables == ("age", "area")
    assert found.off < 1e-5
    assert 0.5 * found.answers < found.n_effective < found.n
    assert Population.from_json(population_table().document).total > 10_000


def test_one_phase_is_under_way_and_events_lie_on_both_sides(town):
    today = clock.today()
    strategy = sa.select(Phase).join(Process).where(Process.slug == "strategia")
    phases = db.session.scalars(strategy).all()
    assert Counter(place(one.starts, one.ends, today) for one in phases)["now"] == 1
    days = db.session.scalars(sa.select(Event.day)).all()
    assert min(days) < today < max(days)


def test_visitors_find_their_way_in_every_language(town, visitor):
    closed, opened, coming = (one.public_id for one in activities())
    for code in LANGUAGES:
        home = visitor.get(f"/{code}/")
        assert SETTINGS["name"].in_(code) in home.words("header")
        process = visitor.get(f"/{code}/p/strategia")
        assert len(process.all("h3")) >= 10
        assert first.TITLE.in_(code) in visitor.get(f"/{code}/a/{closed}/results").words("main")
        visitor.get(f"/{code}/a/{opened}")
        visitor.get(f"/{code}/a/{coming}")


def test_staff_sign_in_with_the_password_that_is_printed(town, visitor):
    assert PASSWORD in greeting(town)
    page = visitor.follow("/en/sign-in", {"email": ADMINISTRATOR, "password": PASSWORD})
    assert "/manage/feedback" in page.text


@pytest.mark.parametrize("name", [name for name in PAPERS if name.endswith(".md")])
def test_papers_are_whole_pdf_files(name):
    paper = read(FOLDER.joinpath(name).read_text("utf-8"), name.split(".")[1])
    assert len(paper.sections) >= 3
    file = written(paper)
    assert file.startswith(b"%PDF-1.7")
    table = int(file.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    lines = file[table:].split(b"\n")
    assert lines[0] == b"xref"
    for number in range(1, int(lines[1].split()[1])):
        begins = int(lines[2 + number].split()[0])
        assert file[begins:].startswith(b"%d 0 obj" % number)


def test_a_long_paper_has_more_pages():
    paper = read("# Otsikko\n\n## Luku\n\n" + "sana " * 3000, "fi")
    assert written(paper).count(b"/Type/Page/") > 2


@pytest.mark.parametrize("survey", SURVEYS)
def test_every_text_is_in_three_languages(survey):
    texts = [survey.TITLE, survey.SUMMARY, survey.THANKS]
    texts += [text for _address, text in survey.QUESTIONNAIRE.texts()]
    assert not [text for text in texts if text.unfinished(LANGUAGES)]


@pytest.mark.parametrize(("survey", "answer"), [(first, first_answers), (second, second_answers)])
def test_people_could_have_given_every_answer(survey, answer):
    chance = Random(7)
    for _one in range(400):
        answers = answer(chance, resident(chance))
        asked = survey.QUESTIONNAIRE.questions()
        typed = [kind_of(question).refill(question, answers) for question in asked]
        showing = show(survey.QUESTIONNAIRE, {k: v for each in typed for k, v in each.items()})
        assert not [
            problems_on(showing, index) for index in showing.shown if problems_on(showing, index)
        ]
        assert answers_of(showing) == answers


KINDS = {"double", "ranking", "budget", "point", "slider", "multiple", "number", "long_text"}


def test_the_open_survey_shows_what_surveys_can_do(town, visitor):
    survey = activities()[1]
    page = visitor.get(f"/en/a/{survey.public_id}/answer")
    assert "How it is now" in page.words()
    version = db.session.scalar(sa.select(QuestionnaireVersion).filter_by(survey_id=survey.id))
    asked = Questionnaire.from_json(version.document)
    assert {question.kind for question in asked.questions()} >= KINDS
    assert [q.code for q in asked.questions() if q.condition] == ["why", "ferry_time"]
    assert "{only_one}" in asked.question("why").label.in_("fi")
    image = asked.question("place").settings["image"]
    visitor.raw("GET", f"/files/{image}").close()
    with town.test_request_context():
        found = {one.subject: one for one in counting.findings(survey, clock.now())}
    assert found["ferry_time"].asked < found["deeds"].asked == 61
    assert found["money"].figures["total"] == found["money"].answered * 100_000


def test_the_same_seed_gives_the_same_answers():
    def once():
        chance = Random(1)
        return [first_answers(chance, resident(chance)) for _one in range(50)]

    assert once() == once()


def test_islanders_miss_their_ferries():
    chance = Random(3)
    people = [resident(chance) for _one in range(1000)]
    ill = Counter()
    for who in people:
        answer = first_answers(chance, who)["services"]["transport"]
        ill[who.area, answer in ("very_bad", "bad")] += 1

    def share(area):
        return ill[area, True] / (ill[area, True] + ill[area, False])

    assert share("islands") > share("centre") + 0.2


def test_the_first_and_last_days_are_the_busiest():
    days = timetable(datetime(2026, 5, 6, 12, tzinfo=UTC)).first_survey
    busy = rush(days.first, days.last)
    assert len(busy) == 21
    assert max(busy, key=busy.get) == days.first.isoformat()


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 13, 28])
def test_the_timetable_holds_on_any_day_of_the_year(month, day):
    days = timetable(datetime(2026, month, day, 12, tzinfo=UTC))
    today = days.today
    assert days.begun < days.first_survey.first < days.first_survey.last < today
    assert days.second_survey.first < today < days.second_survey.last
    assert days.second_survey.last < days.drafting.first < days.third_survey.first
    assert days.third_survey.last < days.deciding.first < days.deciding.last


def test_the_colours_of_the_town_can_be_read():
    names = ("brand", "brand_dark", "tint", "accent")
    assert shortfalls(Palette(**{name: SETTINGS[name] for name in names})) == ()
