"""Findings of every shape, made by hand, in three languages."""

from datetime import UTC, datetime
from typing import Any

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.blocks import FindingBlock, Source
from participation.reports.domain.document import Document

MOMENT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def said(fi: str, sv: str, en: str) -> dict[str, str]:
    return {"fi": fi, "sv": sv, "en": en}


def text(fi: str, sv: str, en: str) -> Text:
    return Text(said(fi, sv, en))


def finding(code: str, label: Text, figures: dict[str, Any], **changes: Any) -> Finding:
    values = {
        "kind": "survey",
        "activity": "kysely",
        "subject": code,
        "label": label,
        "asked": 40,
        "answered": 38,
        "missing": {"no_answer": 2},
        "figures": {"format": 1, "respondents": 40, **figures},
        "moment": MOMENT,
        "versions": (1,),
    }
    return Finding(**values | changes)


def option(code: str, fi: str, sv: str, en: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "label": said(fi, sv, en), **more}


def row(code: str, fi: str, sv: str, en: str, answered: int = 38, **more: Any) -> dict[str, Any]:
    base = {"asked": 40, "answered": answered, "missing": {"no_answer": 40 - answered}}
    return option(code, fi, sv, en, **base, **more)


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
AGREE = [
    option("1", "Täysin eri mieltä", "Helt av annan åsikt", "Strongly disagree"),
    option("2", "Eri mieltä", "Av annan åsikt", "Disagree"),
    option("3", "Ei samaa eikä eri mieltä", "Varken eller", "Neither"),
    option("4", "Samaa mieltä", "Av samma åsikt", "Agree"),
    option("5", "Täysin samaa mieltä", "Helt av samma åsikt", "Strongly agree"),
]
MATRIX = finding(
    "claims",
    text(
        "Mitä mieltä olet väitteistä?",
        "Vad anser du om påståendena?",
        "What do you think of the statements?",
    ),
    {
        "shape": "matrix",
        "options": AGREE,
        "diverging": True,
        "rows": [
            row(
                "bus",
                "Bussit kulkevat riittävän usein",
                "Bussarna går tillräckligt ofta",
                "Buses run often enough",
                counts={"1": 9, "2": 12, "3": 6, "4": 8, "5": 3},
                net=100 * (11 - 21) / 38,
            ),
            row(
                "safe",
                "Asuinalueellani on turvallista liikkua iltaisin",
                "Det är tryggt att röra sig om kvällarna",
                "My neighbourhood is safe in the evening",
                counts={"1": 1, "2": 3, "3": 5, "4": 16, "5": 13},
                net=100 * (29 - 4) / 38,
            ),
            row(
                "voice",
                "Voin vaikuttaa kunnan päätöksiin",
                "Jag kan påverka kommunens beslut",
                "I can influence decisions",
                37,
                counts={"1": 7, "2": 9, "3": 12, "4": 7, "5": 2},
                net=100 * (9 - 16) / 37,
            ),
        ],
    },
)
PLAIN_MATRIX = finding(
    "often",
    text(
        "Kuinka usein käytät palveluja?",
        "Hur ofta använder du tjänsterna?",
        "How often do you use the services?",
    ),
    {
        "shape": "matrix",
        "options": [
            option("w", "Viikoittain", "Varje vecka", "Weekly"),
            option("m", "Kuukausittain", "Varje månad", "Monthly"),
            option("n", "En koskaan", "Aldrig", "Never"),
        ],
        "rows": [
            row("lib", "Kirjasto", "Bibliotek", "Library", counts={"w": 10, "m": 20, "n": 8}),
            option(
                "sauna",
                "Yleinen sauna",
                "Allmän bastu",
                "Public sauna",
                hidden={"reason": "few_answers", "threshold": 5},
            ),
        ],
    },
)
OPPOSITES = finding(
    "feel",
    text("Millainen keskusta on?", "Hurdant är centrum?", "What is the centre like?"),
    {
        "shape": "matrix",
        "options": [option(str(n), str(n), str(n), str(n)) for n in range(1, 6)],
        "rows": [
            row(
                "a",
                "Hiljainen",
                "Tyst",
                "Quiet",
                right=said("Vilkas", "Livlig", "Lively"),
                counts={"1": 8, "2": 10, "3": 10, "4": 6, "5": 4},
                mean=102 / 38,
            ),
            row(
                "b",
                "Ruma",
                "Ful",
                "Ugly",
                right=said("Kaunis", "Vacker", "Beautiful"),
                counts={"1": 2, "2": 6, "3": 12, "4": 12, "5": 6},
                mean=128 / 38,
            ),
        ],
    },
)
RANKING = finding(
    "order",
    text(
        "Pane kehittämiskohteet järjestykseen",
        "Ordna utvecklingsobjekten",
        "Put the projects in order",
    ),
    {
        "shape": "ranking",
        "places": 3,
        "rows": [
            row(
                "hall",
                "Uimahalli",
                "Simhall",
                "Swimming hall",
                counts={"1": 20, "2": 10, "3": 5, "unranked": 3},
                ranked=35,
                first=20,
                mean_rank=55 / 35,
                borda=67.1,
            ),
            row(
                "path",
                "Pyörätiet",
                "Cykelvägar",
                "Cycle paths",
                counts={"1": 12, "2": 14, "3": 8, "unranked": 4},
                ranked=34,
                first=12,
                mean_rank=64 / 34,
                borda=53.5,
            ),
            row(
                "stage",
                "Kesäteatteri",
                "Sommarteater",
                "Summer stage",
                counts={"1": 6, "2": 9, "3": 15, "unranked": 8},
                ranked=30,
                first=6,
                mean_rank=69 / 30,
                borda=29.4,
            ),
        ],
    },
)
ALLOCATION = finding(
    "money",
    text("Jaa 100 euroa", "Fördela 100 euro", "Divide 100 euros"),
    {
        "shape": "allocation",
        "unit": said("euroa", "euro", "euros"),
        "total": 3800,
        "rows": [
            row(
                "school", "Koulut", "Skolor", "Schools", sum=1710, mean=45.0, median=40, share=0.45
            ),
            row("road", "Kadut", "Gator", "Streets", sum=1235, mean=32.5, median=30, share=0.325),
            row(
                "culture",
                "Kulttuuri",
                "Kultur",
                "Culture",
                sum=855,
                mean=22.5,
                median=20,
                share=0.225,
            ),
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
DOUBLE = finding(
    "services",
    text(
        "Kuinka tärkeitä palvelut ovat ja miten ne toimivat?",
        "Hur viktiga är tjänsterna och hur fungerar de?",
        "How important are the services, and how do they work?",
    ),
    {
        "shape": "double",
        "first": said("Tärkeys", "Betydelse", "Importance"),
        "second": said("Toimivuus", "Funktion", "Performance"),
        "options": [
            option(f"i{n}", f"Tärkeys {n}", f"Betydelse {n}", f"Importance {n}") for n in (1, 2, 3)
        ],
        "scale": [
            option(f"p{n}", f"Toimivuus {n}", f"Funktion {n}", f"Performance {n}")
            for n in (1, 2, 3)
        ],
        "rows": [
            row(
                "lib",
                "Kirjasto",
                "Bibliotek",
                "Library",
                counts={"i1": 2, "i2": 12, "i3": 24},
                mean=98 / 38,
                second={
                    "asked": 40,
                    "answered": 38,
                    "missing": {"no_answer": 2},
                    "counts": {"p1": 3, "p2": 10, "p3": 25},
                    "mean": 98 / 38,
                },
            ),
            row(
                "bus",
                "Bussiliikenne",
                "Busstrafik",
                "Buses",
                counts={"i1": 4, "i2": 10, "i3": 24},
                mean=96 / 38,
                second={
                    "asked": 40,
                    "answered": 38,
                    "missing": {"no_answer": 2},
                    "counts": {"p1": 20, "p2": 12, "p3": 6},
                    "mean": 62 / 38,
                },
            ),
            row(
                "ice",
                "Jäähalli",
                "Ishall",
                "Ice rink",
                counts={"i1": 20, "i2": 12, "i3": 6},
                mean=62 / 38,
                second={
                    "asked": 40,
                    "answered": 38,
                    "missing": {"no_answer": 2},
                    "counts": {"p1": 5, "p2": 15, "p3": 18},
                    "mean": 89 / 38,
                },
            ),
            row(
                "road",
                "Katujen kunnossapito",
                "Gatuunderhåll",
                "Street upkeep",
                counts={"i1": 4, "i2": 10, "i3": 24},
                mean=96 / 38,
                second={
                    "asked": 40,
                    "answered": 38,
                    "missing": {"no_answer": 2},
                    "counts": {"p1": 20, "p2": 12, "p3": 6},
                    "mean": 62 / 38,
                },
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


def group(code: str, words: tuple[str, str, str], counts: tuple[int, ...]) -> dict[str, Any]:
    options = [
        {**each, "count": n} for each, n in zip(SINGLE.figures["options"], counts, strict=True)
    ]
    figures = {**SINGLE.figures, "options": options, "others": counts[-1]}
    total = sum(counts)
    return {
        "code": code,
        "label": said(*words),
        "asked": total + 1,
        "answered": total,
        "missing": {"no_answer": 1},
        "figures": figures,
    }


SPLIT = finding(
    "park",
    SINGLE.label,
    {
        **SINGLE.figures,
        "by": {
            "variable": "age",
            "label": said("Ikä", "Ålder", "Age"),
            "groups": [
                group("young", ("Alle 30-vuotiaat", "Under 30 år", "Under 30"), (5, 8, 2, 0, 1)),
                group(
                    "old",
                    ("30 vuotta täyttäneet", "30 år eller äldre", "30 and over"),
                    (12, 3, 5, 0, 2),
                ),
                {
                    **group("none", ("Ei kerro", "Vill inte säga", "Not told"), (0, 0, 0, 0, 0)),
                    "figures": {
                        "format": 1,
                        "shape": "single",
                        "respondents": 40,
                        "hidden": {"reason": "few_answers", "threshold": 5},
                    },
                },
            ],
            "tests": {},
        },
    },
    by="age",
)
WEIGHTED = finding(
    "grade",
    SCALE.label,
    {
        **SCALE.figures,
        "options": [
            {**each, "count": each["count"] * w}
            for each, w in zip(
                SCALE.figures["options"], (1.5, 1.5, 1.25, 1.1, 0.9, 0.9, 1.125), strict=True
            )
        ],
        "unweighted": SCALE.figures,
    },
    weights={"name": "population", "n_effective": 31.4, "design_effect": 1.21},
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
EVERY = (
    *(SINGLE, SCALE, NPS, MULTIPLE, MATRIX, PLAIN_MATRIX, OPPOSITES, RANKING, ALLOCATION, POINT),
    *(NUMBER, DATE, YEARS, DOUBLE, OPEN, FILES, HIDDEN, SPLIT, WEIGHTED, VEILED),
)


def document(findings: tuple[Finding, ...] = EVERY) -> Document:
    """A report of findings, one after another."""
    named = {Source.of(each).key: each for each in findings}
    return Document(
        title=text("Asukaskysely", "Invånarenkät", "Residents’ survey"),
        subtitle=text("Raportti", "Rapport", "Report"),
        blocks=tuple(FindingBlock(source=Source.from_key(key)) for key in named),
        findings=named,
    )
