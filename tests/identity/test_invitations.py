import threading
from datetime import timedelta

import pytest

from participation.identity.jobs import forget_expired
from participation.identity.models import Invitation, Person
from participation.identity.refusals import InvitationGone
from participation.identity.services import invitations
from participation.identity.services.invitations import Invitee, accept, invite
from participation.platform import clock
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.factories import make_municipality, make_process, text
from tests.identity.letters import letters, link_in
from tests.staff import actor_of, make_person, sign_in

PASSWORD = "lumme hirvas 7 sorvi"
AISHA = {"email": "Aisha@koe.test", "name": "Aisha", "language": "sv", "everywhere": "editor"}


def invited(roles=((Role.EDITOR, None),), now=None):
    invitee = Invitee(email="aisha@koe.test", name="Aisha", language="sv", roles=roles)
    with unit_of_work():
        invite(ANYBODY, invitee, now or clock.now())
    return link_in(letters()[-1])


def token_of(link):
    return link.rpartition("/")[2]


def take_up(link, now=None):
    with unit_of_work():
        return accept(token_of(link), "Aisha Aalto", PASSWORD, now or clock.now())


def person():
    return db.session.scalar(db.select(Person).where(Person.email == "aisha@koe.test"))


def test_an_administrator_invites_and_the_invited_gets_to_work(visitor):
    process = make_process()
    sign_in(visitor)
    page = visitor.follow("/en/manage/people/invite", {**AISHA, "process-strategia": ["analyst"]})
    assert "An invitation has been sent to aisha@koe.test" in page.words()
    assert "Analyst: Strategy" in page.words()
    visitor.post("/en/sign-out")
    link = link_in(letters()[0])
    assert link.startswith("/sv/invitation/")
    assert "aisha@koe.test" in visitor.get(link).words()
    answer = visitor.post(link, {"name": "Aisha Aalto", "password": PASSWORD})
    assert answer.response.location == "/sv/manage/"
    visitor.get("/sv/manage/account")
    assert actor_of(person()).grants == {(Role.EDITOR, None), (Role.ANALYST, process.id)}
    assert (person().name, person().language) == ("Aisha Aalto", "sv")


def test_letters_tell_whom_to_call_and_when_in_their_own_language(app):
    help_ = {
        "hours": text("ma–pe 9–15", "mån–fre 9–15"),
        "service_languages": text("fi", "på svenska"),
    }
    make_municipality(phone="020 555 0100", **help_)
    invited()
    *_words, phone, hours, languages, _last = letters()[-1].body.strip().splitlines()
    assert (phone, hours, languages) == ("020 555 0100", "mån–fre 9–15", "på svenska")


def test_the_token_is_kept_nowhere(app):
    token = token_of(invited())
    kept = db.session.scalars(db.select(Invitation)).one()
    assert token not in (kept.token_hash, kept.public_id)
    deeds = db.session.scalars(db.select(AuditEntry)).all()
    assert [deed.after for deed in deeds] == [{"roles": ["editor"]}]


def test_a_link_works_once(visitor):
    link = invited()
    take_up(link)
    assert "fungerar inte längre" in visitor.get(link, expect=410).words("h1")


def test_a_link_works_for_seven_days(app):
    now = clock.now()
    link = invited(now=now)
    with pytest.raises(InvitationGone):
        take_up(link, now + timedelta(days=7))
    take_up(link, now + timedelta(days=7, seconds=-1))


def test_of_two_who_use_a_link_at_once_one_succeeds(app):
    link, done, start = invited(), [], threading.Barrier(2)

    def work():
        with app.app_context():
            start.wait()
            try:
                take_up(link)
            except InvitationGone:
                done.append("gone")
            else:
                done.append("in")

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["gone", "in"]


def test_a_weak_password_leaves_the_link_usable(visitor):
    link = invited()
    page = visitor.post(link, {"name": "Aisha", "password": "aisha-koe-salasana"}, expect=200)
    assert "delar av din e-postadress" in page.words()
    take_up(link)


def test_switching_the_language_keeps_the_name(visitor):
    link = invited()
    page = visitor.post(link, {"name": "Uusi nimi", "_switch": "fi"}, expect=200)
    assert 'value="Uusi nimi"' in page.text


def test_an_invitation_sent_again_makes_the_old_link_useless(visitor):
    sign_in(visitor)
    old = invited()
    one = db.session.scalars(db.select(Invitation)).one()
    visitor.follow(f"/fi/manage/invitations/{one.public_id}/resend")
    new = link_in(letters()[-1])
    assert new != old
    with pytest.raises(InvitationGone):
        take_up(old)
    take_up(new)


def test_inviting_twice_makes_the_first_link_useless(app):
    first, _second = invited(), invited()
    with pytest.raises(InvitationGone):
        take_up(first)


