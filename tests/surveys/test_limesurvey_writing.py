"""Tab-separated text for LimeSurvey."""

import csv
import io

from hypothesis import HealthCheck, Phase, given, settings

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.interchange.limesurvey.writing import HEADER, write_tsv
from surveys.interchange.reading import read_file
from tests.surveys.questionnaires import LANGUAGES, questionnaires, texts

PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter="\t"))


def test_a_questionnaire_is_written_as_tab_separated_text():
    label = Text({"fi": "Alue & <koko>", "sv": "Område"})
    questionnaire = Questionnaire(
        pages=(
            Page(
                code="p1",
                title=Text({"fi": "Sivu"}),
                questions=(
                    Question(
                        code="my_area",
                        kind="single",
                        label=label,
                        required=True,
                        options=(
                            Option(code="centre_north", label=label),
                            Option(code="centre_south", label=label),
                        ),
                        dont_know=True,
                    ),
                    Question(
                        code="q2",
                        kind="matrix",
                        label=Text({"fi": "Miten {my_area}?"}),
                        condition="{my_area} = 'centre_south'",
                        options=(Option(code="1", label=label), Option(code="2", label=label)),
                        rows=(Row(code="r_1", label=label),),
                    ),
                ),
            ),
        )
    )
    exported = write_tsv(questionnaire, Text({"fi": "Kysely"}), Text(), ("fi", "sv"))
    assert exported.content.decode().splitlines()[0].split("\t")[: len(HEADER)] == list(HEADER)
    rows = rows_of(exported.content)
    classes = [(row["class"], row["language"]) for row in rows if row["class"] in "GQ"]
    assert classes == [("G", "fi"), ("G", "sv"), ("Q", "fi"), ("Q", "fi"), ("Q", "sv"), ("Q", "sv")]
    first, matrix = (row for row in rows if row["class"] == "Q" and row["language"] == "fi")
    assert (first["name"], first["text"], first["mandatory"]) == (
        "myarea",
        "Alue &amp; &lt;koko&gt;",
        "Y",
    )
    assert matrix["relevance"] == 'myarea.NAOK == "cent2"'
    assert matrix["text"] == "Miten {myarea.shown}?"
    answers = [row["name"] for row in rows if row["class"] == "A" and row["language"] == "fi"]
    assert answers == ["centr", "cent2", "dk999", "1", "2"]
    again = read_file(exported.content, "a.txt", ("fi", "sv")).questionnaire
    assert [question.kind for question in again.questions()] == ["single", "matrix"]
    assert again.question("q2").condition == "{myarea} = 'cent2'"
    assert again.question("myarea").label == label


@settings(max_examples=20, deadline=None, suppress_health_check=SLOW, phases=PHASES)
@given(questionnaires(), texts(), texts())
def test_any_questionnaire_is_written_and_read(questionnaire, title, thanks):
    exported = write_tsv(questionnaire, title, thanks, LANGUAGES)
    for row in rows_of(exported.content):
        assert None not in row
        assert len(row["name"]) <= 20 or row["class"] not in ("Q", "SQ", "A")
    found = read_file(exported.content, "a.txt", LANGUAGES).questionnaire
    asked = [question for question in questionnaire.questions() if question.kind != "budget"]
    assert len(list(found.questions())) >= len(asked)
