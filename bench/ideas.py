"""Measure what makes sense of ideas: 10 000 of them, in three languages.

The similar ones are looked up while somebody writes, in a web process; themes, likenesses and
learned suggestions are worked out by a job. Seconds of the clock, and the most memory ever held.
"""

import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 -- the path is known only now

from participation.texts.learning import learned  # noqa: E402
from participation.texts.similar import Index, pairs  # noqa: E402
from participation.texts.themes import suggested  # noqa: E402
from participation.texts.words import Said  # noqa: E402

IDEAS, ASKED, CODED, THEMES = 10_000, 200, 500, 15
MOST_MS, MOST_SECONDS, MOST_MB = 50.0, 60.0, 1000.0

THINGS = {
    "fi": (
        "penkkejä istutuksia valaistusta pyöräteitä suojateitä leikkipaikkoja roska-astioita "
        "uimapaikkoja bussivuoroja hiihtolatuja kirjastoautoja nuorisotiloja kahviloita "
        "kuntosalilaitteita koirapuistoja viljelypalstoja parkkipaikkoja vesipisteitä taideteoksia "
        "katoksia luistelukenttiä polkuja opasteita kesätyöpaikkoja päiväkoteja terveysasemia"
    ),
    "sv": (
        "bänkar planteringar gatubelysning cykelvägar övergångsställen lekplatser soptunnor "
        "badplatser bussturer skidspår bokbussar ungdomslokaler kaféer utegym "
        "hundparker odlingslotter"
    ),
    "en": (
        "benches flowerbeds streetlights cycleways crossings playgrounds bins beaches buses trails "
        "libraries allotments cafes footpaths toilets concerts"
    ),
}
OPENINGS = {
    "fi": ("Lisää {} {}", "Toivon että kaupunki rakentaa {} {}", "Tarvitsemme enemmän {} {}",
           "Voisiko saada uusia {} {}", "Kunnostakaa vanhoja {} {}"),
    "sv": ("Mera {} {}", "Jag hoppas att staden bygger {} {}", "Vi behöver flera {} {}"),
    "en": ("More {} {}", "The town should build {} {}", "Please repair the {} {}"),
}  # fmt: skip
PLACES = {
    "fi": ("torin reunalle", "rantaan", "keskustan puistoon", "koulun viereen", "asemalle",
           "satamaan", "Niemelän kylälle", "Puijonrinteeseen", "kirkon taakse", "uimahallille"),
    "sv": ("vid torget", "på stranden", "i centrum", "vid skolan", "vid stationen", "i hamnen"),
    "en": ("by the square", "on the shore", "in the centre", "near school", "at the station"),
}  # fmt: skip
WHY = {
    "fi": "koska vanhukset lapset perheet liikkuminen turvallisuus viihtyisyys talvella kesällä "
    "iltaisin pimeällä matkailijat nuoret pyöräilijät odottaminen levähtäminen tapaaminen "
    "yhdessä naapurit luonto linnut meri hiljaisuus musiikki esteettömyys",
    "sv": "därför äldre barn familjer tryggheten trivseln vintern sommaren kvällar mörkret "
    "turister unga cyklister vila träffas tillsammans grannar naturen havet tystnad musik",
    "en": "because elderly children families safety comfort winter summer evenings "
    "tourists youth cyclists rest together neighbours nature sea silence music",
}


def ideas(number: int = IDEAS) -> list[Said]:
    """Return ideas of one opening, thing, place and four reasons each."""
    random = np.random.default_rng(0)
    found = []
    for key in range(number):
        language = str(random.choice(["fi", "fi", "fi", "fi", "fi", "fi", "sv", "sv", "en"]))
        things, why = THINGS[language].split(), WHY[language].split()
        thing = things[min(len(things) - 1, int(random.exponential(len(things) / 3)))]
        opening = str(random.choice(OPENINGS[language]))
        place = str(random.choice(PLACES[language]))
        reasons = " ".join(random.choice(why, random.integers(2, 9)))
        words = f"{opening.format(thing, place)}, {reasons}."
        found.append(Said(key.to_bytes(4, "big"), words, language))
    return found


def lookups(said: list[Said]) -> bool:
    """Measure looking up one idea among all."""
    index = Index(said)
    took = []
    for one in said[:ASKED]:
        begun = time.perf_counter()
        index.nearest(one.words)
        took.append((time.perf_counter() - begun) * 1000)
    median, p95 = (float(np.percentile(took[1:], share)) for share in (50, 95))
    fits = p95 <= MOST_MS
    print(
        f"{'✓' if fits else '✗'} similar ideas among {len(said)}: median {median:.1f} ms, "
        f"p95 {p95:.1f} ms (≤ {MOST_MS:g})"
    )
    return fits


def job(said: list[Said]) -> bool:
    """Measure what the job works out."""
    begun = time.perf_counter()
    alike = pairs(said)
    at_pairs = time.perf_counter()
    themes = suggested(said, THEMES)
    at_themes = time.perf_counter()
    coded = {one.key: hash(one.words.split()[1]) % 7 for one in said[:CODED]}
    taught = learned(said, coded)
    took = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    fits = took <= MOST_SECONDS and memory <= MOST_MB
    print(
        f"{'✓' if fits else '✗'} making sense of {len(said)} ideas: {took:.1f} s "
        f"(≤ {MOST_SECONDS:g}), {memory:.0f} MB (≤ {MOST_MB:g}); {len(alike)} pairs in "
        f"{at_pairs - begun:.1f} s, {len(themes)} themes in {at_themes - at_pairs:.1f} s, "
        f"suggestions for {len(taught)} in {took - (at_themes - begun):.1f} s"
    )
    return fits


def main() -> int:
    """Measure and print; fail above a limit."""
    said = ideas()
    return 0 if lookups(said) & job(said) else 1


if __name__ == "__main__":
    sys.exit(main())
