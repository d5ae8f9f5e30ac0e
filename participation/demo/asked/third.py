"""The third survey: what people think of the draft. Coming."""

from participation.demo.asked.background import background
from participation.demo.asked.building import AGREEMENT, open_question, options, rows
from participation.demo.words import text
from surveys.domain.questionnaire import Page, Question, Questionnaire

STATEMENTS = {
    "clear": (
        "Luonnoksesta ymmärtää, mitä kaupunki aikoo tehdä",
        "Av utkastet förstår man vad staden tänker göra",
        "The draft makes clear what the town means to do",
    ),
    "heard": (
        "Luonnoksessa näkyy, mitä asukkaat ovat sanoneet",
        "I utkastet syns vad invånarna har sagt",
        "The draft shows what residents have said",
    ),
    "goals": (
        "Tavoitteet ovat tarpeeksi rohkeita",
        "Målen är tillräckligt modiga",
        "The goals are bold enough",
    ),
    "followed": (
        "Tavoitteiden toteutumista pystyy seuraamaan",
        "Det går att följa hur målen nås",
        "One can follow how the goals are reached",
    ),
}

TITLE = text(
    "Kommentoi strategian luonnosta",
    "Kommentera utkastet till strategi",
    "Comment on the draft strategy",
)
SUMMARY = text(
    "Luonnos julkaistaan näillä sivuilla. Kerro, mikä siinä on kohdallaan ja mitä pitäisi muuttaa.",
    "Utkastet publiceras på de här sidorna. Berätta vad som är rätt och vad som borde ändras.",
    "The draft is published on these pages. Tell us what is right in it and what should change.",
)
THANKS = text(
    "Kommentit käsitellään yhdessä lausuntojen kanssa, ja jokaiseen teemaan vastataan.",
    "Kommentarerna behandlas tillsammans med utlåtandena, och varje tema får ett svar.",
    "Comments are dealt with together with the statements, and every theme gets an answer.",
)
DRAFT = Page(
    code="draft",
    title=text("Luonnos", "Utkastet", "The draft"),
    questions=(
        Question(
            code="statements",
            kind="matrix",
            label=text(
                "Mitä mieltä olet luonnoksesta?",
                "Vad tycker du om utkastet?",
                "What do you think of the draft?",
            ),
            options=options(AGREEMENT),
            settings={"diverging": True},
            rows=rows(STATEMENTS),
            dont_know=True,
        ),
        open_question(
            "keep",
            (
                "Mikä luonnoksessa pitää säilyttää?",
                "Vad i utkastet ska bevaras?",
                "What in the draft must be kept?",
            ),
            (
                "Mainitse kohdan otsikko.",
                "Nämn avsnittets rubrik.",
                "Name the heading of the part.",
            ),
        ),
        open_question(
            "alter",
            (
                "Mitä muuttaisit, ja miten?",
                "Vad skulle du ändra, och hur?",
                "What would you change, and how?",
            ),
            (
                "Ehdota omia sanojasi.",
                "Föreslå egna ord.",
                "Suggest words of your own.",
            ),
        ),
    ),
)
QUESTIONNAIRE = Questionnaire(pages=(DRAFT, background()))
