import json
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from participation.activities.models import ResultVisibility
from participation.activities.services import lending
from participation.activities.services.published import published
from participation.activities.services.releasing import Choice, draft, release_closed
from participation.brainstorming.domain.weighing import Counts
from participation.brainstorming.idea_models import Evaluation, IdeaState, Participant, Reason
from participation.brainstorming.models import BrainstormQuestion
from participation.brainstorming.services import findings
from participation.brainstorming.services.evaluating import keep_counts
from participation.brainstorming.theme_models import IdeaAssignment, IdeaTheme, ThemeState
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now, today
from participation.platform.database import random_key
from participation.platform.extensions import db
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.services import borrowing
from tests.brainstorming.making import make_brainstorm, make_idea
from tests.factories import make_municipality, save, text
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.building import make_survey as write_survey
from tests.surveys.building import question, working_of

CLOSED = {
    "opens": datetime(2026, 1, 2, tzinfo=UTC),
    "closes": datetime.now(UTC) - timedelta(days=1),
    "results": ResultVisibility.AFTER_CLOSING,
}


def weigh(idea, people, opinions):
    """Let people in turn weigh an idea: 1, 0 or -1."""
    for person, opinion in zip(people, opinions, strict=False):
        values = {"brainstorm_id": idea.brainstorm_id, "idea_id": idea.id}
        save(
            Evaluation(
                id=random_key() * 2, participant=person, opinion=opinion, day=today(), **values
            )
        )
    counts = Counts(opinions.count(1), opinions.count(-1), opinions.count(0))
    keep_counts(idea, counts)
    db.session.flush()


def make_people(activity, number):
    keys = [random_key() * 2 for _ in range(number)]
    for key in keys:
        save(Participant(id=key, brainstorm_id=activity.id))
    return keys


def make_round(**more):
    """A closed round: one idea that most support, one that divides, one that few weighed."""
    make_municipality()
    round_ = make_brainstorm(**CLOSED | more)
    people = make_people(round_, 12)
    ideas = [make_idea(round_, words) for words in ("Tuettu idea", "Jakava idea", "Harvan idea")]
    weigh(ideas[0], people, [1] * 10 + [-1, 0])
    weigh(ideas[1], people, [1] * 5 + [-1] * 5)
    weigh(ideas[2], people, [1] * 4)
    db.session.commit()
    return round_, ideas, people


def make_theme(activity, words, *ideas):
    made = save(
        IdeaTheme(brainstorm_id=activity.id, words=text(words), position=1, state=ThemeState.KEPT)
    )
    for idea in ideas:
        save(IdeaAssignment(idea_id=idea.id, theme_id=made.id))
    db.session.commit()
    return made


def of(activity):
    return {one.subject: one for one in findings.findings(activity, now())}


def words_of(finding):
    return [row["label"]["fi"] for row in finding.figures["rows"]]


def place(activity, rest="", language="fi"):
    return f"/{language}/a/{activity.public_id}/ideas/results{rest}"


def staff_place(activity, rest=""):
    return f"/fi/manage/a/{activity.public_id}/ideas/results{rest}"


def release(activity):
    made = release_closed(activity, now())
    db.session.commit()
    return made


def test_findings_tell_who_took_part_and_what_they_support(app):
    round_, _ideas, _people = make_round()
    found = of(round_)
    figures = found["turnout"].figures
    assert (figures["respondents"], figures["ideas"], figures["evaluations"]) == (12, 3, 26)
    assert figures["languages"] == {"fi": 3}
    assert words_of(found["q1~support"]) == ["Tuettu idea", "Jakava idea"]
    assert words_of(found["q1~divided"])[0] == "Jakava idea"
    assert found["q1~support"].answered == 12
    assert "themes" not in found
    row = found["q1~support"].figures["rows"][0]
    assert row["counts"] == {"agree": 10, "disagree": 1, "pass": 1}
    assert row["low"] == pytest.approx(0.5520, abs=1e-4)  # Wilson, 10 of 12


def test_themes_have_sizes_and_typical_ideas(app):
    round_, ideas, _people = make_round()
    ideas[0].joined = 2
    make_theme(round_, "Viihtyisyys", *ideas[:2])
    themes = of(round_)["themes"]
    option = themes.figures["options"][0]
    assert (option["count"], option["joined"], themes.figures["untold"]) == (4, 2, 1)
    assert [one["label"]["fi"] for one in option["typical"]] == ["Tuettu idea", "Jakava idea"]
    assert themes.asked == themes.answered + sum(themes.missing.values())


