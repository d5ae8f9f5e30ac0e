"""`flask brainstorming export-polis`: what went in comes out, and names nobody."""

import secrets

import numpy as np
import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.domain.opinions.counts import count
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.interchange.polis_reading import read_folder
from participation.brainstorming.services.voted import votes_of
from participation.platform.extensions import db
from tests.brainstorming.polis_data import SEATTLE, SMALL, conversation
from tests.factories import make_activity, make_municipality, make_process


@pytest.fixture
def run(app):
    make_municipality()
    make_process()

    def invoke(command: str, *arguments: object):
        return app.test_cli_runner().invoke(args=["brainstorming", command, *map(str, arguments)])

    return invoke


@pytest.fixture
def folder(tmp_path):
    for name, content in SMALL.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def only_activity() -> Activity:
    return db.session.scalars(sa.select(Activity)).one()


def by_words(found) -> dict[str, tuple[int, ...]]:
    words, votes = {each.id: each.text.strip() for each in found.comments}, count(found.votes.cells)
    return {
        words[statement]: (int(votes.agrees[at]), int(votes.disagrees[at]), int(votes.passes[at]))
        for at, statement in enumerate(found.statements)
    }


def test_what_was_imported_is_exported(run, tmp_path):
    run("import-polis", SEATTLE, "--process", "strategia")
    result = run("export-polis", only_activity().public_id, tmp_path / "out")
    assert result.exit_code == 0, result.output
    before, after = conversation(SEATTLE), read_folder(tmp_path / "out")
    assert by_words(after) == by_words(before)
    assert sorted(map(sorted, after.votes.cells.tolist())) == sorted(
        map(sorted, before.votes.cells.tolist())
    )
    assert after.summary["topic"] == "$15/hour"
    assert (after.left_out.sum(), before.left_out.sum()) == (23, 23)


def test_nobody_is_named_and_no_time_told(run, folder):
    run("import-polis", folder, "--process", "strategia")
    run("export-polis", only_activity().public_id, folder / "out")
    found = read_folder(folder / "out")
    assert found.participants == ("0", "1")
    assert {each.author for each in found.comments} == {""}
    assert {each.timestamp for each in (*found.comments, *found.log)} == {None}


def test_ideas_that_were_merged_count_as_one(run, folder):
    (folder / "votes.csv").write_text("comment-id,voter-id,vote\n0,a,1\n1,a,-1\n1,b,-1\n")
    run("import-polis", folder, "--process", "strategia")
    ideas = {idea.words: idea for idea in db.session.scalars(sa.select(Idea))}
    before = votes_of(only_activity()).cells.copy()
    ideas["Two"].merged_into_id = ideas["One"].id
    db.session.commit()
    merged = count(votes_of(only_activity()).cells)
    assert (merged.agrees.tolist(), merged.disagrees.tolist()) == ([1], [1])
    ideas["Two"].merged_into_id = None
    db.session.commit()
    assert np.array_equal(votes_of(only_activity()).cells, before)


def test_what_staff_tried_out_is_not_counted(run, folder):
    run("import-polis", folder, "--process", "strategia")
    idea = db.session.scalars(sa.select(Idea).where(Idea.words == "One")).one()
    idea.is_test = True
    db.session.commit()
    assert votes_of(only_activity()).cells.shape == (1, 1)


def test_only_a_brainstorm_can_be_exported(run, tmp_path):
    other = make_activity(make_process(slug="toinen"))
    for name in (other.public_id, secrets.token_hex(5)):
        result = run("export-polis", name, tmp_path / "out")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"There is no brainstorm {name}.\n"


def test_a_folder_that_cannot_be_is_refused(run, folder):
    run("import-polis", folder, "--process", "strategia")
    result = run("export-polis", only_activity().public_id, folder / "votes.csv")
    assert result.exit_code == 2
    assert "votes.csv cannot be written: File exists." in result.stderr
