"""The second survey: which of six priorities comes first. Open."""

from participation.demo.asked.background import background
from participation.demo.asked.building import open_question, options, rows
from participation.demo.words import text
from surveys.domain.questionnaire import Page, Question, Questionnaire

PRIORITIES = {
    "moving": (
        "Kylistä ja saarilta pääsee sujuvasti",
        "Det går smidigt att ta sig från byar och öar",
        "Villages and islands are easy to reach",
    ),
    "bay": (
        "Lahti on puhdas ja ranta kaikkien",
        "Viken är ren och stranden allas",
        "The bay is clean and the shore everybody’s",
    ),
    "young": (
        "Nuori haluaa jäädä tai palata",
        "Unga vill stanna eller återvända",
        "Young people want to stay or return",
    ),
    "ageing": (
        "Vanhana on hyvä olla kotona",
        "Som gammal har man det bra hemma",
        "Growing old at home is good",
    ),
    "work": (
        "Työtä on ja tekijöitä löytyy",
        "Det finns arbete och arbetstagare",
        "There is work, and people to do it",
    ),
    "two_languages": (
        "Molemmat kielet kuuluvat joka paikassa",
        "Båda språken hörs överallt",
        "Both languages are heard everywhere",
    ),
}
WEIGHT = {
    "not": ("Ei tarpeen", "Inte nödvändigt", "Not needed"),
    "later": ("Myöhemmin", "Senare", "Later"),
    "important": ("Tärkeä", "Viktigt", "Important"),
    "first": ("Ensimmäisten joukossa", "Bland de första", "Among the first"),
}
DEEDS = {
    "ferry": (
        "Iltalautta perjantaisin",
        "En kvällsfärja på fredagar",
        "An evening ferry on Fridays",
    ),
    "call_bus": ("Kutsubussi kyliin", "Anropsbuss till byarna", "A bus on call to the villages"),
    "swimming": ("Uimaranta keskustaan", "En badstrand i centrum", "A beach in the centre"),
    "studios": ("Pieniä vuokra-asuntoja", "Små hyresbostäder", "Small flats to rent"),
    "benches": (
        "Penkkejä ja esteettömiä reittejä",
        "Bänkar och tillgängliga stråk",
        "Benches and step-free routes",
    ),
    "rooms": (
        "Tiloja yhdistyksille iltaisin",
        "Lokaler för föreningar på kvällarna",
        "Rooms for associations in the evening",
    ),
    "trainees": (
        "Kesätyö jokaiselle nuorelle",
        "Sommarjobb för alla unga",
        "A summer job for every young person",
    ),
    "none": ("Ei mikään näistä", "Inget av dessa", "None of these"),
}

TITLE = text("Mihin panostamme ensin?", "Vad satsar vi på först?", "What comes first?")
SUMMARY = text(
    "Edellisestä kyselystä syntyi kuusi painopistettä. Auta valitsemaan, mistä aloitetaan.",
    "Utifrån den förra enkäten har sex tyngdpunkter formulerats. Hjälp oss välja var vi börjar.",
    "Six priorities were worded from the last survey. Help us choose where to begin.",
)
THANKS = text(
    "Ohjausryhmä käsittelee vastaukset ennen luonnoksen kirjoittamista.",
    "Styrgruppen behandlar svaren innan utkastet skrivs.",
    "The steering group deals with the answers before the draft is written.",
)
CHOICE = Page(
    code="choice",
    title=text("Painopisteet", "Tyngdpunkterna", "The priorities"),
    questions=(
        Question(
            code="priorities",
            kind="matrix",
            label=text(
                "Kuinka tärkeitä nämä ovat?", "Hur viktiga är de här?", "How important are these?"
            ),
            required=True,
            options=options(WEIGHT),
            rows=rows(PRIORITIES),
            dont_know=True,
        ),
        Question(
            code="only_one",
            kind="single",
            label=text(
                "Jos rahaa riittää ensi vuonna vain yhteen, mihin?",
                "Om pengarna nästa år räcker till bara en, till vilken?",
                "If next year’s money is enough for only one, which?",
            ),
            options=options(PRIORITIES),
            dont_know=True,
        ),
    ),
)
DOING = Page(
    code="doing",
    title=text("Teot", "Åtgärder", "Actions"),
    questions=(
        Question(
            code="deeds",
            kind="multiple",
            label=text(
                "Mitkä teot auttaisivat sinua eniten?",
                "Vilka åtgärder skulle hjälpa dig mest?",
                "Which actions would help you most?",
            ),
            options=options(DEEDS, exclusive="none"),
            settings={"max": 3},
            other=True,
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
                "unit": {"fi": "kertaa", "sv": "gånger", "en": "times"},
            },
            dont_know=True,
        ),
        open_question(
            "idea",
            (
                "Mikä yksi teko parantaisi arkeasi?",
                "Vilken enda åtgärd skulle göra din vardag bättre?",
                "Which one action would make your everyday life better?",
            ),
            (
                "Älä kirjoita nimiä tai muita henkilötietoja.",
                "Skriv inga namn eller andra personuppgifter.",
                "Write no names or other personal data.",
            ),
        ),
    ),
)
QUESTIONNAIRE = Questionnaire(pages=(CHOICE, DOING, background()))
