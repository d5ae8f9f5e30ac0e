import threading
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta

import pytest

from participation.platform import clock
from participation.platform.extensions import db
from participation.platform.mail import delivery
from participation.platform.mail.links import address_of
from participation.platform.mail.models import MailState, OutboxMail
from participation.platform.mail.outbox import send
from participation.platform.mail.render import render, speaking
from participation.platform.mail.transport import letters_in, mail_folder
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from tests.platform.smtp import post_office
from tests.staff import sign_in


@pytest.fixture
def server(app, monkeypatch):
    with post_office() as office:
        configure(app, monkeypatch, mail_url=office.url, mail_from="Lintukorpi <yhes@koe.test>")
        yield office


def configure(app, monkeypatch, **changes):
    settings = replace(app.config["SETTINGS"], **changes)
    monkeypatch.setitem(app.config, "SETTINGS", settings)


def write(recipient="liisa@koe.test", subject="Tervetuloa – välkommen", due=None):
    with unit_of_work():
        letter = send(recipient, subject, "Hyvää päivää!\n.\nÅ", "fi", due)
    return letter.id


def kept(letter):
    db.session.expire_all()
    return db.session.get_one(OutboxMail, letter)


def test_a_letter_arrives_whole(server):
    letter = write()
    assert delivery.deliver(clock.now()) == 1
    (got,) = server.letters
    assert (got["To"], got["Subject"]) == ("liisa@koe.test", "Tervetuloa – välkommen")
    assert got["From"] == "Lintukorpi <yhes@koe.test>"
    assert got["Content-Language"] == "fi"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"].endswith("@koe.test>")
    assert got.get_content().replace("\r\n", "\n") == "Hyvää päivää!\n.\nÅ\n"
    assert kept(letter).state is MailState.SENT


def test_a_letter_that_has_left_keeps_no_secrets(server):
    letter = write()
    delivery.deliver(clock.now())
    assert kept(letter).body == ""


def test_a_letter_goes_only_with_its_transaction(server):
    with pytest.raises(LookupError), unit_of_work():
        send("liisa@koe.test", "Subject", "Body", "fi")
        raise LookupError
    assert delivery.deliver(clock.now()) == 0


def test_a_letter_for_later_waits(server):
    write(due=clock.now() + timedelta(hours=1))
    assert delivery.deliver(clock.now()) == 0
    assert delivery.deliver(clock.now() + timedelta(hours=2)) == 1


@pytest.mark.parametrize(
    ("recipient", "subject"),
    [
        ("a@b.test\nBcc: evil@else.test", "Subject"),
        ("a@b.test", "Subject\r\nBcc: evil@else.test"),
        ("", "Subject"),
    ],
)
def test_headers_cannot_be_smuggled_in(app, recipient, subject):
    with pytest.raises(ValueError, match="one line"), unit_of_work():
        send(recipient, subject, "Body", "fi")


def test_a_refused_recipient_is_given_up_and_the_others_get_theirs(server):
    server.refusals["gone@koe.test"] = "550 no such person"
    gone, here = write("gone@koe.test"), write()
    assert delivery.deliver(clock.now()) == 1
    assert kept(gone).state is MailState.FAILED
    assert kept(gone).error == "SMTPRecipientsRefused 550"
    assert kept(here).state is MailState.SENT


def test_a_busy_server_is_asked_again_later_and_later(server):
    server.refusals["liisa@koe.test"] = "451 later"
    letter, now, waits = write(), clock.now(), []
    while kept(letter).state is MailState.WAITING:
        assert delivery.deliver(now) == 0
        waits.append(round((kept(letter).due - now) / timedelta(minutes=1)))
        now = kept(letter).due
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256]
    assert kept(letter).body == ""


