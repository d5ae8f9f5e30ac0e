import threading
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy.pool import NullPool

from participation.app import create_app
from participation.identity import passwords
from participation.identity.domain.addresses import local_address
from participation.identity.models import Person, SignInTry
from participation.identity.refusals import TooManyTries
from participation.identity.services import signing_in, tries
from participation.platform import clock
from participation.platform.access.actor import Role
from participation.platform.extensions import db, limiter
from participation.platform.transactions import unit_of_work
from tests.staff import make_person, sign_in

PASSWORD = "lumme hirvas 7 sorvi"
EMAIL = "liisa@lintukorpi.test"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def liisa(app):
    return make_person(Role.ADMINISTRATOR, password_hash=passwords.hash_of(PASSWORD))


def try_to_sign_in(visitor, password=PASSWORD, expect=302, email=EMAIL, **more):
    return visitor.post(
        "/en/sign-in", {"email": email, "password": password, **more}, expect=expect
    )


def test_the_right_password_leads_to_the_workspace(visitor, liisa):
    assert try_to_sign_in(visitor).response.location == "/en/manage/"
    visitor.get("/fi/manage/people")


def test_the_workspace_opens_in_the_language_of_the_page_on_which_one_signs_in(visitor, liisa):
    liisa.language = "fi"
    db.session.commit()
    answers = visitor.post("/sv/sign-in", {"email": EMAIL, "password": PASSWORD}, expect=302)
    assert answers.response.location == "/sv/manage/"


def test_the_address_may_be_typed_in_capitals(visitor, liisa):
    try_to_sign_in(visitor, email=" Liisa@Lintukorpi.TEST ")


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "something else altogether"), ("nobody@else.test", PASSWORD)]
)
def test_wrong_passwords_and_unknown_accounts_read_the_same(visitor, liisa, email, password):
    page = try_to_sign_in(visitor, password, 200, email)
    assert "The e-mail address or the password is wrong" in page.words()


def test_unknown_accounts_cost_a_verification(app, monkeypatch):
    verified = []
    monkeypatch.setattr(
        passwords, "matches", lambda stored, password: bool(verified.append(stored))
    )
    with pytest.raises(signing_in.WrongPassword):
        signing_in.check("nobody@else.test", PASSWORD)
    assert verified == [""]


def test_a_closed_account_does_not_sign_in(visitor, liisa):
    liisa.is_active = False
    db.session.commit()
    try_to_sign_in(visitor, expect=200)


def test_an_account_without_roles_is_told_so(visitor, liisa):
    liisa.grants = []
    db.session.commit()
    assert "no roles" in try_to_sign_in(visitor, expect=200).words()


def test_nothing_of_the_session_before_survives(visitor, liisa):
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    try_to_sign_in(visitor)
    with visitor.client.session_transaction() as session:
        assert "planted" not in session


def test_signing_out_ends_the_session(visitor, liisa):
    try_to_sign_in(visitor)
    visitor.post("/fi/sign-out")
    visitor.raw("GET", "/fi/manage/people", 303)


def test_a_copied_cookie_does_not_outlive_signing_out(visitor, liisa):
    try_to_sign_in(visitor)
    with visitor.client.session_transaction() as session:
        copied = dict(session)
    page = visitor.follow("/en/sign-out", {})
    assert "You have signed out, in every browser" in page.words("main")
    with visitor.client.session_transaction() as session:
        session.update(copied)
    visitor.raw("GET", "/fi/manage/people", 303)


def test_who_is_not_signed_in_signs_nobody_out(visitor, liisa):
    visitor.post("/fi/sign-out")
    assert db.session.get_one(Person, liisa.id).session_epoch == 0


def test_a_weak_old_hash_is_renewed(visitor, liisa):
    liisa.password_hash = PasswordHasher(1, 8, 1).hash(PASSWORD)
    db.session.commit()
    try_to_sign_in(visitor)
    assert not passwords.is_outdated(db.session.get_one(Person, liisa.id).password_hash)


def test_the_eleventh_try_must_wait_even_with_the_right_password(visitor, liisa):
    for _ in range(10):
        try_to_sign_in(visitor, "something else altogether", 200)
    page = try_to_sign_in(visitor, expect=429)
    assert "Try again after" in page.words()


def test_a_try_that_is_refused_does_not_prolong_the_wait(app):
    now = clock.now()
    for minute in range(tries.MOST):
        count(now + timedelta(minutes=minute))
    for minute in (11, 14):
        with pytest.raises(TooManyTries) as refused:
            count(now + timedelta(minutes=minute))
        assert refused.value.facts["until"] == now + timedelta(minutes=15)
    count(now + timedelta(minutes=15))
    assert db.session.scalars(db.select(SignInTry.count)).one() == 1


def count(moment):
    with unit_of_work():
        tries.count_try(EMAIL, moment)


def test_signing_in_forgets_the_tries_before(visitor, liisa):
    for _ in range(9):
        try_to_sign_in(visitor, "something else altogether", 200)
    try_to_sign_in(visitor)
    assert db.session.scalar(db.select(SignInTry)) is None


def test_an_account_is_counted_without_its_name(visitor, liisa):
    try_to_sign_in(visitor, "something else altogether", 200)
    assert "lintukorpi" not in db.session.scalars(db.select(SignInTry.account)).one()


