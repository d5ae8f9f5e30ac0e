"""A survey of forty answers counted by hand: every page and file says the same, to the last digit.

area       north 22, south 13, no answer 5        35 answered: 62.857… % and 37.142… %
uses       bus 18, bike 27, car 9, no answer 5    35 answered: 51.428… %, 77.142… %, 25.714… %
grade      1: 5, 2: 5, 3: 8, 4: 12, 5: 10         (5 + 10 + 24 + 48 + 50) / 40 = 137 / 40 = 3.425
age        30 people of 40, 10 people of 60       (1 200 + 600) / 40 = 45; the 20th and 21st are 40
order      abc 20, bca 12, cab 8
           mean place   a (20·1 + 12·3 + 8·2) / 40 = 1.8    b (40 + 12 + 24) / 40 = 1.9
                        c (60 + 24 + 8) / 40 = 2.3
           Borda        a (20·1 + 8·½) / 40 = 60 %    b (20·½ + 12·1) / 40 = 55 %
                        c (12·½ + 8·1) / 40 = 35 %
views.r1   disagree 6, neither 10, agree 24       net score (24 - 6) / 40 = 45
"""

import csv
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pyreadstat
import pytest
from docx import Document
from pptx import Presentation

from participation.activities.models import Activity, ResultVisibility
from participation.activities.services.releasing import Choice, release
from participation.platform.access.actor import ANYBODY
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from surveys import jobs
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.models import QuestionnaireVersion
from surveys.services import counting, data_files, responses
from surveys.services.responses import Given
from tests.factories import text
from tests.reports.reading import bare, pdf_text
from tests.staff import sign_in
from tests.surveys.answering import make_survey

PEOPLE = 40
DAY = date(2026, 9, 1)
NONE = "~none"


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code=code, label=text(code.capitalize())) for code in codes)


def asked() -> Questionnaire:
    questions = (
        Question(code="area", kind="single", label=text("Alue"), options=options("north", "south")),
        Question(
            code="uses", kind="multiple", label=text("Kulku"), options=options("bus", "bike", "car")
        ),
        Question(code="grade", kind="rating", label=text("Arvosana"), options=options(*"12345")),
        Question(code="age", kind="number", label=text("Ikä")),
        Question(code="order", kind="ranking", label=text("Järjestys"), options=options(*"abc")),
        Question(
            code="views",
            kind="matrix",
            label=text("Väitteet"),
            options=options("disagree", "neither", "agree"),
            rows=(Row(code="r1", label=text("Väite")),),
            settings={"diverging": True},
        ),
    )
    return Questionnaire(pages=(Page(code="p1", questions=questions),))


def everybody() -> list[dict[str, object]]:
    """The forty answers, column by column."""
    bus, bike, car = range(18), range(8, 35), range(26, 35)
    columns = {
        "area": ["north"] * 22 + ["south"] * 13 + [NONE] * 5,
        "uses": [
            [code for code, some in (("bus", bus), ("bike", bike), ("car", car)) if n in some]
            or NONE
            for n in range(PEOPLE)
        ],
        "grade": [c for c, n in zip("12345", (5, 5, 8, 12, 10), strict=True) for _ in range(n)],
        "age": [40] * 30 + [60] * 10,
        "order": [list("abc")] * 20 + [list("bca")] * 12 + [list("cab")] * 8,
        "views": [{"r1": code} for code in ["disagree"] * 6 + ["neither"] * 10 + ["agree"] * 24],
    }
    rows = zip(*columns.values(), strict=True)
    return [dict(zip(columns, row, strict=True)) for row in rows]


@pytest.fixture
def forty(app) -> Activity:
    survey = make_survey(asked(), results=ResultVisibility.AFTER_CLOSING)
    version = db.session.scalars(db.select(QuestionnaireVersion)).one()
    facts = {"version_id": version.id, "channel_id": None, "language": "fi", "day": DAY}
    given = (Given(**facts, answers=answers) for answers in everybody())
    with unit_of_work():
        responses.insert_many(survey.id, given)
        counting.rebuild(survey.id, now())
    found = db.session.get_one(Activity, survey.id)
    found.closes = now()
    db.session.commit()
    with unit_of_work():
        release(found, Choice(is_final=True), now=now(), actor=ANYBODY)
    return found


# How many chose it, of how many who answered.
SHARES = {"North": (22, 35), "South": (13, 35), "Bus": (18, 35), "Bike": (27, 35), "Car": (9, 35)}
PLACES = {"a": (1.8, 60), "b": (1.9, 55), "c": (2.3, 35)}


def line(label: str) -> str:
    """Return a line of a table: `North 22 62,9 %`, without its spaces."""
    people, of = SHARES[label]
    return bare(f"{label} {people} {100 * people / of:.1f} %".replace(".", ","))


def test_findings_are_those_worked_out_by_hand(forty):
    found = {one.subject: one for one in counting.findings(forty, now())}
    counts = {
        option["label"]["fi"]: (option["count"], found[code].answered)
        for code in ("area", "uses")
        for option in found[code].figures["options"]
    }
    assert counts == SHARES
    assert (found["area"].missing["no_answer"], found["area"].asked) == (5, PEOPLE)
    assert found["grade"].figures["mean"] == 137 / 40
    assert (found["age"].figures["mean"], found["age"].figures["median"]) == (45, 40)
    for row in found["order"].figures["rows"]:
        assert (row["mean_rank"], row["borda"]) == pytest.approx(PLACES[row["code"]])
    assert found["views"].figures["rows"][0]["net"] == 45


