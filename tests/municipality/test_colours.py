"""Whatever colours are accepted, people can read the pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.municipality.domain.colours import (
    DARK_CARD,
    DARK_PAGE,
    DARK_QUIET,
    INK,
    PAGE,
    QUIET,
    WHITE,
    Palette,
    contrast,
    dark_tones,
    is_colour,
    luminance,
    mixed,
    shortfalls,
    stylesheet,
    toned,
)
from participation.platform.config import ROOT

OURS = Palette(brand="#00437c", brand_dark="#002e57", tint="#e9f2fa", accent="#ffb81c")

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
palettes = st.builds(Palette, brand=colours, brand_dark=colours, tint=colours, accent=colours)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes AA, well known
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_runs_from_black_to_white():
    assert luminance("#000000") == 0
    assert luminance("#ffffff") == pytest.approx(1)


def test_our_own_colours_are_readable():
    assert shortfalls(OURS) == ()


def test_a_pale_brand_is_named_with_its_ratio():
    pale = Palette(brand="#ffb81c", brand_dark="#002e57", tint="#e9f2fa", accent="#ffb81c")
    on_page, on_tint = shortfalls(pale)
    assert (on_page.colour, on_page.beside, on_page.needed) == ("brand", "page", 4.5)
    assert on_page.ratio == pytest.approx(1.60, abs=0.01)
    assert (on_tint.colour, on_tint.beside) == ("brand", "tint")


def test_every_pair_can_fail():
    worst = Palette(brand="#ffffff", brand_dark="#ffffff", tint="#16202b", accent="#000000")
    assert [(fault.colour, fault.beside) for fault in shortfalls(worst)] == [
        ("brand", "page"),
        ("brand_dark", "page"),
        ("tint", "text"),
        ("accent", "text"),
    ]


@given(palettes)
def test_dark_pages_stay_readable_whatever_the_colours(palette):
    dark = dark_tones(palette)
    for surface in (DARK_PAGE, DARK_CARD, dark.soft):
        assert contrast(dark.strong, surface) >= 4.5
        assert contrast(dark.strong_hover, surface) >= 4.5
        assert contrast(DARK_QUIET, surface) >= 4.5


@given(palettes)
def test_white_words_on_accepted_colours_can_be_read(palette):
    failing = {fault.colour for fault in shortfalls(palette)}
    for name in {"brand", "brand_dark"} - failing:
        assert contrast(getattr(palette, name), WHITE) >= 4.5


@given(palettes)
def test_colours_made_to_pass_are_accepted(palette):
    brand = toned(palette.brand, "#000000", (PAGE,), 7)
    tint = toned(palette.tint, WHITE, (QUIET, brand), 4.5)
    made = Palette(brand=brand, brand_dark="#101010", tint=tint, accent=WHITE)
    assert shortfalls(made) == ()


def test_the_face_still_has_the_colours_that_ours_are_measured_against():
    css = (ROOT / "participation" / "static" / "css" / "site.css").read_text()
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)", 1)
    tokens = {"ink": INK, "quiet": QUIET, "page": PAGE, "card": "#fff"}
    for name, colour in tokens.items():
        assert f"--y-{name}: {colour};" in light
    for name, colour in {"page": DARK_PAGE, "card": DARK_CARD, "quiet": DARK_QUIET}.items():
        assert f"--y-{name}: {colour};" in dark


@given(colours, colours)
def test_a_mix_goes_from_one_colour_to_the_other(one, other):
    assert mixed(one, other, 0) == one
    assert mixed(one, other, 1) == other


@pytest.mark.parametrize("words", ["#fff", "red", "#12345g", "#1234567", "", "#000000;}"])
def test_only_six_digits_make_a_colour(words):
    assert not is_colour(words)


def test_the_stylesheet_holds_the_four_colours():
    css = stylesheet(OURS)
    assert "--y-brand:#00437c" in css
    assert css.count("{") == css.count("}")
