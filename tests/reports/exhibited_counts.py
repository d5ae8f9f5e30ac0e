"""Findings of counts, made by hand: choices, numbers, months, areas, words."""

from tests.reports.exhibited_parts import finding, option, said, text

SINGLE = finding(
    "park",
    text(
        "Mikä puistoissa on tärkeintä?",
        "Vad är viktigast i parkerna?",
        "What matters most in parks?",
    ),
    {
        "shape": "single",
        "options": [
            option("trees", "Puut ja varjo", "Träd och skugga", "Trees and shade", count=17),
            option("play", "Leikkipaikat", "Lekplatser", "Playgrounds", count=11),
            option(
                "benches",
                "Penkit ja levähdyspaikat, joilta näkee koko puiston",
                "Bänkar",
                "Benches",
                count=7,
            ),
            option("quiet", "Hiljaisuus", "Tystnad", "Quiet", count=0),
            {"code": "other", "label": {}, "count": 3},
        ],
        "others": 3,
    },
)
SCALE = finding(
    "grade",
    text(
        "Minkä arvosanan annat kirjastolle?",
        "Vilket vitsord ger du biblioteket?",
        "How would you grade the library?",
    ),
    {
        "shape": "single",
        "options": [
            option(str(n), str(n), str(n), str(n), count=c)
            for n, c in ((4, 1), (5, 1), (6, 2), (7, 5), (8, 12), (9, 13), (10, 4))
        ],
        "others": 0,
        "mean": 310 / 38,
    },
)
NPS = finding(
    "recommend",
    text(
        "Suosittelisitko Lintukorpea?",
        "Skulle du rekommendera Fågelmarken?",
        "Would you recommend Lintukorpi?",
    ),
    {
        "shape": "single",
        "options": [
            option(str(n), str(n), str(n), str(n), count=c)
            for n, c in enumerate((0, 0, 1, 0, 1, 3, 4, 6, 8, 9, 6))
        ],
        "others": 0,
        "nps": {"promoters": 15, "passives": 14, "detractors": 9, "score": 100 * 6 / 38},
    },
)
MULTIPLE = finding(
    "ways",
    text(
        "Miten kuljet keskustaan?", "Hur tar du dig till centrum?", "How do you get to the centre?"
    ),
    {
        "shape": "multiple",
        "options": [
            option("walk", "Kävellen", "Till fots", "On foot", count=21),
            option("bike", "Pyörällä", "Med cykel", "By bicycle", count=19),
            option("bus", "Bussilla", "Med buss", "By bus", count=12),
            option("car", "Autolla", "Med bil", "By car", count=25),
        ],
        "others": 0,
    },
    missing={"no_answer": 1, "dont_know": 1},
)
NUMBER = finding(
    "years",
    text(
        "Montako vuotta olet asunut täällä?",
        "Hur många år har du bott här?",
        "How many years have you lived here?",
    ),
    {
        "shape": "number",
        "unit": said("vuotta", "år", "years"),
        "mean": 698 / 38,
        "median": 15.5,
        "min": 1,
        "max": 61,
        "rounded": 0,
        "classes": [
            {"from": 0, "to": 9, "count": 12},
            {"from": 10, "to": 19, "count": 11},
            {"from": 20, "to": 29, "count": 7},
            {"from": 30, "to": 39, "count": 5},
            {"from": 40, "to": None, "count": 3},
        ],
    },
)
DATE = finding(
    "visit",
    text(
        "Milloin viimeksi kävit uimahallissa?",
        "När besökte du senast simhallen?",
        "When did you last visit the swimming hall?",
    ),
    {
        "shape": "date",
        "classes": [
            {"from": f"2026-{m:02}", "to": f"2026-{m:02}", "count": c}
            for m, c in enumerate((2, 1, 3, 2, 4, 6, 7, 5, 3, 5), 1)
        ],
    },
)
YEARS = finding(
    "moved",
    text(
        "Minä vuonna muutit tänne?",
        "Vilket år flyttade du hit?",
        "In which year did you move here?",
    ),
    {
        "shape": "date",
        "classes": [
            {"from": f"{y}-01", "to": f"{y}-12", "count": c}
            for y, c in ((2023, 10), (2024, 12), (2025, 16))
        ],
    },
)
POINT = finding(
    "place",
    text("Missä pelkäät liikkua?", "Var är du rädd att röra dig?", "Where are you afraid to walk?"),
    {
        "shape": "point",
        "rows": [
            option("c", "Keskusta", "Centrum", "Centre", answered=18),
            option("s", "Satama", "Hamnen", "Harbour", answered=13),
            option(
                "k",
                "Kivimäki",
                "Stenbacka",
                "Kivimäki",
                hidden={"reason": "few_answers", "threshold": 5},
            ),
        ],
    },
)
OPEN = finding(
    "words",
    text("Mitä muuta haluat sanoa?", "Vad annat vill du säga?", "What else would you like to say?"),
    {"shape": "open"},
    answered=21,
    missing={"no_answer": 19},
)
FILES = finding(
    "photos",
    text("Lähetä kuva", "Skicka en bild", "Send a picture"),
    {"shape": "files"},
    answered=6,
    missing={"no_answer": 34},
)
HIDDEN = finding(
    "rare",
    text("Kysymys, johon harva vastasi", "En fråga som få besvarade", "A question few answered"),
    {"shape": "single", "hidden": {"reason": "few_answers", "threshold": 5}},
    answered=0,
    missing={"hidden": 40},
)
VEILED = finding(
    "veiled",
    text("Osin suojattu", "Delvis skyddad", "Protected in part"),
    {
        "shape": "single",
        "options": [
            option("a", "Usein", "Ofta", "Often", count=30),
            option(
                "b", "Joskus", "Ibland", "Sometimes", count=None, hidden={"reason": "protected"}
            ),
            option(
                "c", "Ei koskaan", "Aldrig", "Never", count=None, hidden={"reason": "protected"}
            ),
        ],
    },
    missing={"hidden": 2},
)
