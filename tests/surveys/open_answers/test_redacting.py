"""What may tell who somebody is: marked, taken out, and kept out of quotes."""

import sqlalchemy as sa

from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from surveys.coding_models import (
    Coding,
    Quote,
    Reading,
    Redaction,
    SuggestedGroup,
)
from surveys.jobs import look_for_themes
from surveys.models import CountPending, Response
from surveys.services import counting, responses
from tests.staff import sign_in
from tests.surveys.open_answers.coders import (
    MANY,
    TOLD,
    code,
    hints_on,
    place,
    theme,
    wish,
)


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
