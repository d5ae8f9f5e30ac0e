"""Headers, languages, types and limits: the small parts of a form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.interchange.languages import code_of
from surveys.interchange.xlsform import bounds
from surveys.interchange.xlsform.book import Sheet
from surveys.interchange.xlsform.columns import columns_of
from surveys.interchange.xlsform.row_types import type_of


@pytest.mark.parametrize(
    ("header", "key", "language"),
    [
        ("label", "label", ""),
        ("Label", "label", ""),
        (" caption ", "label", ""),
        ("label::Suomi (fi)", "label", "Suomi (fi)"),
        ("label :: Suomi (fi)", "label", "Suomi (fi)"),
        ("label:English (en)", "label", "English (en)"),
        ("media::image::english", "image", "english"),
        ("image", "image", ""),
        ("bind:relevant", "relevant", ""),
        ("bind::relevance", "relevant", ""),
        ("relevance", "relevant", ""),
        ("bind:jr:constraintMsg", "constraint_message", ""),
        ("requiredMsg", "required_message", ""),
        ("control::appearance", "appearance", ""),
        ("read only", "read_only", ""),
        ("readonly", "read_only", ""),
        ("command", "type", ""),
        ("value", "name", ""),
        ("jr:count", "repeat_count", ""),
        ("my notes", "my_notes", ""),
        ("name::fi", "name::fi", ""),
    ],
)
def test_headers_are_recognised(header, key, language):
    (column,) = columns_of(Sheet("survey", (" ".join(header.split()),), ()))
    assert (column.key, column.language) == (key, language)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Suomi (fi)", "fi"),
        ("Svenska (sv-FI)", "sv"),
        ("English", "en"),
        ("english", "en"),
        ("FI", "fi"),
        ("en-GB", "en"),
        ("Ruotsi", "sv"),
        ("Deutsch (de)", "de"),
        ("chinese", "chinese"),
    ],
)
def test_languages_are_recognised(name, code):
    assert code_of(name) == code


@pytest.mark.parametrize(
    ("words", "kind", "name", "other"),
    [
        ("text", "text", "", False),
        ("Text", "text", "", False),
        ("q int", "integer", "", False),
        ("phone number", "text", "", False),
        ("phonenumber", "technical", "", False),
        ("dateTime", "as_text", "", False),
        ("gps", "point", "", False),
        ("osm building", "place", "", False),
        ("select_one yn", "single", "yn", False),
        ("select one from yn or specify other", "single", "yn", True),
        ("select1 yn", "single", "yn", False),
        ("add select one prompt using yn", "single", "yn", False),
        ("select_multiple yn or_other", "multiple", "yn", True),
        ("select all that apply from yn", "multiple", "yn", False),
        ("rank yn", "rank", "yn", False),
        ("select_one_from_file a.csv", "file", "a.csv", False),
        ("select_one_external yn", "external", "yn", False),
        ("begin group", "begin", "", False),
        ("begin_repeat", "begin", "", False),
        ("begin loop over yn", "begin", "", False),
        ("end group", "end", "", False),
    ],
)
def test_types_are_recognised(words, kind, name, other):
    found = type_of(words)
    assert (found.kind, found.list_name, found.other) == (kind, name, other)


@pytest.mark.parametrize("words", ["texts", "select_one", "select_two yn", "begin", "group", "x"])
def test_other_types_are_not(words):
    assert type_of(words) is None


@pytest.mark.parametrize(
    ("expression", "kind", "whole", "limits", "rest"),
    [
        (". >= 18 and . <= 120", "number", True, {"min": 18, "max": 120}, []),
        ("(. > 0) and (. < 10)", "number", True, {"min": 1, "max": 9}, []),
        (".>=0.5", "number", False, {"min": 0.5}, []),
        (". > 10.51 and . < 18.39", "number", False, {}, [". > 10.51", ". < 18.39"]),
        ("0 <= . and . <= 31", "number", True, {"min": 0, "max": 31}, []),
        (". <= ${other}", "number", True, {}, [". <= ${other}"]),
        (". >= 1 and regex(., 'a')", "number", True, {"min": 1}, ["regex(., 'a')"]),
        ("count-selected(.)<=3", "multiple", True, {"max": 3}, []),
        ("count-selected(.) = 2", "multiple", True, {"min": 2, "max": 2}, []),
        ("string-length(.) <= 80", "text", True, {"longest": 80}, []),
        ("string-length(.) > 3", "text", True, {}, ["string-length(.) > 3"]),
        (". <= 3", "multiple", True, {}, [". <= 3"]),
        ("count-selected(.) < 1", "multiple", True, {}, ["count-selected(.) < 1"]),
        ("(. = 1 or . = 2)", "number", True, {}, [". = 1 or . = 2"]),
    ],
)
def test_constraints_become_limits_or_are_told(expression, kind, whole, limits, rest):
    assert bounds.limits(expression, kind, whole=whole) == (limits, rest)


@settings(max_examples=60, deadline=None)
@given(st.text("().<>=0123 and$'", max_size=40))
def test_no_expression_breaks_the_reader(expression):
    bounds.limits(expression, "number", whole=True)
    bounds.range_settings(bounds.parameters(expression))


@pytest.mark.parametrize(
    ("parameters", "settings_", "is_all"),
    [
        ("", {"min": 1, "max": 10}, True),
        ("start=0 end=10 step=1", {"min": 0, "max": 10}, True),
        ("start = 10; end=0; step=2", {"min": 0, "max": 10}, False),
        ("start=0 end=1 step=0.1", {"min": 0, "max": 1, "decimals": 1}, True),
        ("start=a", {}, False),
        ("start=NaN", {}, False),
    ],
)
def test_ranges_become_numbers(parameters, settings_, is_all):
    assert bounds.range_settings(bounds.parameters(parameters)) == (settings_, is_all)
