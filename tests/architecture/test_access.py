"""Who may come where: every route, in one file that a reviewer reads when it changes."""

import os
import re

from werkzeug.routing.rules import Rule

from participation.platform.access.routes import access_of
from participation.platform.config import ROOT

SNAPSHOT = ROOT / "tests" / "snapshots" / "access.txt"
UNGUARDED = {"static"}
# What is no page: redirects to pages in a language, style sheets, pictures, health.
WITHOUT_LANGUAGE = {
    "/",
    "/c/<code>",
    "/j/<code>",
    "/robots.txt",
    "/sitemap.xml",
    "/theme.css",
    "/files/<public_id>/<name>",
    "/tiles/<zoom>/<x>/<y>.png",
    "/health",
    "/health/ready",
}
FOR_PROGRAMS = "/api/v1/"


def rules(plan) -> list[Rule]:
    return [rule for rule in plan.url_map.iter_rules() if rule.endpoint not in UNGUARDED]


def test_every_route_says_who_may_come(plan):
    silent = [r.endpoint for r in rules(plan) if access_of(plan.view_functions[r.endpoint]) is None]
    assert silent == []


def test_who_may_come_is_as_reviewed(plan):
    lines = sorted(
        f"{rule.rule}  {','.join(sorted(rule.methods - {'HEAD', 'OPTIONS'}))}"
        f"  {access_of(plan.view_functions[rule.endpoint])}\n"
        for rule in rules(plan)
    )
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text("".join(lines))
    assert SNAPSHOT.read_text() == "".join(lines), "run with UPDATE_SNAPSHOTS=1 and read the diff"


def test_addresses_are_kebab_case_and_hold_no_integers(plan):
    """But the number of a release, which counts releases of one activity and is no key."""
    for rule in rules(plan):
        fixed = re.sub(r"<[^>]+>", "", rule.rule)
        assert re.fullmatch(r"[a-z0-9./-]*", fixed), rule.rule
        kinds = {type(c).__name__ for name, c in rule._converters.items() if name != "number"}
        assert not kinds & {"IntegerConverter", "FloatConverter", "PathConverter"}, rule.rule


def test_pages_have_a_language_in_their_address(plan):
    for rule in rules(plan):
        if not rule.rule.startswith(("/<language:lang>/", FOR_PROGRAMS)):
            assert rule.rule in WITHOUT_LANGUAGE, rule.rule
