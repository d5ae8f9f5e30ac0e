"""Reading and coding open answers, on their pages."""

import pytest
import sqlalchemy as sa

from participation.activities.models import AccessLevel
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from surveys.coding_models import (
    CodeFrame,
    Coding,
    Reading,
    Theme,
)
from surveys.services import coding, open_answers, redacting
from tests.factories import make_activity
from tests.staff import make_person, sign_in
from tests.surveys.factories_counting import make_version, respond
from tests.surveys.open_answers.coders import (
    WISHES,
    answer_on,
    code,
    place,
    theme,
    wish,
)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("rest", ["", "/code", "/themes", "/suggestions", "/quotes"])
def test_every_page_opens_before_and_after_there_are_themes(
    visitor, activity, version, rest, language
):
    sign_in(visitor, Role.ANALYST)
    visitor.get(place(activity, rest, language=language))
    wish(version)
    visitor.get(place(activity, rest, language=language))
    theme(activity)
    visitor.get(place(activity, rest, language=language))


def test_only_who_may_analyse_reads_and_codes(visitor, activity, version):
    (key,) = wish(version, "Salaisuus")
    sign_in(visitor, Role.MODERATOR)
    for rest in ("", "/code", "/themes", "/suggestions", "/quotes", f"/answer/{key.hex()}"):
        visitor.get(place(activity, rest), expect=403)
    for rest in ("/code", "/suggestions", f"/answer/{key.hex()}/redact", "/themes"):
        visitor.post(place(activity, rest), expect=403)


def test_what_is_no_open_question_or_no_answer_is_not_found(visitor, activity, version):
    sign_in(visitor)
    wish(version)
    for rest in ("/answer/zz", f"/answer/{'00' * 16}", "/themes/nothing"):
        visitor.get(place(activity, rest), expect=404)
    visitor.get(place(activity, name="age"), expect=404)
    visitor.get(place(activity, "?theme=nothing"), expect=404)


def test_queries_are_as_few_with_many_answers_as_with_one(visitor, activity, version):
    person = sign_in(visitor)
    first = wish(version, "Yksi")
    one = theme(activity, person=person)
    code(activity, first[0], one, person=person)
    pages = ("", "/code", "/themes", "?group=area&theme=uncoded")
    before = {}
    for page in pages:
        visitor.get(place(activity, page))
        before[page] = len(visitor.queries)
    for key in wish(version, *WISHES * 10):
        code(activity, key, one, person=person)
    for page in pages:
        visitor.get(place(activity, page), queries=before[page] + 1)


def test_answers_are_searched_and_chosen_by_theme(visitor, activity, version):
    person = sign_in(visitor)
    keys = wish(version)
    parks = theme(activity, person=person)
    code(activity, keys[0], parks, person=person)
    words = visitor.get(place(activity, f"?theme={parks}")).words()
    assert WISHES[0] in words
    assert WISHES[2] not in words
    words = visitor.get(place(activity, "?theme=uncoded")).words()
    assert WISHES[0] not in words
    assert WISHES[2] in words
    assert "1 answer has" in visitor.get(place(activity, "?q=sauna")).words()
    assert "There is no such answer." in visitor.get(place(activity, "?theme=apart")).words()


def test_uncoded_answers_come_first(visitor, activity, version):
    person = sign_in(visitor)
    keys = wish(version)
    one = theme(activity, person=person)
    for key in keys[:5]:
        code(activity, key, one, person=person)
    words = visitor.get(place(activity)).words()
    assert words.index(WISHES[5]) < min(words.index(wish) for wish in WISHES[:5])


def test_small_groups_are_not_named_beside_answers(visitor, activity, version):
    for number in range(8):
        respond(version, {"idea": f"Toive {number}", "area": "north"})
    for number in range(3):
        respond(version, {"idea": f"Harva {number}", "area": "south"})
    sign_in(visitor)
    items = visitor.get(place(activity, "?group=area")).words("main")
    assert "SOUTH" not in items
    assert "NORTH" not in items  # the other three would be known to be of the south
    for number in range(3):
        respond(version, {"idea": f"Harva {number}", "area": "south"})
    items = visitor.get(place(activity, "?group=area")).words("main")
    assert items.count("SOUTH en") == 6
    assert items.count("NORTH en") == 8


def test_staff_surveys_name_only_groups_of_ten(visitor):
    activity = make_activity(access=AccessLevel.STAFF)
    version = make_version(activity)
    for area in ["north"] * 10 + ["south"] * 10:
        respond(version, {"idea": "Toive", "area": area})
    sign_in(visitor)
    assert "NORTH" in visitor.get(place(activity, "?group=area")).words("main")
    respond(version, {"idea": "Toive", "area": "other"})
    items = visitor.get(place(activity, "?group=area")).words("main")
    assert ("NORTH" in items) + ("SOUTH" in items) == 1  # the other stands with the one elsewhere


def test_a_coder_goes_from_answer_to_answer(visitor, activity, version):
    sign_in(visitor, Role.ANALYST)
    wish(version)
    parks = theme(activity)
    page = visitor.get(place(activity, "/code"))
    assert "You have coded 0 of 6 answers." in page.words()
    for done in range(1, 6):
        page = visitor.follow(
            place(activity, "/code"), {"answer": answer_on(page), "theme": [parks]}
        )
        assert f"You have coded {done} of 6 answers." in page.words()
    page = visitor.follow(place(activity, "/code"), {"answer": answer_on(page)})
    assert "You have coded every answer." in page.words()
    assert db.session.query(Reading).count() == 6
    assert db.session.query(Coding).count() == 5


