"""Background questions that every survey of the town asks alike."""

from participation.demo.asked.building import options
from participation.demo.words import text
from surveys.domain.questionnaire import Page, Question

AGES = {
    "under18": ("alle 18", "under 18", "under 18"),
    "18to29": ("18–29", "18–29", "18–29"),
    "30to44": ("30–44", "30–44", "30–44"),
    "45to64": ("45–64", "45–64", "45–64"),
    "65to74": ("65–74", "65–74", "65–74"),
    "over75": ("75 tai yli", "75 eller mer", "75 or over"),
}
AREAS = {
    "centre": ("Keskusta", "Centrum", "Town centre"),
    "west": ("Länsiranta", "Västra stranden", "Länsiranta"),
    "inland": ("Sisämaan kylät", "Byarna i inlandet", "Inland villages"),
    "islands": ("Saaristo", "Skärgården", "Archipelago"),
    "elsewhere": ("Muualla", "Någon annanstans", "Elsewhere"),
}
AGE = Question(
    code="age",
    kind="single",
    label=text("Minkä ikäinen olet?", "Hur gammal är du?", "How old are you?"),
    options=options(AGES),
    prefer_not=True,
    library="age_band",
)
AREA = Question(
    code="area",
    kind="single",
    label=text("Missä asut?", "Var bor du?", "Where do you live?"),
    options=options(AREAS),
    prefer_not=True,
    library="area",
)


def background(*more: Question) -> Page:
    """Return the last page: who answers, without telling who."""
    return Page(
        code="background",
        title=text("Taustatiedot", "Bakgrundsuppgifter", "About you"),
        intro=text(
            "Näiden avulla näemme, puhuvatko eri ikäiset ja eri puolilla asuvat samoista asioista. "
            "Voit jättää vastaamatta.",
            "Med hjälp av de här ser vi om människor i olika åldrar och delar av staden talar om "
            "samma saker. Du behöver inte svara.",
            "These show whether people of different ages and areas speak of the same things. You "
            "need not answer.",
        ),
        questions=(AGE, AREA, *more),
    )