def test_importance_is_drawn_towards_the_mean_and_needs_enough_ratings(app):
    make_municipality()
    round_ = make_brainstorm(**CLOSED)
    for words, (n, total, squares) in {
        "Tärkeä": (10, 48, 232), "Muu": (10, 20, 42), "Harvan": (4, 20, 100),
    }.items():  # fmt: skip
        idea = make_idea(round_, words)
        keep_counts(idea, Counts(0, 0, 0, n, total, squares, n, 2 * n, 4 * n))
    db.session.commit()
    found = of(round_)
    rows = found["q1~importance"].figures["rows"]
    assert words_of(found["q1~importance"]) == ["Tärkeä", "Muu"]
    assert rows[0]["drawn"] == pytest.approx((5 * 88 / 24 + 48) / 15)
    assert rows[0]["low"] < 4.8 < rows[0]["high"]
    four = found["q1~fourfold"].figures["rows"]
    assert four[0]["gap"] == pytest.approx(2.8)
    assert "q1~support" not in found


def test_a_release_holds_no_words_of_ideas_and_a_hidden_idea_leaves_it(visitor, app):
    round_, ideas, _people = make_round()
    made = release(round_)
    assert "Tuettu idea" not in json.dumps(made.document, ensure_ascii=False)
    assert "Tuettu idea" in visitor.get(place(round_)).words("main")
    ideas[0].state, ideas[0].reason = IdeaState.HIDDEN, Reason.PERSONAL_DATA
    db.session.commit()
    for rest in ("", "/1"):
        page = visitor.get(place(round_, rest)).words("main")
        assert "Tuettu idea" not in page
        assert "Jakava idea" in page
    assert "Tuettu idea" not in visitor.client.get(f"/api/v1/releases/{round_.public_id}").get_data(
        as_text=True
    )


def test_who_had_the_release_from_the_api_gets_it_anew_when_an_idea_was_hidden(visitor, app):
    round_, ideas, _people = make_round()
    release(round_)
    address = f"/api/v1/releases/{round_.public_id}"
    first = visitor.client.get(address)
    assert "Tuettu idea" in first.get_data(as_text=True)
    known = {"If-None-Match": first.headers["ETag"]}
    assert visitor.client.get(address, headers=known).status_code == 304
    ideas[0].state, ideas[0].reason = IdeaState.HIDDEN, Reason.PERSONAL_DATA
    db.session.commit()
    assert visitor.client.get(address, headers=known).status_code == 200


def test_between_releases_a_row_changes_by_the_minimum_or_not_at_all(app):
    round_, ideas, _people = make_round()
    release(round_)
    newcomers = make_people(round_, 6)
    weigh(ideas[1], newcomers, [-1])
    keep_counts(ideas[1], Counts(5, 6, 0))
    weigh(ideas[0], newcomers, [1] * 6)
    keep_counts(ideas[0], Counts(16, 1, 1))
    db.session.commit()
    found = {one.subject: one for one in draft(round_, Choice(), now()).findings}
    rows = {row["code"]: row for row in found["q1~support"].figures["rows"]}
    assert rows[ideas[0].public_id]["answered"] == 18
    assert rows[ideas[1].public_id]["answered"] == 10


def test_of_too_few_people_nothing_is_told(app):
    make_municipality()
    round_ = make_brainstorm(**CLOSED)
    people = make_people(round_, 4)
    weigh(make_idea(round_, "Harvan idea"), people, [1] * 4)
    db.session.commit()
    release(round_)
    assert [one.subject for one in published(round_, now()).findings] == ["turnout"]


def test_the_public_page_says_what_happens_next(visitor, app):
    round_, ideas, _people = make_round(next_steps=text("Lautakunta lukee ideat.", "Nämnden."))
    make_theme(round_, "Viihtyisyys", *ideas[:2])
    release(round_)
    words = visitor.get(place(round_)).words("main")
    assert "Lautakunta lukee ideat." in words
    assert "Viihtyisyys" in words
    assert "Alustavat" in words
    assert "Nämnden." in visitor.get(place(round_, language="sv")).words("main")


def test_before_closing_and_for_staff_alone_there_is_no_public_page(visitor, app):
    round_, _ideas, _people = make_round(closes=datetime.now(UTC) + timedelta(days=1))
    assert visitor.client.get(place(round_)).status_code == 409
    round_.results = ResultVisibility.STAFF
    db.session.commit()
    assert visitor.client.get(place(round_)).status_code == 404


