"""Staff bring population figures, see respondents beside them, and work out weights."""

import io
from datetime import UTC, datetime

import pytest

from participation.municipality.domain.population import Population
from participation.municipality.queries import population_table
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from surveys.services import weighting
from tests.factories import make_municipality, make_process
from tests.staff import sign_in
from tests.surveys.factories_counting import ask, make_version, options, questionnaire
from tests.surveys.test_weighting import ASKED, CELLS, answer, bring_figures

FIGURES = "/en/manage/population"
FILE = """Ikäryhmä;Sukupuoli;Väestö
Alle 18;Nainen;100
18–29;Mies;200
30to44;;300
"""


def downloaded(visitor) -> bytes:
    with visitor.raw("GET", f"{FIGURES}/file") as sent:
        return sent.data


def figures() -> Population:
    return Population.from_json(population_table().document)


def send(visitor, content: bytes, expect=302, **more):
    data = {"counted": "2025-12-31", "source-fi": "Tilastokeskus", "lines": "", **more}
    data["file"] = (io.BytesIO(content), "vaesto.csv")
    return visitor.post(f"{FIGURES}/edit", data, expect=expect)


@pytest.fixture
def staff(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


def test_there_are_no_figures_at_first(staff):
    page = staff.get(FIGURES)
    assert "There are no population figures yet" in page.words("main")
    empty = downloaded(staff).decode("utf-8-sig")
    assert empty.startswith("age_band;gender;area;population\r\nunder18;woman;centre;\r\n")


def test_a_file_is_taken_in_and_shown(staff):
    send(staff, FILE.encode("cp1252"))
    page = staff.get(FIGURES)
    assert "300 people" in page.words("main")
    assert "Tilastokeskus" in page.words("main")
    assert figures().variables == ("age_band", "gender")
    before = figures()
    send(staff, downloaded(staff))
    assert figures() == before
    (first, second) = db.session.query(AuditEntry).order_by(AuditEntry.id)
    assert first.deed == second.deed == "municipality.change_population"
    assert second.before == first.after
    assert first.after["total"] == 300


def test_figures_can_be_written_in(staff):
    lines = "gender;population\nwoman;51\nman;49\n"
    staff.follow(f"{FIGURES}/edit", {"lines": lines, "counted": "2025-12-31"})
    page = staff.get(f"{FIGURES}/edit")
    assert "woman;51" in page.words("textarea")
    assert "51.0%" in staff.get(FIGURES).words("main")


def test_faults_are_told_by_line_and_can_be_mended(staff):
    page = send(staff, b"gender;population\nwoman;51\nmen;49\nman;many\n", expect=200)
    words = page.words("main")
    assert "Line 3: “men” is no group of Gender." in words
    assert "Line 4: “many” is not a whole number of people." in words
    assert "men;49" in page.words("textarea")
    assert population_table() is None


def test_many_faults_are_counted(staff):
    lines = "gender;population\n" + "nobody;1\n" * 25
    page = staff.post(f"{FIGURES}/edit", {"lines": lines, "counted": "2025-12-31"}, expect=200)
    assert "And 5 faults more." in page.words("main")


@pytest.mark.parametrize(
    ("more", "words"),
    [({"counted": ""}, "Enter a day."), ({"counted": "soon"}, "Choose a day")],
)
def test_a_day_is_needed(staff, more, words):
    assert words in send(staff, FILE.encode(), expect=200, **more).words("main")


def test_a_file_too_large_is_refused(staff, monkeypatch):
    monkeypatch.setattr("surveys.forms.population.MOST_BYTES", 100)
    page = send(staff, b"x" * 101, expect=200)
    assert "larger than 1 MB" in page.words("main")


def test_analysts_look_and_editors_of_the_whole_change(visitor):
    process = make_process()
    sign_in(visitor, Role.ANALYST, process=process)
    assert "An editor of the whole municipality" in visitor.get(FIGURES).words("main")
    visitor.get(f"{FIGURES}/edit", expect=403)
    sign_in(visitor, Role.MODERATOR, email="m@lintukorpi.test")
    visitor.get(FIGURES, expect=403)
    sign_in(visitor, Role.EDITOR, email="e@lintukorpi.test")
    visitor.get(f"{FIGURES}/edit")


# --- weights

SITUATIONS = "situation;population\nretired;30\nwork;70\n"


def survey(with_figures=True, cells=CELLS, asked=ASKED):
    if with_figures:
        bring_figures()
    version = make_version(asked=asked)
    answer(version, cells)
    return db.session.get(weighting.Activity, version.survey_id)


def place(activity) -> str:
    return f"/en/manage/a/{activity.public_id}/results/weights"


CHOSEN = {"by_age_band": "q1", "by_gender": "q2", "cap": "5", "silent": "keep"}


def test_weights_need_figures(staff):
    page = staff.get(place(survey(with_figures=False)))
    assert "Weights need population figures" in page.words("main")


def test_weights_need_a_question_that_fits(staff):
    asked = questionnaire(ask("q1", "single", options=options("yes", "no")))
    page = staff.get(place(survey(asked=asked)))
    assert "asks nothing that the population figures know" in page.words("main")


def test_respondents_stand_beside_the_population(staff):
    page = staff.get(place(survey()))
    words = page.words("main")
    assert "19.6%" in words  # 20 of the 102 who told their age
    assert "40.0%" in words
    assert "Weighted share" not in words
    assert "Weights do not make this a random sample" in words


def test_weights_are_worked_out_and_shown(staff):
    activity = survey()
    page = staff.follow(place(activity), CHOSEN)
    words = page.words("main")
    kept = weighting.weights_of(activity, "population")
    assert "Weighted share" in words
    assert f"{kept.n_effective:.0f}" in words
    assert f"{kept.design_effect:.2f}" in words
    assert "106 of 106" in words
    assert "4 respondents have no group here" in words


def test_a_limit_that_cannot_hold_is_explained(staff):
    activity = survey(cells=CELLS | {("young", "man"): 1, ("young", "woman"): 2})
    page = staff.post(place(activity), CHOSEN | {"cap": "2"}, expect=200)
    assert "No weights of at most 2" in page.words("main")
    assert "Raise the limit, or join groups." in page.words("main")
    assert weighting.saved(activity.id) is None


def test_a_group_without_respondents_is_explained_and_can_be_joined(staff):
    activity = survey(cells={("old", "woman"): 40, ("old", "man"): 20})
    page = staff.post(place(activity), CHOSEN, expect=200)
    assert "nobody who answered is in “YOUNG en”, where 40 people belong" in page.words("main")
    staff.post(place(activity), CHOSEN | {"join_age_band.young": "old"})
    assert weighting.weights_of(activity, "population").weights["old", "man"] == pytest.approx(1.5)


def test_a_question_that_nobody_answers_is_explained(staff):
    activity = survey(cells={("~refused", "woman"): 40, ("~none", "man"): 20})
    page = staff.post(place(activity), CHOSEN, expect=200)
    assert "Age: nobody has told a group that the population figures know." in page.words("main")


def test_variables_of_the_municipality_go_by_the_words_of_their_question(staff):
    staff.post(f"{FIGURES}/edit", {"lines": SITUATIONS, "counted": "2025-12-31"})
    assert "I am retired" in staff.get(FIGURES).words("main")
    found = ask("q1", "single", options=options("retired", "work"))
    page = staff.get(place(survey(with_figures=False, asked=questionnaire(found))))
    assert "Situation" in page.words("main")


def test_nothing_chosen_and_few_answers_are_explained(staff):
    activity = survey(cells={("old", "woman"): 9, ("young", "man"): 9})
    page = staff.post(place(activity), CHOSEN | {"by_age_band": "", "by_gender": ""}, expect=200)
    assert "Choose at least one question" in page.words("main")
    page = staff.post(place(activity), CHOSEN, expect=200)
    assert "At least 50 answers are needed." in page.words("main")


def test_weights_are_old_when_the_figures_have_changed(staff):
    activity = survey()
    staff.post(place(activity), CHOSEN)
    population_table().changed = datetime(2030, 1, 1, tzinfo=UTC)
    db.session.commit()
    page = staff.get(place(activity))
    assert "Work them out again" in page.words("main")
    assert "Weighted share" not in page.words("main")


def test_weights_can_be_removed(staff):
    activity = survey()
    staff.post(place(activity), CHOSEN)
    page = staff.follow(f"{place(activity)}/remove")
    assert "Every answer counts once." in page.words("main")
    assert weighting.saved(activity.id) is None


def test_only_those_who_analyse_weigh(visitor):
    activity = survey()
    visitor.get(place(activity), expect=303)
    sign_in(visitor, Role.MODERATOR)
    visitor.get(place(activity), expect=403)