def test_the_api_says_the_same(forty, visitor):
    said = visitor.raw("GET", f"/api/v1/releases/{forty.public_id}").json
    found = {finding["subject"]: finding for finding in said["findings"]}
    for code in ("area", "uses"):
        for option in found[code]["figures"]["options"]:
            assert (option["count"], found[code]["answered"]) == SHARES[option["label"]["fi"]]
    assert found["grade"]["figures"]["mean"] == 3.425
    assert (found["age"]["figures"]["mean"], found["age"]["figures"]["median"]) == (45, 40)
    for row in found["order"]["figures"]["rows"]:
        assert (row["mean_rank"], row["borda"]) == pytest.approx(PLACES[row["code"]])
    assert found["views"]["figures"]["rows"][0]["net"] == 45


def test_the_page_says_the_same(forty, visitor):
    words = bare(visitor.get(f"/fi/a/{forty.public_id}/results", queries=12).words())
    for label in SHARES:
        assert line(label) in words
    for said in ("Keskiarvo: 3,43", "Keskiarvo 45,00", "Mediaani 40", "Keskisija 2,30"):
        assert bare(said) in words
    assert bare("nettoluku 45") in words


def check(rows):
    """Compare rows of figures: question, by, group, statement, answer, people, share."""
    found = {(row[0], row[3] or "", row[4] or ""): (row[5], row[6]) for row in rows}
    for question, labels in (("Alue", ("North", "South")), ("Kulku", ("Bus", "Bike", "Car"))):
        for label in labels:
            people, of = SHARES[label]
            assert found[question, "", label] == pytest.approx((people, people / of))
    assert found["Arvosana", "", "Keskiarvo"][0] == pytest.approx(3.425)
    assert (found["Ikä", "", "Keskiarvo"][0], found["Ikä", "", "Mediaani"][0]) == (45, 40)
    for letter, (place, borda) in PLACES.items():
        assert found["Järjestys", letter.upper(), "Keskisija"][0] == pytest.approx(place)
        assert found["Järjestys", letter.upper(), "Borda-pisteet"][0] == pytest.approx(borda)
    net = next(found[key] for key in found if key[2].startswith("Nettoluku"))
    assert net[0] == pytest.approx(45)


def number(words: str):
    """Read a number as Finnish Excel reads it."""
    plain = words.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return words or None


def test_csv_and_xlsx_say_the_same(forty, visitor):
    place = f"/fi/a/{forty.public_id}/results/1/file"
    sent = visitor.raw("GET", f"{place}.csv")
    lines = list(csv.reader(StringIO(sent.data.decode("utf-8-sig")), delimiter=";"))
    sent.close()
    check([*each[:5], *map(number, each[5:7])] for each in lines[1:])
    sent = visitor.raw("GET", f"{place}.xlsx")
    book = openpyxl.load_workbook(BytesIO(sent.data))
    sent.close()
    rows = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    check(rows)


def test_spss_counts_the_same(forty, visitor, tmp_path):
    sign_in(visitor)
    visitor.post(f"/fi/manage/a/{forty.public_id}/results/data", {"kind": "sav"})
    assert jobs.make_data_files(now()) == 1
    (file,) = data_files.files_of(forty)
    sent = visitor.raw("POST", f"/fi/manage/a/{forty.public_id}/results/data/{file.public_id}")
    path = tmp_path / "forty.sav"
    path.write_bytes(sent.data)
    sent.close()
    frame, _about = pyreadstat.read_sav(path, apply_value_formats=False)
    assert frame["area"].value_counts().to_dict() == {1: 22, 2: 13}
    assert {name: int(frame[f"uses_{name}"].sum()) for name in ("bus", "bike", "car")} == {
        "bus": 18,
        "bike": 27,
        "car": 9,
    }
    assert (frame["grade"].mean(), frame["age"].mean(), frame["age"].median()) == (3.425, 45, 40)
    assert [round(float(frame[f"order_{each}"].mean()), 9) for each in "abc"] == [1.8, 1.9, 2.3]
    assert frame["views_r1"].value_counts().to_dict() == {1: 6, 2: 10, 3: 24}


def words_of_word(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return " ".join([*(each.text for each in document.paragraphs), *cells])


def numbers_on_slides(content: bytes) -> list[list[float]]:
    """Return the numbers of the chart on every slide, as PowerPoint would edit them."""
    return [
        [
            float(value)
            for shape in slide.shapes
            if shape.has_chart
            for series in shape.chart.plots[0].series
            for value in series.values
            if value is not None
        ]
        for slide in Presentation(BytesIO(content)).slides
    ]


@pytest.mark.parametrize(("kind", "words_of"), [("pdf", pdf_text), ("docx", words_of_word)])
def test_reports_say_the_same(forty, visitor, kind, words_of):
    sent = visitor.raw("GET", f"/fi/a/{forty.public_id}/results/1/report.{kind}")
    words = bare(words_of(sent.data)).replace(":", "")
    sent.close()
    for label in SHARES:
        assert line(label) in words
    for said in ("Keskiarvo3,43", "Keskiarvo45,00", "Mediaani40"):
        assert said in words
    for place, _borda in PLACES.values():
        assert f"{place:.2f}".replace(".", ",") in words


def test_slides_hold_the_same_numbers(forty, visitor):
    sent = visitor.raw("GET", f"/fi/a/{forty.public_id}/results/1/report.pptx")
    charts = [numbers for numbers in numbers_on_slides(sent.data) if numbers]
    sent.close()
    assert charts == [
        pytest.approx([18 / 35, 27 / 35, 9 / 35]),
        pytest.approx([5 / 40, 5 / 40, 8 / 40, 12 / 40, 10 / 40]),
        pytest.approx([60, 55, 35]),
        pytest.approx([0, 6 / 40, 10 / 40, 24 / 40]),
    ]
