"""How long a form may be: the page that refuses one says it, and staff may send longer ones."""

import pytest

from tests.factories import make_municipality
from tests.staff import sign_in

MULTI = "multipart/form-data; boundary=x"
URLENCODED = "application/x-www-form-urlencoded"


def parts(count: int) -> bytes:
    part = b'--x\r\nContent-Disposition: form-data; name="n"\r\n\r\nv\r\n'
    return part * count + b"--x--\r\n"


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"name=" + b"x" * 2_200_000, URLENCODED, "2 Mt"),
        (b"name=" + b"x" * 21_000_000, URLENCODED, "2 Mt"),
        (parts(1).replace(b"v", b"v" * 2_200_000), MULTI, "2 Mt"),
        (parts(1).replace(b"v", b"v" * 21_000_000), MULTI, "20 Mt"),
    ],
)
def test_a_form_that_is_too_large_is_told_its_own_limit(visitor, body, kind, words):
    page = visitor.raw("POST", "/fi/feedback", 413, data=body, content_type=kind)
    assert f"enintään {words}" in page.text.replace("\N{NO-BREAK SPACE}", " ")


def test_only_those_who_are_signed_in_send_forms_of_very_many_fields(visitor):
    make_municipality()
    place, sent = "/en/manage/a/none/questions/undo", {"data": parts(6_000), "content_type": MULTI}
    visitor.raw("POST", "/en/feedback", 413, **sent)
    sign_in(visitor)
    visitor.raw("POST", place, 404, **sent)
    visitor.raw("POST", "/en/feedback", 413, **sent)
