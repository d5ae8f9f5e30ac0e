"""Two pages of the second survey: how money is shared, and where on the shore people like to be."""

from participation.demo.asked.background import AREAS
from participation.demo.asked.building import options
from participation.demo.words import text
from surveys.domain.questionnaire import Page, Question

WHOLE, STEP, MOST = 100_000, 5_000, 60_000
FUNDED = {
    "ferry": ("Iltalautta", "Kvällsfärja", "An evening ferry"),
    "beach": ("Uimaranta keskustaan", "Badstrand i centrum", "A beach in the centre"),
    "benches": ("Penkit ja valot raiteille", "Bänkar och ljus längs stråken", "Benches and lights"),
    "rooms": ("Tilat yhdistyksille", "Lokaler för föreningar", "Rooms for associations"),
    "trainees": ("Nuorten kesätyöt", "Sommarjobb för unga", "Summer jobs for the young"),
}
# The picture that is the map gets its name when it is stored.
MAP = "kajavalahti/kartta.png"
MAP_ALT = text(
    "Kartta Kajavalahdesta: keskusta lahden pohjukassa, Länsiranta sen "
    "vasemmalla puolella, kylät pohjoisessa ja saaret etelässä.",
    "Karta över Måsviken: centrum längst in i viken, Västra stranden till vänster, "
    "byarna i norr och öarna i söder.",
    "A map of Kajavalahti: the centre at the head of the bay, Länsiranta to its "
    "left, villages in the north and islands in the south.",
)

MONEY = Page(
    code="money",
    title=text("Sata tuhatta euroa", "Hundratusen euro", "A hundred thousand euros"),
    intro=text(
        "Ensi vuoden kokeiluihin on varattu 100 000 euroa. Miten sinä jakaisit sen?",
        "För nästa års försök har 100 000 euro reserverats. Hur skulle du fördela pengarna?",
        "100,000 euros are set aside for next year’s trials. How would you share it out?",
    ),
    questions=(
        Question(
            code="money",
            kind="budget",
            label=text(
                "Jaa rahat kokeilujen kesken",
                "Fördela pengarna mellan försöken",
                "Share the money among the trials",
            ),
            hint=text(
                "Yhdelle kokeilulle voi antaa enintään 60 000 euroa.",
                "Ett försök kan få högst 60 000 euro.",
                "One trial can get 60,000 euros at most.",
            ),
            options=options(FUNDED),
            settings={
                "total": WHOLE,
                "step": STEP,
                "unit": "€",
                "limits": [[code, None, MOST] for code in FUNDED],
            },
            dont_know=True,
        ),
    ),
)
SHORE = Page(
    code="shore",
    title=text("Rannalla", "Vid stranden", "On the shore"),
    questions=(
        Question(
            code="place",
            kind="point",
            label=text(
                "Missä viihdyt parhaiten?",
                "Var trivs du bäst?",
                "Where do you like it best?",
            ),
            options=options({code: words for code, words in AREAS.items() if code != "elsewhere"}),
            settings={
                "image": MAP,
                "alt": MAP_ALT.to_json(),
            },
        ),
        Question(
            code="visits",
            kind="number",
            label=text(
                "Kuinka monta kertaa kävit rannalla viime kuussa?",
                "Hur många gånger besökte du stranden förra månaden?",
                "How many times did you visit the shore last month?",
            ),
            settings={
                "min": 0,
                "max": 100,
                "unit": text("kertaa", "gånger", "times").to_json(),
            },
            dont_know=True,
        ),
        Question(
            code="reach",
            kind="slider",
            label=text(
                "Kuinka pitkä matka uimapaikkaan on vielä sopiva?",
                "Hur lång väg till en badplats är ännu lagom?",
                "How far may a place to swim be?",
            ),
            settings={
                "min": 0,
                "max": 60,
                "step": 5,
                "unit": text("min", "min", "min").to_json(),
                "low": text("Ihan vieressä", "Alldeles intill", "Next door").to_json(),
                "high": text("Tunnin päässä", "En timme bort", "An hour away").to_json(),
            },
        ),
    ),
)
