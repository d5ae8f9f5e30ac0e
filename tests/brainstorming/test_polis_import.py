"""`flask brainstorming import-polis`: a conversation becomes a brainstorm, without who."""

import json

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaState, Participant
from participation.brainstorming.models import Brainstorm
from participation.platform.extensions import db
from tests.brainstorming.polis_data import SEATTLE, SMALL, conversation
from tests.factories import make_municipality, make_process


@pytest.fixture
def run(app):
    make_municipality()
    make_process()

    def invoke(*arguments: object):
        wanted = ["brainstorming", "import-polis", *map(str, arguments)]
        return app.test_cli_runner().invoke(args=wanted)

    return invoke


@pytest.fixture
def folder(tmp_path):
    for name, content in SMALL.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def total(model) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_everything_is_counted_and_nothing_saved_without_a_process(run):
    told = json.loads(run(SEATTLE, "--json").stdout)
    counted = {name: told[name] for name in ("participants", "ideas", "votes", "groups")}
    assert counted == {"participants": 339, "ideas": 54, "votes": 2872, "groups": 2}
    assert (told["rows"], told["group_sizes"]) == (2995, {"0": 99, "1": 39})
    assert told["activity"] is None
    assert total(Activity) == 0


def test_a_dry_run_saves_nothing(run):
    told = json.loads(run(SEATTLE, "--process", "strategia", "--dry-run", "--json").stdout)
    assert told["activity"] is None
    assert total(Activity) == 0


def test_a_conversation_becomes_a_draft(run):
    told = json.loads(run(SEATTLE, "--process", "strategia", "--json").stdout)
    activity = db.session.scalars(sa.select(Activity)).one()
    assert told["activity"] == activity.public_id
    assert activity.published is None
    assert activity.title.in_("fi") == "$15/hour"
    brainstorm = db.session.get(Brainstorm, activity.id)
    assert "minimum wage law" in brainstorm.questions[0].words.in_("fi")
    assert (total(Participant), total(Idea), total(Evaluation)) == (339, 54, 2872)


def test_ideas_keep_their_votes(run):
    run(SEATTLE, "--process", "strategia")
    ideas = {idea.words: idea for idea in db.session.scalars(sa.select(Idea))}
    found = conversation(SEATTLE)
    words = {each.id: each.text.strip() for each in found.comments}
    for statement, column in zip(found.statements, found.votes.cells.T, strict=True):
        idea = ideas[words[statement]]
        counted = (idea.agreed, idea.disagreed, idea.passed)
        assert counted == tuple(int((column == vote).sum()) for vote in (1, -1, 0))
        rows = sa.select(Evaluation.opinion).where(Evaluation.idea_id == idea.id)
        opinions = db.session.scalars(rows).all()
        assert tuple(opinions.count(vote) for vote in (1, -1, 0)) == counted
    assert ideas[words["0"]].day.isoformat() == "2014-06-18"


def test_what_was_moderated_out_is_hidden(run, folder):
    (folder / "votes.csv").write_text("comment-id,voter-id,vote\n0,a,1\n1,b,-1\n2,b,1\n")
    assert run(folder, "--process", "strategia", "--title", "Ideat").exit_code == 0
    states = dict(db.session.execute(sa.select(Idea.words, Idea.state)).all())
    assert states == {
        "One": IdeaState.PUBLISHED, "Two": IdeaState.PUBLISHED, "Three": IdeaState.HIDDEN,
    }  # fmt: skip
    assert db.session.scalars(sa.select(Activity)).one().title.in_("fi") == "Ideat"


def test_one_author_has_one_code_and_no_name_is_kept(run, folder):
    run(folder, "--process", "strategia")
    hashes = dict(db.session.execute(sa.select(Idea.words, Idea.receipt_hash)).all())
    assert len(set(hashes.values())) == 2
    people = db.session.scalars(sa.select(Participant.id)).all()
    assert all(len(key) == 32 for key in people)
    assert not set(people) & set(hashes.values())


def test_statements_without_words_are_left_out_and_told(run, folder):
    (folder / "comments.csv").write_text("comment-id,comment-body\n0,\n1,Two\n")
    told = json.loads(run(folder, "--process", "strategia", "--json").stdout)
    assert (told["ideas"], told["left_out"]) == (1, [0])
    assert (total(Idea), total(Evaluation), total(Participant)) == (1, 1, 2)


def test_people_read_what_was_carried(run, folder):
    said = "2 participants, 2 ideas, 3 votes, 0 groups. Nothing was saved.\n"
    assert run(folder).stdout == said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--process", "nowhere"), "There is no process nowhere.\n"),
        ((), "votes.csv, line 2: '7' is not a vote (1, 0 or -1).\n"),
    ],
)
def test_a_refusal_is_one_sentence(run, folder, arguments, words):
    (folder / "votes.csv").write_text("comment-id,voter-id,vote\n0,a,7\n")
    result = run(folder, "--json", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", words)
