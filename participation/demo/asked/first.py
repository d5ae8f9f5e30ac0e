"""The first survey: life in the town now, and what should change. Closed."""

from participation.demo.asked.background import background
from participation.demo.asked.building import AGREEMENT, open_question, options, rows
from participation.demo.words import text
from surveys.domain.questionnaire import Page, Question, Questionnaire

GRADES = {
    "1": ("1 – huono", "1 – dålig", "1 – poor"),
    "2": ("2 – välttävä", "2 – försvarlig", "2 – passable"),
    "3": ("3 – kohtalainen", "3 – nöjaktig", "3 – fair"),
    "4": ("4 – hyvä", "4 – god", "4 – good"),
    "5": ("5 – erinomainen", "5 – utmärkt", "5 – excellent"),
}
SATISFACTION = {
    "very_bad": ("Hyvin tyytymätön", "Mycket missnöjd", "Very dissatisfied"),
    "bad": ("Melko tyytymätön", "Ganska missnöjd", "Fairly dissatisfied"),
    "neither": ("Siltä väliltä", "Varken eller", "In between"),
    "good": ("Melko tyytyväinen", "Ganska nöjd", "Fairly satisfied"),
    "very_good": ("Hyvin tyytyväinen", "Mycket nöjd", "Very satisfied"),
}
SERVICES = {
    "library": ("Kirjastot", "Biblioteken", "Libraries"),
    "school": ("Koulut ja päiväkodit", "Skolor och daghem", "Schools and day care"),
    "shore": ("Puistot, rannat ja raitit", "Parker, stränder och stråk", "Parks, shores and paths"),
    "sport": ("Liikunta ja kulttuuri", "Idrott och kultur", "Sport and culture"),
    "roads": (
        "Katujen kunto ja valaistus",
        "Gatornas skick och belysning",
        "Condition and lighting of streets",
    ),
    "transport": ("Joukkoliikenne ja lautat", "Kollektivtrafik och färjor", "Buses and ferries"),
}
WAYS = {
    "walk": ("Kävellen", "Till fots", "On foot"),
    "bike": ("Polkupyörällä", "Med cykel", "By bicycle"),
    "bus": ("Bussilla", "Med buss", "By bus"),
    "car": ("Autolla", "Med bil", "By car"),
    "boat": ("Lautalla tai veneellä", "Med färja eller båt", "By ferry or boat"),
}
FOCUS = {
    "transport": (
        "Tiheämmät bussi- ja lauttavuorot",
        "Tätare buss- och färjeturer",
        "More frequent buses and ferries",
    ),
    "schools": (
        "Lähikoulut ja päivähoito",
        "Närskolor och barnomsorg",
        "Schools and day care nearby",
    ),
    "shore": (
        "Puhdas lahti ja avoin ranta",
        "En ren vik och en öppen strand",
        "A clean bay and an open shore",
    ),
    "homes": ("Kohtuuhintaisia koteja", "Bostäder till rimligt pris", "Homes people can afford"),
    "work": ("Työpaikat ja yritykset", "Arbetsplatser och företag", "Jobs and businesses"),
    "events": (
        "Tapahtumat ja harrastukset",
        "Evenemang och fritidsaktiviteter",
        "Events and things to do",
    ),
    "elderly": (
        "Ikääntyneiden arki kotona",
        "Äldre människors vardag hemma",
        "Older people’s life at home",
    ),
    "climate": ("Ilmastoteot", "Klimatåtgärder", "Action on climate"),
    "none": ("Ei mikään näistä", "Inget av dessa", "None of these"),
}
OPINIONS = {
    "heard": (
        "Asukkaita kuullaan riittävästi ennen päätöksiä",
        "Invånarna hörs tillräckligt före beslut",
        "Residents are heard enough before decisions",
    ),
    "language": (
        "Saan kaupungin palvelut omalla kielelläni",
        "Jag får stadens service på mitt eget språk",
        "I get the town’s services in my own language",
    ),
    "open_shore": (
        "Rannan pitää olla avoin kaikille, vaikka se estäisi rakentamista",
        "Stranden ska vara öppen för alla även om det hindrar byggande",
        "The shore must be open to all even where that prevents building",
    ),
    "growth": (
        "Keskustaan saa rakentaa korkeammin, jotta kaupunki kasvaa",
        "I centrum får man bygga högre för att staden ska växa",
        "The centre may be built higher so that the town grows",
    ),
    "saving": (
        "Menoja pitää karsia ennen kuin veroja korotetaan",
        "Utgifterna ska skäras ned innan skatten höjs",
        "Spending must be cut before taxes are raised",
    ),
}

