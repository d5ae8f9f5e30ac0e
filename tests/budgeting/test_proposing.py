"""Ideas of residents: sent once, supported once, moderated, merged, erased."""

from secrets import token_bytes

import pytest

from budgeting import queries
from budgeting.models import IdeaModeration, Phase
from budgeting.proposal_models import HiddenFor, Proposal, ProposalMerge, Showing, Support
from budgeting.refusals import NotAlike, NotFinished, NotNow, NotShown, Outdated
from budgeting.services import merging, moderating, proposing, setting_up
from budgeting.services.moderating import Judged
from budgeting.services.proposing import Written
from participation.activities import receipts
from participation.platform.access.actor import Actor
from participation.platform.clock import now, today
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from tests.budgeting.making import make_budget, make_proposal
from tests.factories import text

STAFF = Actor(person_id=None, name="Liisa", grants=frozenset())
BENCHES = Written(title="Penkkejä rantaan", words="Rannalla ei voi istua.", place="Uimaranta")
TOKEN = b"t" * 16


@pytest.fixture
def budget(app):
    made = make_budget()
    setting_up.plan(made, Phase.IDEAS, made.activity.opens, made.activity.closes, Text())
    return made


def propose(budget, token=TOKEN, written=BENCHES):
    return proposing.propose(budget, token, written, language="fi", now=now())


def merge(budget, one, other):
    return merging.merge(budget, one.public_id, other.public_id, actor=STAFF, now=now())


def test_an_idea_waits_for_a_moderator_and_keeps_a_day_and_a_code_only(budget):
    made = propose(budget)
    assert (made.showing, made.language, made.day) == (Showing.WAITING, "fi", today())
    assert made.receipt_hash == receipts.hash_for(TOKEN)
    assert budget.proposals_version == 0


def test_where_moderators_look_afterwards_an_idea_is_shown_at_once(budget):
    budget.moderation = IdeaModeration.AFTER
    assert propose(budget).showing is Showing.PUBLISHED
    assert budget.proposals_version == 1


def test_sending_twice_makes_one_idea(budget):
    again = Written(title="penkkejä  rantaan", words="Rannalla ei voi istua!")
    assert propose(budget) is propose(budget, written=again)
    assert propose(budget, token_bytes(16)) is not propose(budget)


def test_no_ideas_come_when_their_phase_is_over(budget):
    setting_up.leave_out(budget, Phase.IDEAS)
    with pytest.raises(NotNow):
        propose(budget)
    with pytest.raises(NotNow):
        proposing.support(budget, make_proposal(budget), TOKEN, now=now())


def test_a_browser_supports_an_idea_once_and_can_take_it_back(budget):
    idea = make_proposal(budget)
    assert proposing.support(budget, idea, TOKEN, now=now())
    assert not proposing.support(budget, idea, TOKEN, now=now())
    assert idea.supports == 1
    assert proposing.take_back(idea, TOKEN)
    assert not proposing.take_back(idea, TOKEN)
    assert (idea.supports, db.session.query(Support).count()) == (0, 0)


def test_nobody_supports_what_is_not_shown(budget):
    with pytest.raises(NotShown):
        proposing.support(budget, propose(budget), TOKEN, now=now())


def test_a_moderator_hides_an_idea_with_a_reason(budget):
    idea = make_proposal(budget)
    hidden = Judged(showing=Showing.HIDDEN, hidden_for=HiddenFor.INSULT)
    moderating.judge(budget, idea.public_id, hidden, seen="new", actor=STAFF, now=now())
    assert (idea.showing, idea.is_reviewed) == (Showing.HIDDEN, True)
    assert db.session.scalars(queries.shown_proposals(budget.activity_id)).all() == []
    (kept,) = moderating.history(idea)
    assert (kept.before, kept.after) == (Showing.PUBLISHED, Showing.HIDDEN)


def test_the_second_of_two_moderators_is_told(budget):
    idea, shown = make_proposal(budget), Judged(showing=Showing.PUBLISHED)
    moderating.judge(budget, idea.public_id, shown, seen="new", actor=STAFF, now=now())
    with pytest.raises(Outdated):
        moderating.judge(budget, idea.public_id, shown, seen="new", actor=STAFF, now=now())


@pytest.mark.parametrize(
    ("judged", "is_whole"),
    [
        (Judged(showing=Showing.HIDDEN), False),
        (Judged(showing=Showing.HIDDEN, hidden_for=HiddenFor.OTHER), False),
        (Judged(showing=Showing.HIDDEN, hidden_for=HiddenFor.OTHER, note=text("Syy")), True),
        (Judged(showing=Showing.PUBLISHED, hidden_for=HiddenFor.INSULT), False),
        (Judged(showing=Showing.WAITING), False),
    ],
)
def test_what_is_hidden_has_a_reason(judged, is_whole):
    assert judged.is_whole is is_whole


def test_an_unfinished_decision_is_refused(budget):
    idea, hidden = make_proposal(budget), Judged(showing=Showing.HIDDEN)
    with pytest.raises(NotFinished):
        moderating.judge(budget, idea.public_id, hidden, seen="new", actor=STAFF, now=now())


def test_merging_keeps_every_proposer_and_parting_undoes_it(budget):
    one, two, three = (make_proposal(budget, title) for title in ("Penkki", "Tuoli", "Istuin"))
    merge(budget, one, two)
    merge(budget, two, three)
    assert (two.joined, three.joined) == (0, 2)
    assert len({idea.receipt_hash for idea in db.session.scalars(queries.family(three))}) == 3
    assert db.session.scalars(queries.shown_proposals(budget.activity_id)).all() == [three]
    merging.part(budget, one.public_id, actor=STAFF, now=now())
    assert (one.merged_into_id, three.joined) == (None, 1)
    undone = [one.undone is not None for one in db.session.query(ProposalMerge)]
    assert sorted(undone) == [False, True]


def test_ideas_are_not_merged_in_circles(budget):
    one, two = make_proposal(budget), make_proposal(budget)
    merge(budget, one, two)
    for pair in ((two, one), (one, two), (two, two)):
        with pytest.raises(NotAlike):
            merge(budget, *pair)
    with pytest.raises(NotAlike):
        merging.part(budget, two.public_id, actor=STAFF, now=now())


def test_erasing_leaves_what_others_proposed(budget):
    mine, other, third = propose(budget), make_proposal(budget), make_proposal(budget)
    merge(budget, other, mine)
    proposing.support(budget, third, TOKEN, now=now())
    assert proposing.erase(receipts.hash_for(TOKEN))
    assert not proposing.erase(receipts.hash_for(TOKEN))
    assert {one.id for one in db.session.query(Proposal)} == {other.id, third.id}
    assert other.merged_into_id is None


def test_erasing_a_merged_idea_is_told_to_its_head(budget):
    mine, head = propose(budget), make_proposal(budget)
    merge(budget, mine, head)
    proposing.erase(receipts.hash_for(TOKEN))
    assert head.joined == 0
