"""Who has answered so far, who is missing, and how many answers more they need."""

import pytest

from participation.activities.models import Channel
from participation.municipality.domain.population import Population
from participation.municipality.models import PopulationTable
from participation.platform.access.actor import Role
from participation.platform.clock import now, today
from participation.platform.extensions import db
from surveys.domain.fieldwork import fielded
from surveys.domain.weighting import Respect
from tests.factories import make_activity, make_municipality, save, text
from tests.staff import sign_in
from tests.surveys.factories_counting import ask, make_version, options, questionnaire, respond_each

AGE = Respect(question="age", variable="age_band")
PEOPLE = {"young": 9, "old": 91}


def found(young, old, *, web=0):
    cells = {("young", "web"): web, ("young", "mail"): young - web, ("old", "web"): old}
    return fielded(AGE, cells | {("~none", "web"): 3}, PEOPLE, ["web", "mail", "poster"])


def test_a_group_is_missing_when_chance_does_not_explain_it():
    """18 of 600 are 3 %, Wilson up to 4.7 %; (0.09 · 600 - 18) / 0.91 = 39.56, about 40."""
    respect = found(18, 582, web=6)
    (missing,) = respect.missing
    assert missing.line.codes == ("young",)
    assert missing.line.share == 0.03
    assert missing.needed == 40
    assert respect.silent == 3
    assert respect.lacking is None


def test_few_answers_more_are_told_exactly():
    """3 of 100: (9 - 3) / 0.91 = 6.59. Wilson of 0.03 in 100 ends at 8.45 %."""
    (missing,) = found(3, 97).missing
    assert missing.needed == 7


def test_chance_may_keep_a_group_a_little_below_its_share():
    """5 of 100: Wilson of 0.05 in 100 ends at 11.2 %, above 9 %; but 5 < 0.75 · 9."""
    respect = found(5, 95)
    assert respect.missing == []
    assert [line.codes for line in respect.perhaps] == [("young",)]
    assert found(9, 91).perhaps == []


def test_links_that_brought_the_group_come_first():
    (missing,) = found(18, 582, web=6).missing
    assert [(each.channel, each.people, each.answers) for each in missing.reached] == [
        ("mail", 12, 12),
        ("web", 6, 588),
    ]
    assert [each.channel for each in missing.unreached] == ["poster"]


def test_before_ten_answers_nothing_is_said():
    respect = found(0, 9)
    assert respect.missing == []
    assert respect.lacking


ASKED = questionnaire(
    ask("age", "single", options=options("young", "old"), library="age_band"),
    ask("gender", "single", options=options("woman", "man"), library="gender"),
)


@pytest.fixture
def activity(visitor):
    make_municipality()
    sign_in(visitor, Role.ANALYST)
    return make_activity()


def count_people():
    figures = Population(variables=("age_band",), people={("young",): 30, ("old",): 70})
    table = {"counted": today(), "source": text("Tilasto"), "changed": now()}
    save(PopulationTable(document=figures.to_json(), **table))


def url(activity, language="en"):
    return f"/{language}/manage/a/{activity.public_id}/results/fieldwork"


def answered(activity, young, old):
    version = make_version(activity, ASKED)
    for age, many in (("young", young), ("old", old)):
        answers = [{"age": age, "gender": "woman"}] * many
        respond_each(version, answers, activity.channels[0].id)


def test_nobody_has_answered_yet(visitor, activity):
    make_version(activity, ASKED)
    assert "Nobody has answered yet" in visitor.get(url(activity)).words()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_says_who_is_missing_and_how_they_came(visitor, activity, language):
    save(Channel(activity_id=activity.id, name=text("Juliste")))
    db.session.expire_all()
    count_people()
    answered(activity, 5, 95)
    words = visitor.get(url(activity, language)).words()
    assert "36" not in words
    assert "40" in words  # (0.3 · 100 - 5) / 0.7 = 35.7, to the next five
    if language == "en":
        assert "YOUNG en – 5% of answers, 30% of residents; about 40 answers more" in words
        assert "They have come by these links: Web site en" not in words
        assert "They have come by these links: Web site (5 of its 100 answers)." in words
        assert "Nobody of them has come by these yet: Juliste en." in words
        assert "do not publish groups of fewer than 5 people" in words
        assert "Kysymys gender en" in words


def test_without_population_figures_the_page_says_what_is_missing(visitor, activity):
    answered(activity, 5, 95)
    words = visitor.get(url(activity)).words()
    assert "Once there are population figures, this page says who is missing." in words


def test_too_few_answers_are_said_in_one_sentence(visitor, activity):
    count_people()
    answered(activity, 1, 2)
    words = visitor.get(url(activity)).words()
    assert "Who is missing cannot be said yet. At least 10 answers are needed." in words