def test_the_same_letter_has_the_same_name_however_often_it_is_tried(server, app):
    letter, settings = kept(write()), app.config["SETTINGS"]
    first, second = (delivery.compose(letter, settings, clock.now()) for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"]
    assert (
        delivery.compose(kept(write()), settings, clock.now())["Message-ID"] != first["Message-ID"]
    )


@pytest.mark.parametrize("fault", ["hangs up", "is away", "has no TLS"])
def test_a_server_in_trouble_loses_nothing(server, app, monkeypatch, fault):
    server.hangs_up = fault == "hangs up"
    if fault == "is away":
        configure(app, monkeypatch, mail_url="smtp://127.0.0.1:9")
    if fault == "has no TLS":
        configure(app, monkeypatch, mail_url=f"{server.url}?tls=1")
    letter, now = write(), clock.now()
    assert delivery.deliver(now) == 0
    server.hangs_up = False
    configure(app, monkeypatch, mail_url=server.url)
    assert delivery.deliver(now + timedelta(minutes=5)) == 1
    assert kept(letter).state is MailState.SENT


def test_user_and_password_are_used(server, app, monkeypatch):
    url = server.url.replace("smtp://", "smtp://posti:p%40ssi@")
    configure(app, monkeypatch, mail_url=f"{url}?tls=0")
    write()
    assert delivery.deliver(clock.now()) == 1
    (login,) = server.logins
    assert b64decode(login.split()[-1]) == b"\0posti\0p@ssi"


def test_a_password_is_not_shown_to_a_server_without_encryption(server, app, monkeypatch):
    url = server.url.replace("smtp://", "smtp://posti:salasana@")
    configure(app, monkeypatch, mail_url=url)
    write()
    assert delivery.deliver(clock.now()) == 0
    assert server.logins == []


def test_four_workers_send_every_letter_once(server, app):
    for number in range(50):
        write(f"p{number}@koe.test")
    now = clock.now()

    def work():
        with app.app_context():
            delivery.deliver(now)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(letter["To"] for letter in server.letters) == sorted(
        f"p{number}@koe.test" for number in range(50)
    )


def test_a_worker_that_dies_leaves_its_letters_for_the_next(server, monkeypatch):
    letter, now = write(), clock.now()
    delivery._claim(now)
    assert delivery.deliver(now) == 0
    assert delivery.deliver(now + delivery.LEASE) == 1
    assert kept(letter).tries == 2


def test_old_letters_are_forgotten_and_waiting_ones_kept(server):
    old, waiting = write(), write(due=clock.now() + timedelta(days=60))
    delivery.deliver(clock.now())
    delivery.forget_old(clock.now() + timedelta(days=31))
    db.session.expire_all()
    assert db.session.get(OutboxMail, old) is None
    assert db.session.get(OutboxMail, waiting) is not None


def test_without_a_server_letters_are_files_that_a_page_shows(app, visitor):
    write()
    assert delivery.deliver(clock.now()) == 1
    (letter,) = letters_in(mail_folder(app.config["SETTINGS"]), 10)
    assert letter.recipient == "liisa@koe.test"
    sign_in(visitor)
    assert "Hyvää päivää!" in visitor.get("/fi/manage/mailbox").words()


@pytest.mark.parametrize("changes", [{"environment": "production"}, {"mail_url": "smtp://x"}])
def test_the_mailbox_is_closed_where_letters_really_leave(app, visitor, monkeypatch, changes):
    configure(app, monkeypatch, **changes)
    sign_in(visitor)
    visitor.raw("GET", "/fi/manage/mailbox", 403)


def test_letters_wait_while_production_has_no_mail_server(app, monkeypatch):
    configure(app, monkeypatch, environment="production")
    letter = write()
    assert delivery.deliver(clock.now()) == 0
    assert (kept(letter).state, kept(letter).tries) == (MailState.WAITING, 0)


def test_a_letter_speaks_its_readers_language(app):
    facts = {"name": "Åsa", "link": "https://koe.test/x", "until": clock.now()}
    with speaking("en"):
        subject, body = render("identity/mails/invitation.txt", "sv", **facts)
        assert current_language() == "en"
    assert "\n" not in subject
    assert "kl. " in body


def test_what_people_call_things_does_not_break_a_letter(app):
    facts = {"name": "A\nB <i>&", "link": "https://koe.test/x", "until": clock.now()}
    _subject, body = render("identity/mails/invitation.txt", "en", **facts)
    assert "<i>&" in body


def test_links_in_letters_do_not_follow_the_host_header(app, monkeypatch):
    configure(app, monkeypatch, public_url="https://osallistu.koe.test/")
    with app.test_request_context(headers={"Host": "evil.test"}):
        assert address_of("identity.sign_in", lang="fi") == "https://osallistu.koe.test/fi/sign-in"


def test_links_work_outside_requests(app):
    assert address_of("identity.sign_in", lang="fi") == "http://localhost:8000/fi/sign-in"
