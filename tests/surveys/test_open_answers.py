"""Reading, coding, suggesting, quoting and redacting open answers, on their pages."""

import re

import pytest
import sqlalchemy as sa

from participation.activities.models import AccessLevel
from participation.activities.services import releasing
from participation.identity.models import Person
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.reports.domain.exhibiting.whole import exhibit
from surveys.coding_models import (
    CodeFrame,
    Coding,
    Quote,
    Reading,
    Redaction,
    SuggestedGroup,
    SuggestedMember,
    Theme,
)
from surveys.domain.coding import NONE, merged_code
from surveys.jobs import look_for_themes
from surveys.kind import SurveyKind
from surveys.models import CountPending, Response
from surveys.services import coding, counting, frames, open_answers, responses, theme_findings
from tests.factories import make_activity, make_municipality
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.factories_counting import closed, make_version, respond

WISHES = (
    "Lisää penkkejä keskustan puistoon",
    "Keskustan puistoon tarvitaan lisää penkkejä",
    "Uimahalli auki sunnuntaisin",
    "Uimahallin sauna on kylmä sunnuntaisin",
    "Kirjasto auki iltaisin",
    "Kirjaston aukioloaikoja iltaisin pidennettävä",
)


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


@pytest.fixture
def activity():
    return make_activity()


@pytest.fixture
def version(activity):
    return make_version(activity)


def place(activity, rest="", name="idea", language="en"):
    return f"/{language}/manage/a/{activity.public_id}/results/texts/{name}{rest}"


def wish(version, *words):
    return [respond(version, {"idea": one}).id for one in words or WISHES]


def theme(activity, label="Puistot", name="idea", person=None):
    person = person or db.session.scalar(sa.select(Person)) or make_person(Role.ANALYST)
    with unit_of_work():
        question = open_answers.asked(activity, name)
        return frames.add_theme(question, Text({"fi": label}), actor=actor_of(person)).public_id


def code(activity, key, *themes, person):
    with unit_of_work():
        question = open_answers.asked(activity, "idea")
        chosen = [question.theme(one) for one in themes]
        coding.code(question, [key], chosen, coder_id=person.id)


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
    assert "NORTH" not in visitor.get(place(activity, "?group=area")).words("main")


def answer_on(page):
    return next(e for e in page.all("input") if e.get("name") == "answer").get("value")


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


MANY = tuple(
    f"{start} {end}"
    for start in ("Puistoon", "Keskustan puistoon", "Lähipuistoon")
    for end in ("lisää penkkejä", "uusia penkkejä", "penkkejä vanhuksille", "penkit takaisin")
) + tuple(
    f"Uimahalli {end}"
    for end in ("auki sunnuntaisin", "lämpimämmäksi", "auki aamulla", "halvemmaksi", "remonttiin")
)


def test_suggestions_are_looked_for_and_decided_about(visitor, activity, version):
    sign_in(visitor)
    wish(version, *MANY, MANY[0].upper(), MANY[0] + "!")
    visitor.post(place(activity, "/suggestions"), {"number": 7}, expect=404)
    page = visitor.follow(place(activity, "/suggestions"), {"number": 5})
    assert "Themes are being looked for." in page.words()
    assert look_for_themes(now()) == 1
    assert look_for_themes(now()) == 0
    page = visitor.get(place(activity, "/suggestions"))
    assert "uimahalli" in page.words()
    assert "Answers that say nearly the same" in page.words()
    groups = db.session.scalars(sa.select(SuggestedGroup).order_by(SuggestedGroup.id)).all()
    ids = [group.public_id for group in groups]
    decide = place(activity, f"/suggestions/{ids[0]}")
    visitor.post(decide, {"label": ""})
    assert db.session.query(Theme).count() == 0
    visitor.post(decide, {"label": "Penkit", "at_once": "1"})
    (made,) = db.session.scalars(sa.select(Theme))
    assert made.label == Text({"en": "Penkit"})
    assert made.method.startswith("nmf")
    methods = set(db.session.scalars(sa.select(Reading.method)))
    assert methods == {made.method}
    assert db.session.query(Coding).count() == db.session.query(Reading).count() > 0
    visitor.post(place(activity, f"/suggestions/{ids[1]}"), {"into": made.public_id})
    visitor.post(place(activity, f"/suggestions/{ids[-1]}"), {"drop": "1"})
    visitor.post(place(activity, f"/suggestions/{ids[0]}"), {"drop": "1"}, expect=404)
    page = visitor.get(place(activity, "/suggestions"))
    assert ids[-1] not in page.text


