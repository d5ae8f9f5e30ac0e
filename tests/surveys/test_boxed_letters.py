"""Letters that no font of ours has: staff are told before they make a PDF file."""

from dataclasses import replace

from participation.reports.pdf.letters import boxed
from tests.factories import make_municipality, make_process, text
from tests.staff import sign_in
from tests.surveys.factories_counting import ask, closed, make_version, options, questionnaire

ASKED = questionnaire(ask("area", "single", options=options("a", "b")))


def test_letters_without_a_font_are_named_once():
    assert boxed("Puisto ja park, парк, حديقة, פארק, 公園 公") == "公園"
    assert boxed("Strasse\u200d ✓ \n") in ("", "✓")


def test_staff_are_told_which_letters_become_boxes(visitor):
    make_municipality()
    sign_in(visitor)
    for label, is_told in ((text("Puisto"), False), (text("公園"), True)):
        activity = closed(process=make_process(slug=f"p{int(is_told)}"))
        (question,) = ASKED.questions()
        make_version(activity, questionnaire(replace(question, label=label)))
        page = visitor.get(f"/en/manage/a/{activity.public_id}/results/report")
        assert ("cannot show these letters: 公園" in page.words()) is is_told
