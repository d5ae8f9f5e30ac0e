"""Kajavalahti, Måsviken in Swedish: no such municipality exists."""

import io

from PIL import Image, ImageDraw

from participation.demo.words import text
from participation.municipality.services.settings import change_logo, change_settings
from participation.platform.access.actor import Actor
from participation.platform.files.kinds import Kind
from participation.platform.files.services import store

LOGO_SIDE = 240
NAME = text("Kajavalahti", "Måsviken", "Kajavalahti")
REQUIRED = ("fi", "sv")
COLOURS = {
    "brand": "#0d5673",
    "brand_dark": "#083a50",
    "tint": "#e6f2f6",
    "accent": "#ffc24b",
}
# Subscriber numbers in Finland do not begin with a zero: nobody can be reached by these.
SETTINGS = COLOURS | {
    "name": NAME,
    "genitive": text("Kajavalahden", "Måsvikens", "Kajavalahti’s"),
    "inessive": text("Kajavalahdessa", "i Måsviken", "in Kajavalahti"),
    "languages": ["fi", "sv", "en"],
    "required_languages": list(REQUIRED),
    "phone": "019 000 0100",
    "email": "kajavalahti@example.fi",
    "hours": text("ma–pe klo 9–15", "mån–fre kl. 9–15", "Mon–Fri 9–15"),
    "service_languages": text(
        "Palvelemme suomeksi, ruotsiksi ja englanniksi.",
        "Vi betjänar på finska, svenska och engelska.",
        "We serve you in Finnish, Swedish and English.",
    ),
    "address": text(
        "Kaupungintalo, Rantatori 1, 00000 Kajavalahti",
        "Stadshuset, Strandtorget 1, 00000 Måsviken",
        "Town hall, Rantatori 1, 00000 Kajavalahti",
    ),
    "controller": text(
        "Kajavalahden kaupunginhallitus\nRantatori 1, 00000 Kajavalahti\nkirjaamo@example.fi",
        "Måsvikens stadsstyrelse\nStrandtorget 1, 00000 Måsviken\nkirjaamo@example.fi",
        "Town board of Kajavalahti\nRantatori 1, 00000 Kajavalahti\nkirjaamo@example.fi",
    ),
    "protection_officer": text(
        "Kaupungin tietosuojavastaava\ntietosuoja@example.fi, 019 000 0107",
        "Stadens dataskyddsombud\ntietosuoja@example.fi, 019 000 0107",
        "The town’s data protection officer\ntietosuoja@example.fi, 019 000 0107",
    ),
}


def found_town(actor: Actor) -> None:
    """Save the town's settings and its logo."""
    change_settings(actor, SETTINGS)
    change_logo(actor, store(_logo(), "kajava.png", {Kind.PNG}, 1_000_000, public=True))


def _logo() -> io.BytesIO:
    """Draw a gull above two waves."""
    side, wide = LOGO_SIDE, LOGO_SIDE // 14
    image = Image.new("RGBA", (side * 4, side * 4), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    pen, scale = wide * 4, 4
    draw.ellipse((8, 8, side * scale - 8, side * scale - 8), fill=COLOURS["brand"])
    for left in (0.2, 0.5):
        box = [part * side * scale for part in (left, 0.26, left + 0.3, 0.66)]
        draw.arc(box, 190, 350, fill="#ffffff", width=pen)
    for top, colour in ((0.62, COLOURS["accent"]), (0.75, "#ffffff")):
        for step in range(3):
            left = 0.2 + step * 0.2
            box = [part * side * scale for part in (left, top - 0.06, left + 0.2, top + 0.06)]
            draw.arc(box, 0, 180, fill=colour, width=pen * 2 // 3)
    drawn = io.BytesIO()
    image.resize((side, side), Image.Resampling.LANCZOS).save(drawn, "PNG")
    drawn.seek(0)
    return drawn