def test_eight_workers_count_exactly(app):
    passed, start = [], threading.Barrier(8)

    def work():
        with app.app_context():
            start.wait()
            for _ in range(4):
                try:
                    with unit_of_work():
                        tries.count_try(EMAIL, clock.now())
                    passed.append(1)
                except TooManyTries:
                    pass

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == tries.MOST


def test_a_page_asked_for_is_shown_after_signing_in(visitor, liisa):
    there = visitor.raw("GET", "/sv/manage/people?x=1", 303).location
    assert there == "/sv/sign-in?next=/sv/manage/people?x%3D1"
    page = visitor.get(there)
    (field,) = [e for e in page.all("input") if e.get("name") == "next"]
    answer = try_to_sign_in(visitor, next=field.get("value"))
    assert answer.response.location == "/sv/manage/people?x=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.test/",
        "//evil.test",
        "/\\evil.test",
        "\\/evil.test",
        "/a\nb",
        "x",
        "",
        "/\t/e",
    ],
)
def test_another_site_is_never_shown_after_signing_in(visitor, liisa, elsewhere):
    assert local_address(elsewhere) == ""
    assert try_to_sign_in(visitor, next=elsewhere).response.location == "/en/manage/"


def test_what_was_typed_survives_the_end_of_the_session(visitor, liisa, app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    typed = {"email": "uusi@lintukorpi.test", "name": "Å <b>", "everywhere": ["editor", "analyst"]}
    url = "/fi/manage/people/invite"
    page = visitor.post(url, {**typed, "csrf_token": "old"}, expect=403, headers=SAME_SITE)
    fields = hidden_fields(page)
    answer = visitor.post(
        "/fi/sign-in",
        {**fields, "email": EMAIL, "password": PASSWORD},
        expect=200,
        headers={"Referer": "http://yhes.test/fi/sign-in"},
    )
    again = hidden_fields(answer)
    assert again["name"] == "Å <b>"
    assert again["email"] == "uusi@lintukorpi.test"
    assert answer.text.count('name="everywhere"') == 2
    (form,) = [e for e in answer.all("form") if e.get("action") == url]
    assert form.get("method") == "post"
    again.update(everywhere=["editor", "analyst"], language="fi")
    assert visitor.post(url, again).response.location == "/fi/manage/people"


def test_the_language_can_be_switched_while_signing_in_again(visitor, liisa):
    page = visitor.post(
        "/fi/manage/people/invite", {"name": "Kept words"}, expect=403, headers=SAME_SITE
    )
    fields = {**hidden_fields(page), "_switch": "sv"}
    page = visitor.post("/sv/manage/people/invite", fields, expect=403, headers=SAME_SITE)
    answer = try_to_sign_in(visitor, expect=200, kept=hidden_fields(page)["kept"])
    assert "Kept words" in answer.text


def test_the_language_can_be_switched_before_sending_again(visitor, liisa):
    url = "/fi/manage/people/invite"
    page = visitor.post(url, {"name": "Kept words"}, expect=403, headers=SAME_SITE)
    page = try_to_sign_in(visitor, expect=200, kept=hidden_fields(page)["kept"])
    assert {e.get("form") for e in page.all("button") if e.get("name") == "_switch"} == {"again"}
    switched = {"kept": hidden_fields(page)["kept"], "_switch": "sv"}
    page = visitor.post("/sv/sign-in", switched, expect=200)
    assert page.one("html").get("lang") == "sv"
    assert url in [form.get("action") for form in page.all("form")]
    assert hidden_fields(page)["name"] == "Kept words"


def test_a_form_of_another_site_is_not_kept(visitor, liisa):
    for headers in ({"Sec-Fetch-Site": "same-site"}, {}, {"Referer": "http://evil.test/"}):
        answer = visitor.raw(
            "POST", "/fi/manage/people/invite", 303, data={"a": 1}, headers=headers
        )
        assert answer.location == "/fi/sign-in"


def test_passwords_are_never_kept(visitor, liisa):
    typed = {"current": "salaisuus", "password": "viisi pitkää sanaa tässä"}
    answer = visitor.raw("POST", "/fi/manage/account/password", 303, data=typed, headers=SAME_SITE)
    assert answer.location == "/fi/sign-in"


def test_a_forged_seal_is_ignored(visitor, liisa):
    assert try_to_sign_in(visitor, kept="WyIvIixbXV0.forged").response.location == "/en/manage/"


def test_somebody_signed_in_is_not_asked_again(visitor):
    sign_in(visitor)
    assert visitor.raw("GET", "/en/sign-in", 302).location == "/en/manage/"


def test_one_address_may_not_try_for_ever(app):
    limited = create_app(
        app.config["SETTINGS"],
        TESTING=True,
        MOMENT=0,
        WTF_CSRF_ENABLED=False,
        RATELIMIT_ENABLED=True,
        SQLALCHEMY_ENGINE_OPTIONS={"poolclass": NullPool},
    )
    try:
        limiter.reset()
        client = limited.test_client()
        answers = [client.post("/fi/sign-in", data={}).status_code for _ in range(61)]
        assert (set(answers[:60]), answers[60]) == ({200}, 429)
    finally:
        limiter.enabled = False


def hidden_fields(page):
    return {
        e.get("name"): e.get("value", "")
        for e in page.all("input")
        if e.get("type") == "hidden" and e.get("name")
    }
