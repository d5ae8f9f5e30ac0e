"""A budget is set up on its pages: preset, money, categories, stages, rule, publishing."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from budgeting import rule_words
from budgeting.models import BallotKind, Budget, BudgetRule, Phase, Preset
from budgeting.services import arranging, setting_up
from budgeting.services.voting_rules import rule_of
from participation.activities.kinds import kind_of
from participation.activities.models import AccessLevel, Activity
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.processes.models import Process
from tests.budgeting.making import make_budget, make_project, make_proposal
from tests.factories import make_municipality, make_process, text
from tests.pages import Visitor
from tests.staff import sign_in

NAME = {"name-fi": "Keskusta", "name-sv": "Centrum", "name-en": "Centre"}
DECIDED = {
    "adopted_by-fi": "Kunnanhallitus",
    "adopted_by-sv": "Kommunstyrelsen",
    "adopted_by-en": "Town board",
    "adopted": "2026-05-04",
}
DAY = timedelta(days=1)


@pytest.fixture
def editor(app):
    make_municipality()
    make_process()
    staff = Visitor(app)
    sign_in(staff, Role.EDITOR)
    return staff


@pytest.fixture
def budget(editor):
    return make_budget(db.session.scalars(sa.select(Process)).one(), published=None)


def manage(budget, rest="/setup", language="fi"):
    return f"/{language}/manage/a/{budget.activity.public_id}/budget{rest}"


def public(budget, rest="", language="fi"):
    return f"/{language}/a/{budget.activity.public_id}/budget{rest}"


def fresh():
    db.session.expire_all()
    return db.session.scalars(sa.select(Budget)).one()


def rules():
    db.session.expire_all()
    return list(db.session.scalars(sa.select(BudgetRule).order_by(BudgetRule.version)))


def value(page, name):
    return next(e.get("value") for e in page.all("input") if e.get("name") == name)


def published(budget, opens=-DAY):
    now = datetime.now(UTC)
    setting_up.plan(budget, Phase.VOTING, now + opens, now + 9 * DAY, text("Äänestä"))
    budget.activity.published = now - 2 * DAY
    db.session.commit()
    return budget


def test_staff_add_a_budget_to_a_process(editor):
    process = db.session.scalars(sa.select(Process)).one()
    titles = {"title-fi": "Asukasbudjetti", "title-sv": "Budget", "title-en": "Budget"}
    page = editor.follow(f"/fi/manage/p/{process.slug}/new/budget", titles)
    assert "Asukasbudjetti" in page.words("h1")
    made = fresh()
    assert made.preset is Preset.SIMPLE
    assert made.stage(Phase.CO_DESIGN) is None


def test_a_preset_decides_ballot_access_and_stages(editor, budget):
    editor.post(manage(budget), {"preset": "standard"})
    found = fresh()
    assert found.most_choices is None
    assert found.activity.access is AccessLevel.CODE
    assert found.stage(Phase.CO_DESIGN)


def test_what_is_chosen_under_advanced_makes_the_budget_advanced(editor, budget):
    chosen = {"ballot_kind": "points", "most_areas": "2", "minimum_age": "15"}
    missing = editor.post(manage(budget, "/advanced"), chosen, expect=200)
    assert fresh().preset is Preset.SIMPLE
    assert 'value="15"' in missing.text
    editor.post(manage(budget, "/advanced"), {**chosen, "points": "10"})
    found = fresh()
    kept = (found.preset, found.ballot_kind, found.points, found.minimum_age)
    assert kept == (Preset.ADVANCED, BallotKind.POINTS, 10, 15)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("50000", 5_000_000),
        ("50 000", 5_000_000),
        ("50\u00a0000 €", 5_000_000),
        ("1200,5", 120_050),
        ("0.07", 7),
    ],
)
def test_money_is_typed_in_euros_and_kept_in_cents(editor, budget, typed, cents):
    editor.post(manage(budget, "/areas/new"), {**NAME, "amount_cents": typed})
    area = fresh().areas[-1]
    assert area.amount_cents == cents
    page = editor.get(manage(budget, f"/areas/{area.code}"))
    editor.post(
        manage(budget, f"/areas/{area.code}"),
        {**NAME, "amount_cents": value(page, "amount_cents")},
    )
    assert fresh().areas[-1].amount_cents == cents


@pytest.mark.parametrize("typed", ["", "paljon", "-5", "1,234", "9999999999"])
def test_what_is_no_amount_is_told_and_stays_typed(editor, budget, typed):
    page = editor.post(manage(budget, "/areas/new"), {**NAME, "amount_cents": typed}, expect=200)
    assert len(fresh().areas) == 1
    assert value(page, "amount_cents") == typed
    assert "Kirjoita summa euroina" in page.words("main")


def test_a_category_is_added_renamed_and_deleted(editor, budget):
    editor.post(manage(budget, "/categories/new"), NAME)
    editor.post(manage(budget, "/categories/c1"), {**NAME, "name-fi": "Puistot"})
    assert fresh().categories[0].name.in_("fi") == "Puistot"
    editor.post(manage(budget, "/categories/c1/delete"))
    assert not fresh().categories


def test_an_area_or_category_with_projects_or_ideas_stays(editor, budget):
    for part in ("areas", "categories"):
        editor.post(manage(budget, f"/{part}/new"), {**NAME, "amount_cents": "5"})
    found = fresh()
    make_project(found, area_id=found.areas[0].id)
    make_proposal(found, category_id=fresh().categories[0].id)
    editor.post(manage(budget, f"/areas/{found.areas[0].code}/delete"))
    told = editor.follow(manage(budget, "/categories/c1/delete"))
    found = fresh()
    assert (len(found.areas), len(found.categories)) == (2, 1)
    assert "kuuluu ideoita tai hankkeita" in told.words()


def test_a_stage_gets_dates_and_words_or_is_left_out(editor, budget):
    sent = {
        "is_in": "y",
        "opens": "2027-01-11",
        "opens-time": "09:00",
        "closes": "2027-02-01",
        "closes-time": "16:00",
        "explanation-fi": "Kerro ideasi.",
    }
    editor.post(manage(budget, "/stages/ideas"), sent)
    assert fresh().stage(Phase.IDEAS).explanation.in_("fi") == "Kerro ideasi."
    early = {**sent, "closes": "2027-01-01"}
    page = editor.post(manage(budget, "/stages/ideas"), early, expect=200)
    assert value(page, "closes") == "2027-01-01"
    editor.post(manage(budget, "/stages/ideas"), {k: v for k, v in sent.items() if k != "is_in"})
    assert fresh().stage(Phase.IDEAS) is None
    editor.get(manage(budget, "/stages/nothing"), expect=404)


def test_a_rule_comes_with_words_in_every_language(editor, budget):
    page = editor.get(manage(budget, "/rule/adopt?key=equal-shares"))
    words = {area.get("name"): "".join(area.itertext()) for area in page.all("textarea")}
    assert "kukkaro" in words["words-fi"]
    assert "portmonnä" in words["words-sv"]
    assert "purse" in words["words-en"]
    led = editor.raw("GET", manage(budget, "/rule/adopt?key=coin"), 302)
    assert led.location == manage(budget, "/rule")


def test_a_rule_is_adopted_in_versions_and_sent_twice_is_one(editor, budget):
    url = manage(budget, "/rule/adopt?key=greedy")
    first = {"key": "greedy", "words-fi": "Eniten ääniä", **DECIDED}
    editor.post(url, {**first, "mark": "0"})
    editor.post(url, {**first, "mark": "0"})
    assert [one.version for one in rules()] == [1]
    other = {**first, "words-fi": "Toisin"}
    late = editor.post(url, {**other, "mark": "0"}, expect=200)
    assert "Toisin" in late.text
    assert len(rules()) == 1
    editor.post(url, {**other, "mark": value(late, "mark")})
    assert [one.words.in_("fi") for one in rules()] == ["Eniten ääniä", "Toisin"]
    page = editor.get(public(budget, "/rule"))
    assert "Toisin" in page.words("main")
    assert "Eniten ääniä" in page.words("main")


def test_a_rule_lacks_neither_words_nor_a_decision(editor, budget):
    url = manage(budget, "/rule/adopt?key=greedy")
    page = editor.post(url, {"key": "greedy", "mark": "0", "words-sv": "Flest röster"}, expect=200)
    assert "Flest röster" in page.text
    assert not rules()


def test_nothing_the_vote_stands_on_changes_once_it_has_begun(editor, budget):
    published(budget)
    editor.post(manage(budget), {"preset": "standard"}, expect=409)
    editor.post(manage(budget, "/areas/new"), {**NAME, "amount_cents": "5"}, expect=409)
    editor.post(manage(budget, "/areas/town/delete"), expect=409)
    chosen = {"ballot_kind": "rank", "most_areas": "0"}
    editor.post(manage(budget, "/advanced"), chosen, expect=409)
    editor.post(manage(budget, "/stages/voting"), {"opens": ""}, expect=409)
    adopt = {"key": "greedy", "words-fi": "Eniten ääniä", "mark": "0", **DECIDED}
    editor.post(manage(budget, "/rule/adopt?key=greedy"), adopt, expect=409)
    found = fresh()
    assert (found.preset, len(found.areas)) == (Preset.SIMPLE, 1)
    assert found.stage(Phase.VOTING)
    assert not rules()
    assert "Äänestys on alkanut" in editor.get(manage(budget)).words("main")


def test_a_budget_is_published_once_nothing_is_missing(editor, budget):
    kind = kind_of(budget.activity)
    with editor.app.test_request_context("/en/"):
        setting_up.plan(budget, Phase.VOTING, None, None, text(""))
        found = [fault.words for fault in kind.faults(budget.activity)]
        assert len(found) == 2  # no stage has a first day, nobody has adopted a rule
        now = datetime.now(UTC)
        setting_up.plan(budget, Phase.VOTING, now, None, text("Äänestä"))
        setting_up.plan(budget, Phase.IDEAS, now + DAY, None, text("Ideoi"))
        assert len(kind.faults(budget.activity)) == 3  # no end, out of order, no rule
        setting_up.plan(budget, Phase.VOTING, now + DAY, now + 2 * DAY, text("Äänestä"))
        written = setting_up.RuleWritten(
            key="greedy",
            parameters={},
            words=text("Eniten"),
            adopted_by=text("Valtuusto"),
            adopted=date(2026, 5, 4),
        )
        setting_up.adopt(budget, written)
        assert not kind.faults(budget.activity)
        budget.areas[0].amount_cents = 0
        assert len(kind.faults(budget.activity)) == 1
        budget.areas.clear()
        assert len(kind.faults(budget.activity)) == 1


def test_a_text_that_is_missing_in_a_language_is_counted(budget):
    setting_up.plan(budget, Phase.IDEAS, None, None, text("Ideoi"))
    budget.areas[0].name = Text({"fi": "Koko kunta", "en": "All"})
    db.session.commit()
    found = kind_of(budget.activity).unfinished([budget.activity])[budget.activity_id]
    assert (found["fi"], found["sv"], found["en"]) == (0, 1, 0)


def test_residents_see_money_stages_and_what_they_can_do_now(app, editor, budget):
    published(budget)
    resident = Visitor(app)
    entrance = resident.get(f"/fi/a/{budget.activity.public_id}")
    assert any(link.get("href") == public(budget) for link in entrance.all("a"))
    page = resident.get(public(budget))
    words = page.words("main")
    assert "10\u00a0000\u00a0€" in "".join(page.one("main").itertext())
    assert "Koko kunta" in words
    (step,) = [one for one in page.all("li") if one.get("aria-current") == "step"]
    assert "Nyt" in "".join(step.itertext())
    assert any(link.get("href", "").endswith("/vote") for link in page.all("a"))
    resident.get(public(budget, "/rule"), expect=404)


def test_a_draft_is_seen_by_staff_only(app, editor, budget):
    Visitor(app).get(public(budget), expect=404)
    assert "esikatselu" in editor.get(public(budget)).words("main")


def test_those_who_read_see_the_setup_and_change_nothing(app, budget):
    analyst = Visitor(app)
    sign_in(analyst, Role.ANALYST, email="a@lintukorpi.test")
    page = analyst.get(manage(budget))
    assert not [form for form in page.one("main").iter() if str(form.tag).endswith("}form")]
    analyst.post(manage(budget), {"preset": "standard"}, expect=403)


@pytest.mark.parametrize("key", rule_words.OFFERED)
def test_every_rule_that_is_offered_counts(app, key):
    offered = rule_words.OFFERED[key]
    assert rule_of(offered.key, offered.parameters)
    assert rule_words.offered_as(offered.key, dict(offered.parameters)) is offered


def test_those_who_proposed_are_counted_and_their_code_leads_there(app, budget):
    made = make_proposal(budget)
    kind = kind_of(budget.activity)
    assert kind.participants([budget.activity]) == {budget.activity_id: 1}
    with app.test_request_context("/fi/r"):
        assert kind.trace(made.receipt_hash).activity.id == budget.activity_id
    assert kind.erase(made.receipt_hash, datetime.now(UTC))
    assert kind.trace(made.receipt_hash) is None
    assert db.session.get(Activity, budget.activity_id)
    assert not arranging.has_begun(budget)
