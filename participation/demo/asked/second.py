"""The second survey: which of six priorities comes first. Open."""

from participation.demo.asked.background import background
from participation.demo.asked.building import open_question, options, rows
from participation.demo.asked.money import MONEY, SHORE
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
NOW = {
    "bad": ("Huonosti", "Dåligt", "Badly"),
    "rather_bad": ("Melko huonosti", "Ganska dåligt", "Rather badly"),
    "rather_good": ("Melko hyvin", "Ganska bra", "Rather well"),
    "good": ("Hyvin", "Bra", "Well"),
}
DEPARTURES = {
    "eight": ("Klo 20", "Kl. 20", "At 8 pm"),
    "ten": ("Klo 22", "Kl. 22", "At 10 pm"),
    "midnight": ("Keskiyöllä", "Vid midnatt", "At midnight"),
}
NO_NAMES = (
    "Älä kirjoita nimiä tai muita henkilötietoja.",
    "Skriv inga namn eller andra personuppgifter.",
    "Write no names or other personal data.",
)
PLACES = 3
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
            kind="double",
            label=text(
                "Kuinka tärkeitä nämä ovat, ja miten ne toteutuvat nyt?",
                "Hur viktiga är de här, och hur är läget nu?",
                "How important are these, and how are they now?",
            ),
            options=options(WEIGHT),
            rows=rows(PRIORITIES),
            scale=options(NOW),
            settings={
                "first": text("Tärkeys", "Betydelse", "Importance").to_json(),
                "second": text("Tilanne nyt", "Läget nu", "How it is now").to_json(),
            },
        ),
        Question(
            code="order",
            kind="ranking",
            label=text(
                "Mitkä kolme tulevat ensin?",
                "Vilka tre kommer först?",
                "Which three come first?",
            ),
            options=options(PRIORITIES),
            settings={"max": PLACES},
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
        open_question(
            "why",
            (
                "Valitsit ensimmäiseksi: {only_one}. Miksi juuri sen?",
                "Du valde först: {only_one}. Varför just det?",
                "You chose first: {only_one}. Why that?",
            ),
            NO_NAMES,
            condition="answered({only_one})",
        ),
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
            code="ferry_time",
            kind="single",
            label=text(
                "Milloin iltalautan pitäisi lähteä?",
                "När borde kvällsfärjan avgå?",
                "When should the evening ferry leave?",
            ),
            options=options(DEPARTURES),
            condition="selected({deeds}, 'ferry')",
        ),
        open_question(
            "idea",
            (
                "Mikä yksi teko parantaisi arkeasi?",
                "Vilken enda åtgärd skulle göra din vardag bättre?",
                "Which one action would make your everyday life better?",
            ),
            NO_NAMES,
        ),
    ),
)
QUESTIONNAIRE = Questionnaire(pages=(CHOICE, DOING, MONEY, SHORE, background()))
