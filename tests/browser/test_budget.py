"""A whole budget in the browser: ideas, checking, projects, votes of every way, count, recount."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
import sqlalchemy as sa
from pabutools import election as pab
from pabutools import rules as theirs
from pabutools.tiebreaking import TieBreakingRule

from budgeting.models import Budget, Phase, Preset
from budgeting.project_models import Project
from budgeting.proposal_models import Check, Outcome, Proposal, ProposalStatus, Verdict
from budgeting.services import setting_up, voting, voting_codes
from budgeting.services.setting_up import RuleWritten
from budgeting.voting_models import RollEntry, VoteChannel
from participation.activities.models import AccessLevel
from participation.identity.services.people import add_person
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.clock import now, today
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.transactions import unit_of_work
from tests.browser import steps
from tests.budgeting.making import make_budget, make_category, make_project, make_proposal
from tests.factories import make_municipality, save, text

EMAIL, PASSWORD = "helmi@example.fi", "lokki ja majakka"
DAY = timedelta(days=1)
IDEAS, PROJECTS, OTHERS = 60, 20, 30
LANGUAGES = ("fi", "sv", "en")
BY_CODE = TieBreakingRule(lambda _instance, _profile, project: project.name)


@pytest.fixture
def staff(person, app):
    make_municipality()
    with unit_of_work():
        add_person(ANYBODY, EMAIL, "Helmi", PASSWORD, [(Role.ADMINISTRATOR, None)], now())
    someone = person(locale="en-GB")
    steps.sign_in(someone, EMAIL, PASSWORD)
    return someone


@pytest.fixture
def budget(app):
    """A budget that takes ideas: 58 are there, most of them checked, and 19 projects."""
    made = make_budget(access=AccessLevel.CODE)
    made.preset, made.most_choices, made.minimum_age = Preset.ADVANCED, None, 12
    made.areas[0].amount_cents = 60_000_00
    make_category(made)
    words = text("Eniten ääniä ensin", "Flest röster först", "Most votes first")
    adopted = {"adopted_by": text("Hallitus", "Styrelsen", "Board"), "adopted": today()}
    setting_up.adopt(made, RuleWritten(key="greedy", parameters={}, words=words, **adopted))
    setting_up.plan(made, Phase.IDEAS, now() - DAY, now() + DAY, Text())
    for number in range(IDEAS - 2):
        idea = make_proposal(made, f"Idea {number}", words=f"Asia numero {number}.")
        if number < PROJECTS - 1:
            _accepted(made, idea, number)
    db.session.commit()
    return made


def _accepted(budget, idea, number):
    idea.status = ProposalStatus.ACCEPTED
    reason = text("Sopii.", "Passar.", "Fits.")
    found = {"found": today(), "decided": today(), "feasibility": Verdict.YES}
    save(Check(proposal_id=idea.id, outcome=Outcome.TO_VOTE, reason=reason, **found))
    title = text(f"Hanke {number}", f"Projekt {number}", f"Project {number}")
    cost = (5_000 + 100 * number) * 100
    make_project(budget, code=f"p{number + 1}", title=title, cost_cents=cost, sources=[idea])


def place(budget, rest="", language="en"):
    return f"/{language}/a/{budget.activity.public_id}{rest}"


def manage(budget, rest):
    return f"/en/manage/a/{budget.activity.public_id}{rest}"


def fresh():
    db.session.expire_all()
    return db.session.scalars(sa.select(Budget)).one()


def on_roll():
    db.session.expire_all()
    return db.session.scalar(sa.select(sa.func.count()).select_from(RollEntry))


def come_in(someone, budget, language, code, *, year="1980", expect=200):
    """Open the entrance and say who comes."""
    someone.open(place(budget, "/vote", language))
    someone.page.locator("#code").fill(code)
    someone.page.locator("#birth_year").fill(year)
    someone.page.locator("#is_resident").check()
    someone.page.locator("#entrance button").last.click()
    return someone.look(expect)


def choose(someone, code):
    button = someone.page.locator(f"#project-{code} button[name=do][value=add]")
    button.focus()
    button.press("Enter")
    return someone.look()


def cast(someone, budget, language):
    someone.open(place(budget, "/vote/review", language)).picture("review")
    someone.page.locator("form[action$='/cast'] button").press("Enter")
    someone.look()
    return " ".join(someone.page.locator("#tracker").inner_text().split())


def propose(person, budget):
    """A resident proposes on a phone without JavaScript, a second sees something alike."""
    phone = person(phone=True, javascript=False, locale="fi-FI")
    phone.open(place(budget, "/budget/ideas/new", "fi")).picture("write")
    phone.page.locator("#title").fill("Penkkejä uimarantaan")
    phone.page.locator("#words").fill("Uimarannalla ei voi istua missään.")
    phone.page.locator("#write button[type=submit]").last.click()
    phone.look().picture("sent")
    assert len(phone.page.locator("#code span").all()) == 4
    second = person(locale="sv-FI").open(place(budget, "/budget/ideas/new", "sv"))
    second.page.locator("#title").fill("Bänkar på badstranden")
    second.page.locator("#words").fill("Det går inte att sitta på stranden.")
    second.page.locator("#write button[type=submit]").last.click()
    second.page.locator("#code").wait_for()
    second.look()


def check(staff, budget):
    """Staff look at the ideas, join the same, ask, find, decide, and make a project."""
    for title in ("Penkkejä uimarantaan", "Bänkar på badstranden"):
        staff.open(manage(budget, "/budget/ideas")).follow(title).picture("case")
        staff.choose("Show it").press("Save the decision")
    idea = db.session.scalars(
        sa.select(Proposal).where(Proposal.title == "Penkkejä uimarantaan")
    ).one()
    here = manage(budget, f"/budget/checks/{idea.public_id}")
    staff.open(manage(budget, "/budget/checks?show=open"))
    staff.page.get_by_label("Choose: Penkkejä uimarantaan").check()
    staff.page.locator("#person").select_option(label="Helmi")
    staff.press("Ask", exact=True)
    staff.open(here)
    staff.page.locator("#feasibility-0").check()
    staff.page.locator("#legality-0").check()
    staff.write("Cost at most, in euros", "7 500").press("Save what I found").picture("found")
    staff.page.locator("#outcome-0").check()
    for code in LANGUAGES:
        staff.page.locator(f"#reason-{code}").fill("Rantaan mahtuu penkkejä.")
    staff.press("Save the decision")
    staff.open(manage(budget, "/budget/projects/from-ideas")).picture("from-ideas")
    staff.page.get_by_label(re.compile("Penkkejä uimarantaan")).check()
    staff.press("Make the project")
    for code in LANGUAGES:
        staff.page.locator(f"#title-{code}").fill(f"Penkit rantaan ({code})")
        staff.page.locator(f"#description-{code}").fill("Kymmenen penkkiä.")
    staff.choose("On the ballot").press("Save", exact=True)
    staff.open(manage(budget, "/budget/projects")).press("Number the projects").picture("projects")
    every = db.session.scalars(sa.select(Project)).unique().all()
    assert sorted(one.number for one in every) == list(range(1, PROJECTS + 1))


def begin_vote(budget):
    """Let the vote begin, with codes; thirty others vote by themselves."""
    with unit_of_work():
        setting_up.plan(fresh(), Phase.IDEAS, now() - 2 * DAY, now() - DAY, Text())
        setting_up.plan(fresh(), Phase.VOTING, now() - timedelta(hours=1), now() + DAY, Text())
        codes = list(voting_codes.make(fresh(), 5, None, now=now()))
    for number in range(OTHERS):
        who = f"other {number}".encode()
        marks = {f"p{at + 1}": 1 for at in range(PROJECTS) if at * 3 <= number * 2}
        given = voting.Cast(
            token=who.ljust(16),
            marker=voting.marker(fresh(), who),
            marks=marks,
            channel=VoteChannel.ONLINE,
        )
        with unit_of_work():
            voting.cast(fresh(), given, now=now())
    return codes


def end_vote(staff, budget):
    """End it, close, count, publish."""
    with unit_of_work():
        stage = fresh().stage(Phase.VOTING)
        stage.closes = now()
    staff.open(manage(budget, "/vote")).follow("Close the vote for good")
    staff.page.locator("main form button[type=submit]").last.click()
    staff.look().press("Count the votes").picture("counted")
    staff.press("Publish the outcome")


def winners_by_pabutools(bundle, folder):
    """Recount the file of the bundle by another hand."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as files:
        (name,) = (one for one in files.namelist() if one.endswith(".pb"))
        path = folder / "votes.pb"
        path.write_bytes(files.read(name))
    instance, profile = pab.parse_pabulib(str(path))
    said = theirs.greedy_utilitarian_welfare(
        instance, profile, sat_class=pab.Cardinality_Sat, tie_breaking=BY_CODE
    )
    return {one.name for one in said}