TITLE = text(
    "Millaista arkea toivot Kajavalahteen?",
    "Hurdan vardag önskar du dig i Måsviken?",
    "What kind of everyday life do you want in Kajavalahti?",
)
SUMMARY = text(
    "Kerro, mikä kaupungissa toimii, mikä ei ja mihin strategian pitäisi tarttua.",
    "Berätta vad som fungerar i staden, vad som inte gör det och vad strategin borde ta tag i.",
    "Tell us what works in the town, what does not, and what the strategy should take up.",
)
THANKS = text(
    "Vastauksesi on mukana, kun painopisteet valitaan. Tulokset julkaistaan näillä sivuilla.",
    "Ditt svar är med när tyngdpunkterna väljs. Resultaten publiceras på de här sidorna.",
    "Your answer will be there when priorities are chosen. The results appear on these pages.",
)
NOW = Page(
    code="now",
    title=text("Arki nyt", "Vardagen nu", "Life now"),
    questions=(
        Question(
            code="grade",
            kind="single",
            label=text(
                "Minkä arvosanan annat Kajavalahdelle asuinpaikkana?",
                "Vilket vitsord ger du Måsviken som boendeort?",
                "How would you grade Kajavalahti as a place to live?",
            ),
            required=True,
            options=options(GRADES),
            dont_know=True,
        ),
        Question(
            code="services",
            kind="matrix",
            label=text(
                "Kuinka tyytyväinen olet näihin?",
                "Hur nöjd är du med de här?",
                "How satisfied are you with these?",
            ),
            options=options(SATISFACTION),
            rows=rows(SERVICES),
            dont_know=True,
        ),
        Question(
            code="way",
            kind="single",
            label=text(
                "Miten kuljet useimmiten?", "Hur rör du dig oftast?", "How do you mostly get about?"
            ),
            options=options(WAYS),
            other=True,
        ),
        Question(
            code="distance",
            kind="number",
            label=text(
                "Kuinka monta kilometriä kuljet tavallisena arkipäivänä?",
                "Hur många kilometer färdas du en vanlig vardag?",
                "How many kilometres do you travel on an ordinary weekday?",
            ),
            hint=text("Arvio riittää.", "En uppskattning räcker.", "A guess will do."),
            settings={"min": 0, "max": 300, "unit": "km"},
            dont_know=True,
        ),
    ),
)
AHEAD = Page(
    code="ahead",
    title=text("Tulevaisuus", "Framtiden", "The future"),
    questions=(
        Question(
            code="focus",
            kind="multiple",
            label=text(
                "Mihin strategian pitäisi tarttua ensin?",
                "Vad borde strategin ta tag i först?",
                "What should the strategy take up first?",
            ),
            required=True,
            options=options(FOCUS, exclusive="none"),
            settings={"max": 3},
            other=True,
        ),
        Question(
            code="opinions",
            kind="matrix",
            label=text(
                "Mitä mieltä olet näistä?",
                "Vad tycker du om de här?",
                "What do you think of these?",
            ),
            options=options(AGREEMENT),
            settings={"diverging": True},
            rows=rows(OPINIONS),
            dont_know=True,
        ),
        open_question(
            "best",
            (
                "Mikä Kajavalahdessa on parasta?",
                "Vad är bäst i Måsviken?",
                "What is best in Kajavalahti?",
            ),
            (
                "Älä kirjoita nimiä tai muita henkilötietoja.",
                "Skriv inga namn eller andra personuppgifter.",
                "Write no names or other personal data.",
            ),
        ),
        open_question(
            "change",
            (
                "Mitä muuttaisit ensimmäisenä?",
                "Vad skulle du ändra först?",
                "What would you change first?",
            ),
            (
                "Älä kirjoita nimiä tai muita henkilötietoja.",
                "Skriv inga namn eller andra personuppgifter.",
                "Write no names or other personal data.",
            ),
        ),
    ),
)
YEARS = Question(
    code="years",
    kind="number",
    label=text(
        "Kuinka monta vuotta olet asunut Kajavalahdessa?",
        "Hur många år har du bott i Måsviken?",
        "How many years have you lived in Kajavalahti?",
    ),
    settings={
        "min": 0,
        "max": 110,
        "unit": {"fi": "vuotta", "sv": "år", "en": "years"},
    },
    prefer_not=True,
)
QUESTIONNAIRE = Questionnaire(pages=(NOW, AHEAD, background(YEARS)))
