"""Every pair of colours that meets in the default face can be told apart (WCAG 2.2 AA)."""

import re

import pytest

from participation.platform.config import ROOT

SHEET = (ROOT / "participation/static/css/site.css").read_text()
DARK = "prefers-color-scheme: dark"
TEXT, PART = 4.5, 3.0


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--y-[a-z0-9-]+): ([^;]+);", block))


def _rgb(colour: str) -> tuple[float, ...]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return tuple(int(digits[place : place + 2], 16) for place in (0, 2, 4))


def _resolve(value: str, tokens: dict[str, str]) -> tuple[float, ...]:
    """Return red, green and blue of a token's value, following references and mixtures."""
    if found := re.fullmatch(r"var\((--[a-z0-9-]+)\)", value):
        return _resolve(tokens[found[1]], tokens)
    mixture = r"color-mix\(in srgb, (\S+) (\d+)%, (\S+)\)"
    if found := re.fullmatch(mixture, value):
        share = int(found[2]) / 100
        pair = zip(_resolve(found[1], tokens), _resolve(found[3], tokens), strict=True)
        return tuple(share * one + (1 - share) * other for one, other in pair)
    return _rgb(value)


def _luminance(colour: tuple[float, ...]) -> float:
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


LIGHT_TOKENS = _tokens(SHEET.split(DARK)[0])
DARK_BLOCKS = SHEET.split(DARK)[1].split("/* Text */")[0]
PLAIN_DARK, MIXED_DARK = DARK_BLOCKS.split("@supports")
FACES = {
    "light": LIGHT_TOKENS,
    "dark": LIGHT_TOKENS | _tokens(PLAIN_DARK) | _tokens(MIXED_DARK),
    "dark, older browsers": LIGHT_TOKENS | _tokens(PLAIN_DARK),
}
SURFACES = ("page", "card", "soft")
PAIRS = [
    *((ink, surface, TEXT) for ink in ("ink", "quiet", "strong") for surface in SURFACES),
    *((ink, surface, TEXT) for ink in ("strong-hover",) for surface in ("card", "soft")),
    ("on-strong", "strong", TEXT),
    ("on-strong", "strong-hover", TEXT),
    ("on-bad", "bad", TEXT),
    ("on-bad", "bad-hover", TEXT),
    *((kind, f"{kind}-soft", TEXT) for kind in ("good", "warn", "bad", "still")),
    *(("ink", f"{kind}-soft", TEXT) for kind in ("good", "warn", "bad", "still")),
    ("bad", "card", TEXT),
    ("good", "card", TEXT),
    *(("edge", surface, PART) for surface in ("card", "page")),
    *(("strong", surface, PART) for surface in ("line", "soft")),
    *(("on-end", end, TEXT) for end in ("against-2", "for-2")),
    *(("ink", inner, TEXT) for inner in ("against-1", "middle", "for-1", "missing")),
]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_that_meet_can_be_told_apart(face, front, back, least):
    tokens = FACES[face]
    ratio = contrast(
        _resolve(tokens[f"--y-{front}"], tokens), _resolve(tokens[f"--y-{back}"], tokens)
    )

    assert ratio >= least, f"{ratio:.2f}"


@pytest.mark.parametrize("shade", ["--y-brand", "--y-brand-dark"])
def test_white_words_can_be_read_on_the_hero_even_where_circles_lighten_it(shade):
    brand = _rgb(LIGHT_TOKENS[shade])
    lightest = tuple(part + (255 - part) * (1 - 0.93**2) for part in brand)

    assert contrast((255, 255, 255), lightest) >= TEXT


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("back", ["page", "card", "soft", "brand", "brand-dark"])
def test_one_of_the_two_rings_of_focus_is_always_seen(face, back):
    ring, halo, behind = (
        _resolve(FACES[face][f"--y-{name}"], FACES[face]) for name in ("ink", "halo", back)
    )

    assert max(contrast(ring, behind), contrast(halo, behind)) >= PART


@pytest.mark.parametrize("brand", ["#000000", "#00437c", "#8c1d18", "#14532d", "#5b2a86"])
def test_any_municipalitys_colour_can_be_read_in_the_dark(brand):
    tokens = FACES["dark"] | {"--y-brand": brand}

    for surface in SURFACES:
        back = _resolve(tokens[f"--y-{surface}"], tokens)
        assert contrast(_resolve(tokens["--y-strong"], tokens), back) >= TEXT


def test_the_formula_knows_its_ends():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(_rgb("#767676"), _rgb("#fff")) == pytest.approx(4.54, abs=0.01)