def votes_on_the_web(person, budget, codes):
    """People vote on a phone and by keyboard; two are refused. Return the phone’s tracker."""
    # On a phone without JavaScript, in Finnish.
    phone = person(phone=True, javascript=False, locale="fi-FI")
    come_in(phone, budget, "fi", codes[0]).picture("projects")
    choose(choose(phone, "p1"), "p2")
    tracker = cast(phone, budget, "fi")
    assert len(tracker.split()) == 4

    # By keyboard, in Swedish; the same code does not open a second ballot.
    keyboard = person(locale="sv-FI")
    come_in(keyboard, budget, "sv", codes[1])
    cast(choose(keyboard, "p1"), budget, "sv")
    again = person(locale="en-GB")
    come_in(again, budget, "en", codes[1], expect=409).picture("voted")

    # Too young: the exact reason.
    child = person(phone=True, locale="en-GB")
    come_in(child, budget, "en", codes[2], year=str(today().year - 8), expect=403)
    assert "in which you turn 12" in child.picture("young").words()
    return tracker


def votes_at_the_desk(staff, person, budget, codes):
    """One votes on a device of the service point, one on paper."""
    # At a service point on a device of its own.
    staff.open(manage(budget, "/vote/point"))
    staff.page.locator("#code").fill(codes[2])
    staff.page.locator("#birth_year").fill("1950")
    staff.page.locator("#is_resident").check()
    staff.press("The person votes on a device here").picture("point")
    link = staff.page.locator(".y-hash").inner_text()
    tablet = person(locale="fi-FI").open("/" + link.split("/", 3)[3])
    cast(choose(tablet, "p3"), budget, "fi")

    # On paper: the roll first, then the sheet.
    staff.open(manage(budget, "/vote/point"))
    staff.page.locator("#code").fill(codes[3])
    staff.page.locator("#birth_year").fill("1940")
    staff.page.locator("#is_resident").check()
    staff.press("The person votes on paper: mark the roll")
    staff.open(manage(budget, "/vote/paper/sheet")).picture("ballot-sheet")
    staff.open(manage(budget, "/vote/paper"))
    staff.write("Where the sheets were collected, and by whom", "Library")
    staff.write("How many sheets there are, counted by hand", "1").press("Begin keying in")
    staff.write("What is marked on the sheet", "1 4").press("Keep the sheet").picture("batch")
    staff.press("The batch is whole: close it").picture("papers")


