"""Findings of rows, made by hand: matrices, orders, sums, two scales."""

from tests.reports.exhibited_parts import finding, option, row, said, text

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
