"""Forms that were open for too long: what was typed comes back, at once or after signing in."""

from participation.demo.people import ADMINISTRATOR, PASSWORD
from tests.everywhere.walk import FORM, Shown, Walker

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
STALE = {"csrf_token": "old", "words": "Å & <b>", "name": "Ö", "email": "uusi@example.fi"}


def send_stale_forms(walker: Walker) -> None:
    """Send what is too old as a resident, as staff whose session has ended, and once more."""
    switched = walker.app.config["WTF_CSRF_ENABLED"]
    walker.app.config["WTF_CSRF_ENABLED"] = True
    try:
        _meet(walker, "feedback stale", "feedback", STALE, 400)
        signing_in = _meet(walker, "invite stale", "manage/people/invite", STALE, 403)
        account = {"email": ADMINISTRATOR, "password": PASSWORD}
        _meet(walker, "invite again", "sign-in", _hidden(signing_in) | account, 200)
        _meet(walker, "invite twice", "manage/people/invite", STALE, 400)
    finally:
        walker.app.config["WTF_CSRF_ENABLED"] = switched


def _meet(walker: Walker, key: str, place: str, typed: dict[str, str], status: int) -> Shown:
    path = f"/{walker.language}/{place}"
    response = walker.fetch("POST", path, data=typed, headers=FROM_HERE)
    assert response.status_code == status, f"{path}: {response.text[:2000]}"
    return walker.keep(key, FORM, path, response)


def _hidden(shown: Shown) -> dict[str, str]:
    fields = shown.tree.xpath("//form[@id='sign-in']//input[@type='hidden']")
    return {field.get("name"): field.get("value", "") for field in fields}