def test_looking_again_replaces_only_what_is_undecided(visitor, activity, version):
    sign_in(visitor)
    wish(version, *MANY)
    visitor.post(place(activity, "/suggestions"), {"number": 5})
    look_for_themes(now())
    accepted = db.session.scalars(sa.select(SuggestedGroup.public_id)).first()
    visitor.post(place(activity, f"/suggestions/{accepted}"), {"label": "Yksi"})
    visitor.post(place(activity, "/suggestions"), {"number": 5})
    look_for_themes(now())
    names = set(db.session.scalars(sa.select(SuggestedGroup.public_id)))
    assert accepted in names
    assert len(names) > 1


def test_what_was_accepted_is_suggested_while_coding_and_never_ticked(visitor, activity, version):
    sign_in(visitor)
    wish(version, *MANY)
    visitor.post(place(activity, "/suggestions"), {"number": 5})
    look_for_themes(now())
    group = db.session.scalars(sa.select(SuggestedGroup)).first()
    member = db.session.scalars(
        sa.select(SuggestedMember.response_id).where(SuggestedMember.group_id == group.id)
    ).first()
    visitor.post(place(activity, f"/suggestions/{group.public_id}"), {"label": "Yksi"})
    page = visitor.get(place(activity, f"/code?answer={member.hex()}"))
    assert re.search("Suggested: (likely|perhaps)", page.words())
    assert not [e for e in page.all("input") if e.get("checked") is not None]


def test_answers_that_say_the_same_are_coded_together_only_when_wanted(visitor, activity, version):
    sign_in(visitor)
    dogs = "Koirapuisto satamaan mahdollisimman pian"
    keys = wish(version, dogs, dogs + "!!", dogs.upper(), *MANY)
    parks = theme(activity)
    visitor.post(place(activity, "/suggestions"), {"number": 5})
    look_for_themes(now())
    page = visitor.get(place(activity, f"/code?answer={keys[0].hex()}"))
    assert "2 answers that say nearly the same" in page.words()
    sent = {"answer": keys[0].hex(), "theme": [parks]}
    visitor.post(place(activity, "/code"), sent)
    assert db.session.query(Reading).count() == 1
    visitor.post(place(activity, "/code"), sent | {"alike": "1"})
    assert set(db.session.scalars(sa.select(Reading.response_id))) == set(keys[:3])


TOLD = "Soittakaa Matti Virtaselle numeroon 040 123 4567, hän tietää penkeistä."


def hints_on(page):
    return [e.get("value") for e in page.all("input") if e.get("name") == "hint"]


def test_what_may_tell_who_somebody_is_is_marked(visitor, activity, version):
    sign_in(visitor)
    (key,) = wish(version, TOLD)
    page = visitor.get(place(activity, f"/answer/{key.hex()}"))
    marked = ["".join(mark.itertext()) for mark in page.all("mark")]
    assert marked == ["Matti Virtaselle", "040 123 4567"]


def test_words_are_taken_out_everywhere(visitor, activity, version):
    person = sign_in(visitor)
    (key,) = wish(version, TOLD)
    db.session.add(
        CountPending(survey_id=activity.id, version_id=version.id, sign=-1, answers={"idea": TOLD})
    )
    db.session.commit()
    answer = place(activity, f"/answer/{key.hex()}")
    page = visitor.get(answer)
    visitor.post(f"{answer}/redact", {"hint": hints_on(page), "typed": "penkeistä"})
    left = "Soittakaa […] numeroon […], hän tietää […]."
    assert db.session.get(Response, key).answers["idea"] == left
    assert db.session.query(CountPending).count() == 0
    assert left in visitor.get(answer).words()
    file = visitor.raw(
        "POST",
        f"/en/manage/a/{activity.public_id}/results/download",
        data={"kind": "csv", "values": "codes"},
    )
    assert "Virtaselle" not in file.text
    assert "[…]" in file.text
    file.close()
    traces = db.session.scalars(sa.select(Redaction).order_by(Redaction.start)).all()
    assert [(t.start, t.length, t.kind) for t in traces] == [
        (10, 16, "name"),
        (36, 12, "phone"),
        (61, 9, ""),
    ]
    assert {trace.person_id for trace in traces} == {person.id}
    (entry,) = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.deed == "surveys.redact"))
    assert "Virta" not in str(entry.after)


