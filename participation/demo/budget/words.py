"""What the town says of its budgets."""

from budgeting.models import Phase
from participation.demo.words import text

PROCESS = {
    "name": text("Osallistuva budjetti", "Medborgarbudget", "Participatory budget"),
    "purpose": text(
        "Kajavalahtelaiset päättävät joka vuosi osasta kaupungin rahoista: ehdottavat, äänestävät "
        "ja seuraavat, miten valitut hankkeet toteutuvat.",
        "Invånarna i Måsviken bestämmer varje år om en del av stadens pengar: de ger förslag, "
        "röstar och följer hur de valda projekten genomförs.",
        "People in Kajavalahti decide every year on a part of the town’s money: they propose, "
        "vote and follow how the chosen projects are carried out.",
    ),
}
SLUG = "osallistuva-budjetti"
PHASES = (
    {
        "name": text("Ideoidaan", "Idéer", "Ideas"),
        "description": text(
            "Asukkaat ehdottavat, mihin rahat käytetään.",
            "Invånarna föreslår vad pengarna används till.",
            "Residents propose what the money is used for.",
        ),
    },
    {
        "name": text("Tarkistetaan", "Granskning", "Checking"),
        "description": text(
            "Asiantuntijat selvittävät, mitä voidaan tehdä ja mitä se maksaa.",
            "Sakkunniga utreder vad som kan göras och vad det kostar.",
            "Experts work out what can be done and what it costs.",
        ),
    },
    {
        "name": text("Äänestetään ja toteutetaan", "Omröstning och genomförande", "Vote and after"),
        "description": text(
            "Asukkaat äänestävät, ja valitut hankkeet toteutetaan.",
            "Invånarna röstar, och de valda projekten genomförs.",
            "Residents vote, and the chosen projects are carried out.",
        ),
    },
)
CATEGORIES = {
    "parks": text("Puistot ja ranta", "Parker och strand", "Parks and shore"),
    "sports": text("Liikunta ja leikki", "Idrott och lek", "Sports and play"),
    "culture": text("Kulttuuri ja yhteisö", "Kultur och gemenskap", "Culture and community"),
    "streets": text("Kulku ja turvallisuus", "Vägar och säkerhet", "Getting about and safety"),
}
TOWN = text("Koko kaupunki", "Hela staden", "Whole town")
LAST_TITLE = text(
    "Viime kierroksen osallistuva budjetti",
    "Förra omgångens medborgarbudget",
    "Last round of the participatory budget",
)
LAST_SUMMARY = text(
    "Asukkaat ehdottivat, mihin 130 000 euroa käytetään, ja äänestivät. Valittuja hankkeita "
    "toteutetaan nyt.",
    "Invånarna föreslog vad 130 000 euro ska användas till och röstade. De valda projekten "
    "genomförs nu.",
    "Residents proposed what 130,000 euros should be used for, and voted. The chosen projects are "
    "being carried out.",
)
PARKS_TITLE = text(
    "Lähipuistojen budjetti: äänestä nyt",
    "Närparkernas budget: rösta nu",
    "A budget for local parks: vote now",
)
PARKS_SUMMARY = text(
    "Kahdeksan hanketta, 50 000 euroa. Valitse enintään viisi; eniten ääniä saaneet toteutetaan.",
    "Åtta projekt, 50 000 euro. Välj högst fem; de som får flest röster genomförs.",
    "Eight projects, 50,000 euros. Choose at most five; those with most votes are carried out.",
)
NEXT_TITLE = text(
    "Ensi vuoden osallistuva budjetti: ehdota nyt",
    "Nästa års medborgarbudget: ge förslag nu",
    "Next year’s participatory budget: propose now",
)
NEXT_SUMMARY = text(
    "Kerro, mihin 150 000 euroa pitäisi käyttää. Asiantuntijat tarkistavat ideat, ja keväällä "
    "äänestetään.",
    "Berätta vad 150 000 euro borde användas till. Sakkunniga granskar idéerna, och på våren "
    "röstar vi.",
    "Say what 150,000 euros should be used for. Experts check the ideas, and in spring we vote.",
)
CRITERIA = text(
    "Rahaa voi käyttää kaupungin omilla alueilla ja palveluissa. Hankkeen pitää olla kaikille "
    "avoin ja valmistua kahdessa vuodessa. Pysyviä käyttökuluja budjetista ei makseta.",
    "Pengarna kan användas på stadens egna områden och i stadens tjänster. Projektet ska vara "
    "öppet för alla och bli klart på två år. Bestående driftskostnader betalas inte.",
    "The money can be used on the town’s own land and in its services. A project must be open "
    "to all and ready within two years. Running costs for good are not paid.",
)
THANKS = text(
    "Kiitos ideasta! Kerromme kaikille ehdottajille, mitä ideasta tuli.",
    "Tack för idén! Vi berättar för alla vad det blev av idén.",
    "Thank you for the idea! We tell everybody what came of it.",
)
BOARD = text("Kaupunginhallitus", "Stadsstyrelsen", "Town board")
EXPLAINED = {
    Phase.CO_DESIGN: text(
        "Valitut hankkeet suunnitellaan asukasilloissa.",
        "De valda projekten planeras på invånarkvällar.",
        "The chosen projects are planned at evenings for residents.",
    ),
}
PROGRESS = {
    "p16": ("done", 2_940, text(
        "Sydäniskuri on paikallaan ja asukkaat on koulutettu.",
        "Hjärtstartaren är på plats och invånarna har fått utbildning.",
        "The defibrillator is in place, and residents have been trained.")),
    "p13": ("under_way", 1_850, text(
        "Katos on tilattu; se pystytetään ennen talvea.",
        "Busskuren är beställd; den sätts upp före vintern.",
        "The shelter has been ordered; it is put up before winter.")),
    "p19": ("under_way", 7_300, text(
        "Ensimmäiset sukset ja luistimet ovat lainattavissa.",
        "De första skidorna och skridskorna kan lånas.",
        "The first skis and skates can be borrowed.")),
    "p6": ("co_design", 600, text(
        "Laiturin paikka valitaan asukasillassa.",
        "Bryggans plats väljs på en invånarkväll.",
        "The place of the pier is chosen at an evening for residents.")),
}  # fmt: skip
STEPS = (
    (text("Tilaus tehty", "Beställt", "Ordered"), -30, -28),
    (text("Valmis käyttöön", "Färdigt att användas", "Ready for use"), 20, None),
)
