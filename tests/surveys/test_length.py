"""What the page before a survey says of how much is asked."""

from dataclasses import replace

from tests.surveys.answering import every_kind, make_survey


def test_questions_and_pages_are_told_before_one_begins(visitor):
    survey = make_survey()
    asked = len(list(every_kind().questions()))
    main = visitor.get(f"/fi/a/{survey.public_id}").words("main")
    assert f"{asked} kysymystä, 2 sivua. Voit keskeyttää ja jatkaa myöhemmin." in main
    assert f"{asked} frågor, 2 sidor." in visitor.get(f"/sv/a/{survey.public_id}").words("main")


def test_of_a_single_page_only_the_questions_are_told(visitor):
    first = every_kind().pages[0]
    alone = replace(every_kind(), pages=(replace(first, questions=first.questions[:1]),))
    main = visitor.get(f"/en/a/{make_survey(alone).public_id}").words("main")
    assert "1 question. You can stop" in main