def test_redacting_what_is_not_there_is_told(visitor, activity, version):
    sign_in(visitor)
    (key,) = wish(version, TOLD)
    answer = place(activity, f"/answer/{key.hex()}")
    page = visitor.post(f"{answer}/redact", {"typed": "Pekka"}, expect=200)
    assert "Choose words to take out" in page.words()
    visitor.post(f"{answer}/redact", {}, expect=200)
    visitor.post(f"{answer}/redact", {"typed": "x" * 3000}, expect=200)
    assert db.session.query(Redaction).count() == 0


def test_a_redacted_answer_is_counted_as_before(visitor, activity, version):
    sign_in(visitor)
    (key,) = wish(version, TOLD)
    before = counting.find(activity, "idea", now())
    visitor.post(place(activity, f"/answer/{key.hex()}/redact"), {"typed": TOLD})
    after = counting.find(activity, "idea", now())
    assert (after.asked, after.answered, after.missing) == (
        before.asked,
        before.answered,
        before.missing,
    )


def test_suggestions_forget_words_that_are_taken_out(visitor, activity, version):
    sign_in(visitor)
    keys = wish(version, *MANY)
    visitor.post(place(activity, "/suggestions"), {"number": 5})
    look_for_themes(now())
    visitor.post(place(activity, f"/answer/{keys[-1].hex()}/redact"), {"typed": "Uimahalli"})
    terms = [t for each in db.session.scalars(sa.select(SuggestedGroup.terms)) for t in each]
    assert terms
    assert "uimahalli" not in terms


def test_a_quote_needs_somebody_who_has_read_it(visitor, activity, version):
    person = sign_in(visitor)
    (key,) = wish(version, TOLD)
    answer = place(activity, f"/answer/{key.hex()}")
    page = visitor.post(f"{answer}/quote", {"passage": "hän tietää"}, expect=200)
    assert "Confirm that you have read the passage." in page.words()
    sent = {"passage": "se tietää", "is_clean": "y"}
    page = visitor.post(f"{answer}/quote", sent, expect=200)
    assert "The answer does not have these words" in page.words()
    visitor.post(f"{answer}/quote", {"passage": "", "is_clean": "y"}, expect=200)
    page = visitor.follow(f"{answer}/quote", {"passage": "hän tietää penkeistä", "is_clean": "y"})
    assert "hän tietää penkeistä" in page.words()
    (quote,) = db.session.scalars(sa.select(Quote))
    assert quote.checked_by == person.id
    put_back = place(activity, f"/quotes/{quote.public_id}")
    visitor.post(f"{answer}/redact", {"typed": "Matti Virtaselle"})
    visitor.post(f"{answer}/redact", {"typed": "penkeistä"})
    page = visitor.get(place(activity, "/quotes"))
    assert "hän tietää […]" in page.words()
    visitor.get(answer)
    visitor.post(put_back)
    assert db.session.query(Quote).count() == 0
    visitor.post(put_back, expect=404)


def test_what_is_erased_takes_codings_and_quotes_along(visitor, activity, version):
    person = sign_in(visitor)
    keys = wish(version)
    code(activity, keys[0], theme(activity, person=person), person=person)
    answer = place(activity, f"/answer/{keys[0].hex()}")
    visitor.post(f"{answer}/quote", {"passage": "penkkejä", "is_clean": "y"})
    visitor.post(f"{answer}/redact", {"typed": "keskustan"})
    with unit_of_work():
        responses.erase(db.session.get(Response, keys[0]).receipt_hash, now())
    for model in (Reading, Coding, Quote, Redaction):
        assert db.session.query(model).count() == 0
    visitor.get(place(activity, "/quotes"))