def test_staff_see_results_and_publish_them(visitor, app):
    round_, _ideas, _people = make_round()
    sign_in(visitor)
    page = visitor.get(staff_place(round_))
    assert "Tuettu idea" in page.words("main")
    visitor.get(staff_place(round_, "/publish"))
    form = {"state": "final", "note-fi": "Kaikki luettu"}
    page = visitor.post(staff_place(round_, "/publish"), form, expect=200)
    assert "Tuettu idea" in page.words("main")
    visitor.post(staff_place(round_, "/publish"), form | {"publish": "1"})
    shown = published(round_, now())
    assert shown.release.is_final
    visitor.post(staff_place(round_, "/next"), {"next_steps-fi": "Työpaja keväällä."})
    assert "Työpaja keväällä." in visitor.get(place(round_)).words("main")


def test_public_files_hold_shown_ideas_and_no_keys(visitor, app):
    round_, ideas, _people = make_round()
    ideas[0].words, ideas[0].latitude, ideas[0].longitude = '=cmd|"x"', 62.9, 27.7
    ideas[1].state, ideas[1].reason = IdeaState.HIDDEN, Reason.INSULT
    make_theme(round_, "Viihtyisyys", ideas[0])
    release(round_)
    csv = visitor.client.get(place(round_, "/ideas.csv"))
    assert csv.data.startswith(b"\xef\xbb\xbfcode;question;language;words;")
    told = csv.data.decode("utf-8-sig")
    assert "'=cmd|" in told
    assert "Jakava" not in told
    assert "agreed" not in told
    document = visitor.client.get(place(round_, "/ideas.json")).get_json()
    assert {one["words"] for one in document["ideas"]} == {'=cmd|"x"', "Harvan idea"}
    for one in ideas:
        assert one.receipt_hash.hex() not in json.dumps(document)
    places = visitor.client.get(place(round_, "/ideas.geojson")).get_json()
    assert [one["geometry"]["coordinates"] for one in places["features"]] == [[27.7, 62.9]]
    assert places["features"][0]["properties"]["theme"] == "Viihtyisyys"
    assert visitor.client.get(place(round_, "/ideas.xlsx")).data.startswith(b"PK")
    assert visitor.client.get(place(round_, "/1/figures.csv")).status_code == 200


def test_files_of_staff_hold_hidden_ideas_and_are_written_down(visitor, app):
    round_, ideas, _people = make_round()
    ideas[1].state, ideas[1].reason = IdeaState.HIDDEN, Reason.INSULT
    db.session.commit()
    sign_in(visitor)
    told = visitor.client.post(staff_place(round_, "/ideas.csv")).data.decode("utf-8-sig")
    assert told.startswith("code;"), told[:300]
    line = next(line for line in told.splitlines() if "Jakava" in line)
    assert "hidden;insult" in line
    assert ";10;1;1;" in next(line for line in told.splitlines() if "Tuettu" in line)
    assert db.session.scalar(sa.select(AuditEntry).filter_by(deed="brainstorm.download"))


def test_themes_and_ideas_become_things_to_rate_that_say_where_they_came_from(app):
    round_, ideas, _people = make_round()
    make_theme(round_, "Viihtyisyys", *ideas[:2])
    matrix = Page(code="p1", questions=(question("views", "matrix"),))
    survey = write_survey(process=round_.process, working=Questionnaire(pages=(matrix,)))
    chief = actor_of(make_person(Role.ADMINISTRATOR))
    lender = lending.lender(round_.public_id, now(), actor=chief)
    offered = {item.key: item.label.in_("fi") for item in lender.items}
    theme = next(key for key, words in offered.items() if words == "Viihtyisyys")
    idea = f"q1~support.{ideas[0].public_id}"
    assert offered[idea] == "Tuettu idea"
    assert borrowing.borrow(survey, "views", lender, {theme, idea}) == 2
    rows = working_of(survey).question("views").rows
    added = {row.label.in_("fi"): row.source for row in rows if row.source}
    assert set(added) == {"Viihtyisyys", "Tuettu idea"}
    assert added["Tuettu idea"]["activity"] == round_.public_id
    assert added["Tuettu idea"]["subject"] == idea


@pytest.mark.parametrize("kind", ["pdf", "docx", "pptx", "xlsx"])
def test_the_report_of_a_release_is_made_from_findings(visitor, app, kind):
    round_, ideas, _people = make_round()
    make_theme(round_, "Viihtyisyys", *ideas[:2])
    release(round_)
    answer = visitor.client.get(place(round_, f"/1/report.{kind}"))
    assert answer.status_code == 200
    assert len(answer.data) > 5_000


def test_questions_without_ideas_have_no_results(app):
    round_, _ideas, _people = make_round()
    words = text("Toinen kysymys?")
    save(BrainstormQuestion(brainstorm_id=round_.id, code="q2", position=2, words=words))
    db.session.commit()
    assert not [name for name in of(round_) if name.startswith("q2")]