@pytest.mark.prove
def test_a_budget_from_an_idea_to_a_count_that_others_repeat(staff, person, budget, tmp_path):
    propose(person, budget)
    check(staff, budget)
    before, codes = on_roll(), begin_vote(budget)
    tracker = votes_on_the_web(person, budget, codes)
    votes_at_the_desk(staff, person, budget, codes)
    assert on_roll() == before + OTHERS + 4
    end_vote(staff, budget)
    resident = person(phone=True, locale="en-GB").open(place(budget, "/vote/results"))
    resident.page.locator("details summary").first.click()
    resident.look().picture("results")
    won = {one.code for one in db.session.scalars(sa.select(Project)).unique() if one.is_chosen}
    assert 0 < len(won) < PROJECTS

    # One's own ballot was counted, and anybody counts to the same outcome.
    resident.follow("Was my ballot counted?").write("Your tracking words", tracker)
    resident.press("Check", exact=True).see("Your ballot was counted")
    resident.open(place(budget, "/vote/recount")).press("Count now")
    resident.page.get_by_text("The outcome is the same.").first.wait_for()
    resident.look().picture("recount")
    bundle = resident.page.request.get(
        f"{resident.host}{place(budget, '/vote/results/bundle.zip')}"
    )
    assert winners_by_pabutools(bundle.body(), tmp_path) == won

    # What won is read by everybody, and its page tells where it came from.
    resident.open(place(budget, "/budget/projects?state=won")).picture("won")
    assert len(resident.page.locator(".y-projects__one").all()) == len(won)
