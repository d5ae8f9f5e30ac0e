"""The repository tells of the product, not of where it was made."""

import re

from participation.platform.config import ROOT

# In pieces, so that this file may be in the repository too.
FOREIGN = [
    "pypi" + r"\.org",
    "pythonhosted" + r"\.org",
    "npmjs" + r"\.(org|com)",
    "deb" + r"\.debian",
    "/" + "work/",
    "/" + "root/",
    "BRIEF" + r"\.md",
    r"(?<!user )(?<!user-)(?<!user_)\bag" + r"ents?\b",
]
PATTERN = re.compile("|".join(FOREIGN), re.IGNORECASE)
BINARY = {".png", ".ico", ".woff2", ".xlsx", ".sav", ".zip", ".xls", ".jpg", ".gif", ".webp"}
LEAVE_OUT = {"LICENSE", "en.txt", "fi.txt", "sv.txt"}  # the lists of words


def test_no_file_names_the_place_where_it_was_made(files):
    found = [
        f"{file.relative_to(ROOT)}:{number}: {match[0]}"
        for file in files
        if file.suffix not in BINARY and file.name not in LEAVE_OUT
        for number, line in enumerate(file.read_text(errors="ignore").splitlines(), 1)
        if (match := PATTERN.search(line))
    ]
    assert found == []


def test_no_file_is_a_grab_bag(files):
    named = {"util", "utils", "helper", "helpers", "manager", "misc", "common", "stuff"}
    assert [f.relative_to(ROOT) for f in files if f.suffix == ".py" and f.stem in named] == []


def test_nothing_secret_or_generated_is_kept(files):
    names = {str(file.relative_to(ROOT)) for file in files}
    assert not [n for n in names if n.endswith((".mo", ".sqlite", ".pot")) or n == ".env"]
    assert not [n for n in names if n.startswith(("node_modules/", "instance/"))]