def test_coding_anew_replaces_what_one_chose(visitor, activity, version):
    person = sign_in(visitor)
    (key,) = wish(version, "Puisto")
    parks, pools = theme(activity, person=person), theme(activity, "Altaat", person=person)
    visitor.post(place(activity, "/code"), {"answer": key.hex(), "theme": [parks]})
    page = visitor.get(place(activity, f"/code?answer={key.hex()}"))
    assert "You have coded this answer." in page.words()
    visitor.post(place(activity, "/code"), {"answer": key.hex(), "theme": [pools]})
    question = open_answers.asked(activity, "idea")
    assert coding.standing(question).counted.themes == {parks: 0, pools: 1}


def test_a_theme_may_be_written_while_coding(visitor, activity, version):
    sign_in(visitor)
    (key,) = wish(version, "Puisto")
    visitor.post(place(activity, "/code"), {"answer": key.hex(), "new": "Parks"})
    assert db.session.scalars(sa.select(Theme)).one().label == Text({"en": "Parks"})
    assert db.session.query(Coding).count() == 1


def test_coders_do_not_see_each_other_before_they_have_coded(visitor, activity, version):
    other = make_person(Role.ANALYST, email="toinen@lintukorpi.test", name="Olli Oja")
    (key,) = wish(version, "Puisto")
    parks = theme(activity, person=other)
    code(activity, key, parks, person=other)
    sign_in(visitor)
    assert "Others chose" not in visitor.get(place(activity, "/code")).words()
    visitor.post(place(activity, "/code"), {"answer": key.hex()})
    words = visitor.get(place(activity, f"/code?answer={key.hex()}")).words()
    assert "Others chose: Puistot" in words
    assert "Olli" not in words
    assert "Puisto" in visitor.get(place(activity, "?theme=apart")).words("main")


def test_the_agreement_of_coders_is_shown(visitor, activity, version):
    other = make_person(Role.ANALYST, email="toinen@lintukorpi.test", name="Olli Oja")
    person = sign_in(visitor)
    keys = wish(version)
    parks = theme(activity, person=person)
    for number, key in enumerate(keys):
        code(activity, key, *[parks] * (number < 3), person=person)
        code(activity, key, *[parks] * (number < 2), person=other)
    # Observed 5/6, expected 1/2 · 1/3 + 1/2 · 2/3 = 1/2: (5/6 - 1/2) / (1/2) = 2/3.
    assert "κ = 0.67" in visitor.get(place(activity, "/themes")).words()


def test_themes_are_added_renamed_moved_merged_and_removed(visitor, activity, version):
    person = sign_in(visitor)
    keys = wish(version)
    words = {"label-fi": "Puistot", "label-sv": "Parker", "label-en": "Parks"}
    visitor.post(place(activity, "/themes"), words)
    visitor.post(place(activity, "/themes"), words | {"label-fi": "Penkit", "label-en": "Benches"})
    first, second = db.session.scalars(sa.select(Theme.public_id).order_by(Theme.id))
    page = visitor.post(place(activity, "/themes"), {"label-fi": ""}, expect=200)
    assert "Write the name of the theme." in page.words()
    visitor.get(place(activity, f"/themes/{first}"))
    visitor.post(place(activity, f"/themes/{first}"), words | {"label-en": "Green areas"})
    assert "Green areas" in visitor.get(place(activity, "/themes")).words()
    visitor.post(place(activity, f"/themes/{second}/up"))
    words = visitor.get(place(activity, "/themes")).words()
    assert words.index("Benches") < words.index("Green areas")
    code(activity, keys[0], first, second, person=person)
    code(activity, keys[1], second, person=person)
    visitor.post(place(activity, f"/themes/{second}/merge"), {"into": second}, expect=404)
    visitor.post(place(activity, f"/themes/{second}/merge"), {"into": first})
    assert db.session.query(Coding).count() == 2
    assert db.session.query(Theme).count() == 1
    visitor.post(place(activity, f"/themes/{first}/paint"), expect=404)
    visitor.post(place(activity, f"/themes/{first}/remove"))
    assert db.session.query(Theme).count() == 0
    assert db.session.query(Reading).count() == 2


def test_words_for_other_are_coded_like_a_question(visitor, activity, version):
    sign_in(visitor)
    key = respond(version, {"area": "other", "area~other": "Saaristossa"}).id
    page = visitor.get(place(activity, "/code", name="area~other"))
    assert "Saaristossa" in page.words()
    sent = {"answer": key.hex(), "new": "Islands"}
    visitor.post(place(activity, "/code", name="area~other"), sent)
    assert db.session.scalars(sa.select(CodeFrame.name)).one() == "area~other"


def test_a_page_beyond_the_last_is_the_first(visitor, activity, version):
    sign_in(visitor)
    wish(version)
    assert WISHES[0] in visitor.get(place(activity, "?page=9")).words()
    visitor.get(place(activity, f"?page={10**30}"))


def test_an_answer_that_is_gone_cannot_be_coded_or_changed(visitor, activity, version):
    sign_in(visitor)
    (key,) = wish(version, "Yksi")
    visitor.get(place(activity, f"/code?answer={'00' * 16}"), expect=404)
    visitor.get(place(activity, "/code?after=zz"), expect=404)
    visitor.post(place(activity, "/code"), {"answer": "00" * 16}, expect=404)
    question = open_answers.asked(activity, "idea")
    gone = open_answers.Answer(key=b"0" * 16, words="", language="fi")
    with pytest.raises(NotFound):
        redacting.redact(question, gone, [], "x", actor=ANYBODY, now=now())
    assert open_answers.answer(question, key.hex()).words == "Yksi"


def test_the_first_theme_moves_no_further_up(visitor, activity, version):
    sign_in(visitor)
    one = theme(activity)
    visitor.post(place(activity, f"/themes/{one}/up"))
    assert "Puistot" in visitor.get(place(activity, "/themes")).words()