def test_a_withdrawn_invitation_is_gone(visitor):
    sign_in(visitor)
    link = invited()
    name = db.session.scalars(db.select(Invitation.public_id)).one()
    page = visitor.follow(f"/en/manage/invitations/{name}/withdraw")
    assert "aisha@koe.test" not in page.words("main")
    visitor.get(link, expect=410)
    visitor.raw("POST", f"/en/manage/invitations/{name}/withdraw", 404)


def test_somebody_with_an_account_is_not_invited(visitor):
    sign_in(visitor)
    page = visitor.post(
        "/en/manage/people/invite", {**AISHA, "email": "liisa@lintukorpi.test"}, expect=200
    )
    assert "already has an account" in page.words()
    assert letters() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"everywhere": ""}, "Choose at least one role"),
        ({"email": "aisha"}, "Enter an e-mail address"),
        ({"email": "a@b.test\nBcc: c@d.test"}, "Enter an e-mail address"),
    ],
)
def test_an_invitation_that_lacks_something_says_so(visitor, change, words):
    sign_in(visitor)
    data = {name: value for name, value in {**AISHA, **change}.items() if value}
    assert words in visitor.post("/en/manage/people/invite", data, expect=200).words()


def test_roles_in_a_process_deleted_since_are_left_out(app):
    process = make_process()
    link = invited([(Role.EDITOR, None), (Role.ANALYST, process.id)])
    db.session.delete(process)
    db.session.commit()
    assert actor_of(take_up(link)).grants == {(Role.EDITOR, None)}


def test_a_forgotten_password_gets_a_link_that_ends_other_sessions(visitor, app):
    make_person(Role.EDITOR)
    elsewhere = type(visitor)(app)
    sign_in(elsewhere, person=db.session.scalars(db.select(Person)).one())
    page = visitor.follow("/en/forgotten-password", {"email": "LIISA@lintukorpi.test"})
    assert "Check your e-mail" in page.words("h1")
    link = link_in(letters()[0])
    assert "Valitse uusi salasana" in visitor.get(link).words("h1")
    visitor.post(link, {"password": PASSWORD})
    visitor.get("/en/manage/account")
    elsewhere.raw("GET", "/en/manage/account", 303)
    assert letters()[-1].recipient == "liisa@lintukorpi.test"
    assert len(letters()) == 2


def test_a_forgotten_password_tells_nobody_who_has_an_account(visitor):
    make_person(Role.EDITOR, is_active=False)
    for email in ("liisa@lintukorpi.test", "nobody@else.test"):
        page = visitor.follow("/en/forgotten-password", {"email": email})
        assert "Check your e-mail" in page.words("h1")
    assert letters() == []


def test_nobody_is_drowned_in_links(app):
    make_person(Role.EDITOR)
    for _ in range(15):
        with unit_of_work():
            invitations.forgotten_password("liisa@lintukorpi.test", clock.now())
    assert len(letters()) == 10


def test_a_new_password_makes_older_links_useless(visitor):
    make_person(Role.EDITOR)
    for _ in range(2):
        visitor.post("/en/forgotten-password", {"email": "liisa@lintukorpi.test"})
    first, second = (link_in(letter) for letter in letters())
    visitor.post(second, {"password": PASSWORD})
    visitor.get(first, expect=410)


def test_expired_links_are_forgotten(app):
    invited()
    forget_expired(clock.now() + timedelta(days=6))
    assert db.session.scalar(db.select(Invitation)) is not None
    forget_expired(clock.now() + timedelta(days=8))
    assert db.session.scalar(db.select(Invitation)) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Kutsu Lintukorven osallistumispalveluun"),
        ("sv", "Inbjudan till Fågelmarkens deltagandetjänst"),
        ("en", "Invitation to Lintukorpi’s participation service"),
    ],
)
def test_an_invitation_says_whose_service_it_is(visitor, language, words):
    make_municipality()
    sign_in(visitor)
    visitor.post("/en/manage/people/invite", {**AISHA, "language": language})
    (letter,) = letters()
    assert letter.subject == words
    assert text("Lintukorven", "Fågelmarkens", "Lintukorpi’s").in_(language) in letter.body


def test_an_unknown_address_asks_the_database_as_much_as_a_known_one(visitor):
    make_person(Role.EDITOR)
    asked = []
    for email in ("liisa@lintukorpi.test", "nobody@else.test"):
        visitor.post("/en/forgotten-password", {"email": email})
        asked.append([query.split()[0] for query in visitor.queries])
    known, unknown = asked
    ends = {"RELEASE", "ROLLBACK"}
    assert [word for word in known if word not in ends] == [
        word for word in unknown if word not in ends
    ]
    assert known.count("INSERT") > 2
    (letter,) = letters()
    assert letter.recipient == "liisa@lintukorpi.test"