def test_words_for_other_are_coded_like_a_question(visitor, activity, version):
    sign_in(visitor)
    key = respond(version, {"area": "other", "area~other": "Saaristossa"}).id
    page = visitor.get(place(activity, "/code", name="area~other"))
    assert "Saaristossa" in page.words()
    sent = {"answer": key.hex(), "new": "Islands"}
    visitor.post(place(activity, "/code", name="area~other"), sent)
    assert db.session.scalars(sa.select(CodeFrame.name)).one() == "area~other"


def coded(activity, version, person):
    """Six answers about parks, two about pools, one about both, one about nothing."""
    parks, pools = theme(activity, person=person), theme(activity, "Altaat", person=person)
    chosen = [(parks,)] * 6 + [(pools,)] * 2 + [(parks, pools)] + [()]
    keys = wish(version, *(f"Toive {number}" for number in range(11)))
    for key, themes in zip(keys, chosen, strict=False):
        code(activity, key, *themes, person=person)
    return parks, pools


def test_coded_themes_are_a_finding(activity, version):
    parks, pools = coded(activity, version, make_person(Role.ANALYST))
    every = theme_findings.with_themes(activity, counting.findings(activity, now()))
    (found,) = [one for one in every if one.subject == "idea~themes"]
    assert found.answered == 10
    assert found.figures["shape"] == "themes"
    assert (found.figures["written"], found.figures["uncoded"]) == (11, 1)
    counts = {option["code"]: option["count"] for option in found.figures["options"]}
    assert counts == {parks: 7, pools: 3, NONE: 1}
    assert found.checksum()


def test_in_public_small_themes_are_merged(activity, version):
    parks, pools = coded(activity, version, make_person(Role.ANALYST))
    every = theme_findings.with_themes(activity, counting.findings(activity, now()), threshold=4)
    found = next(one for one in every if one.subject == "idea~themes")
    counts = {option["code"]: option["count"] for option in found.figures["options"]}
    assert counts == {parks: 7, merged_code([pools, NONE]): 4}
    assert "agreement" not in found.figures


def test_uncoded_questions_have_no_theme_finding(activity, version):
    wish(version)
    findings = counting.findings(activity, now())
    assert theme_findings.with_themes(activity, findings) == list(findings)


def test_staff_see_themes_beside_the_question(visitor, activity, version):
    coded(activity, version, sign_in(visitor))
    words = visitor.get(f"/en/manage/a/{activity.public_id}/results").words()
    assert "Themes in answers: Kysymys idea en" in words
    assert "10 answers were read and coded by people. 1 answer has not been coded yet." in words
    assert "No theme 1 10.0%" in words


def test_a_theme_finding_is_found_by_its_name(activity, version):
    coded(activity, version, make_person(Role.ANALYST))
    kind, moment = SurveyKind(), now()
    found = kind.find(activity, "idea~themes", moment)
    assert found in kind.findings(activity, moment)
    assert kind.find(activity, "idea", now()).subject == "idea"
    with pytest.raises(NotFound):
        kind.find(activity, "nick~themes", now())


def test_reports_show_themes_as_bars():
    activity = make_activity(minimum=4)
    coded(activity, make_version(activity), make_person(Role.ANALYST))
    shown = exhibit(theme_findings.find(activity, "idea~themes", now()))
    (chart,) = shown.charts
    assert chart.series[0].values == (0.7, 0.4)
    assert [row.head for row in shown.tables[0].rows][1].key == "few_themes"
    assert [line.key for line in shown.base] == ["base_coded", "base_themes"]


def test_everybody_sees_themes_of_few_answers_merged(visitor):
    activity = closed()
    version = make_version(activity)
    person = sign_in(visitor, Role.EDITOR, Role.ANALYST)
    parks, pools = theme(activity, person=person), theme(activity, "Altaat", person=person)
    keys = wish(version, *(f"Toive {number}" for number in range(20)))
    for number, key in enumerate(keys):
        code(activity, key, pools if number < 3 else parks, person=person)
    code(activity, keys[0], parks, person=person)
    with unit_of_work():
        drafted = releasing.draft(activity, releasing.Choice(), now())
    (found,) = [one for one in drafted.findings if one.subject == "idea~themes"]
    assert "agreement" not in found.figures
    assert "written" not in found.figures
    told = [option["count"] for option in found.figures["options"]]
    assert all(number is None or number >= 5 for number in told)
    assert pools not in [option["code"] for option in found.figures["options"]]
