"""The words of the two brainstorms of the demo town."""

from participation.demo.words import text

RULES = text(
    "Emme julkaise ajatuksia, joissa kerrotaan yksityisestä ihmisestä, loukataan tai mainostetaan. "
    "Kerromme syyn sille, joka ajatuksen kirjoitti.",
    "Vi publicerar inte idéer som berättar om en enskild människa, kränker någon eller gör reklam. "
    "Vi talar om orsaken för den som skrev idén.",
    "We do not publish ideas that tell about a private person, insult anybody or advertise. We "
    "tell the reason to whoever wrote the idea.",
)
CLOSED_TITLE = text(
    "Ajatuksia Kajavalahden tulevaisuudesta",
    "Idéer om Måsvikens framtid",
    "Ideas for the future of Kajavalahti",
)
CLOSED_SUMMARY = text(
    "Kolmen viikon ajan kuka tahansa sai kertoa, mitä kaupungissa pitäisi tehdä toisin, ja "
    "arvioida muiden ajatuksia. Ne ovat strategian painopisteiden pohjana.",
    "Under tre veckor fick vem som helst berätta vad staden borde göra annorlunda och bedöma "
    "andras idéer. De ligger till grund för strategins tyngdpunkter.",
    "For three weeks anybody could say what the town should do differently, and weigh the ideas "
    "of others. The priorities of the strategy are built on them.",
)
CLOSED_QUESTION = text(
    "Mikä tekisi Kajavalahdesta paremman paikan elää?",
    "Vad skulle göra Måsviken till en bättre plats att leva på?",
    "What would make Kajavalahti a better place to live?",
)
CLOSED_INTRODUCTION = text(
    "Kirjoita yksi ajatus kerrallaan. Pienikin kelpaa.",
    "Skriv en idé åt gången. Den får vara liten.",
    "Write one idea at a time. A small one will do.",
)
OPEN_TITLE = text(
    "Mikä palveluissa on tärkeää, mikä toimii?",
    "Vad är viktigt i servicen, och vad fungerar?",
    "What matters in services, and what works?",
)
OPEN_SUMMARY = text(
    "Kerro, millaista hyvä palvelu on, ja arvioi muiden ajatuksia: kuinka tärkeä asia on ja miten "
    "se toteutuu nyt.",
    "Berätta hur god service ser ut och bedöm andras idéer: hur viktig saken är och hur den "
    "fungerar i dag.",
    "Tell what good service is like, and weigh the ideas of others: how important each is and "
    "how well it is done today.",
)
OPEN_QUESTION = text(
    "Millaista on palvelu, joka toimii arjessa?",
    "Hurdan är service som fungerar i vardagen?",
    "What is a service like that works in everyday life?",
)
OPEN_INTRODUCTION = text(
    "Kirjoita se lauseena, josta muut voivat sanoa, kuinka tärkeä se on ja miten se toteutuu.",
    "Skriv den som en mening om vilken andra kan säga hur viktig den är och hur den fungerar.",
    "Write it as a sentence of which others can say how important it is and how well it is done.",
)
THANKS = text(
    "Kiitos! Kaikki ajatukset luetaan. Kerromme verkkosivuilla, mitä niistä seuraa.",
    "Tack! Alla idéer blir lästa. Vi berättar på webbplatsen vad de leder till.",
    "Thank you! Every idea is read. We tell on this site what comes of them.",
)
NEXT_STEPS = text(
    "Ohjausryhmä käy teemat läpi ja kirjaa jokaisesta, mihin se vaikuttaa strategiassa tai miksi "
    "ei. Yhteenveto tulee tälle sivulle ennen luonnoksen valmistumista.",
    "Styrgruppen går igenom temana och antecknar för vart och ett hur det påverkar strategin, "
    "eller varför det inte gör det. En sammanfattning kommer på den här sidan innan utkastet är "
    "klart.",
    "The steering group goes through the themes and writes down how each affects the strategy, or "
    "why it does not. A summary appears on this page before the draft is finished.",
)
