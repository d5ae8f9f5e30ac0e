"""Street addresses: a street's name alone is a place, with a number it is somebody's home."""

import re

from participation.texts.personal.hint import Hint, Kind

BIG, SMALL = "A-ZÅÄÖ", "a-zåäöé"
FINNISH = (
    r"kat[ui]|kadu|tie|kuja|pol[ku]u?|väylä|raitti|raiti|kaari?|ranta|ranna|rinne|rintee|mäki|mäe|"
    r"puisto|tori|aukio|penger|penkeree|laituri|kulma|portti|portin|silta|silla|vuori|vuore|niitty|"
    r"niity|kallio|kenttä|kentä|kangas|kankaa|harju|laita|laida|reuna|rivi|taival|taipalee|kierto|"
    r"kierro|bulevardi|esplanadi|piha|vainio|haka|haa"
)
SWEDISH = (
    r"gata|gatan|väg|vägen|stig|stigen|gränd|gränden|torg|torget|strand|stranden|esplanaden|allé|"
    r"allén|kaj|kajen|backe|backen|ring|ringen|sväng|svängen|båge|bågen|brinken|parken|plats|platsen"
)
ENDING = rf"[{SMALL}]{{0,4}}"
NUMBER = r"\d{1,3}(?: ?[a-zA-Z](?![\wåäö])(?: ?(?:as\.? )?\d{1,3}(?!\d))?)?(?::\w+)?"
STREET = re.compile(
    rf"(?<!\w)(?:[{BIG}][{SMALL}]+ )?[{BIG}][{SMALL}-]*(?:{FINNISH}|{SWEDISH}){ENDING} "
    rf"{NUMBER}(?!\w)"
)
ENGLISH = re.compile(
    rf"(?<!\w)\d{{1,4}}[a-zA-Z]? (?:[{BIG}][{SMALL}]+ ){{1,3}}"
    r"(?:Street|Road|Lane|Avenue|Drive)(?!\w)"
)
POST = re.compile(rf"(?<![\w-])\d{{5}} [{BIG}][{BIG}{SMALL}]{{2,}}(?!\w)")
ROADS = re.compile(
    r"(?:valta|kanta|seutu|yhdys|kunnan|moottori|maan?|kehä|riks|stam|region|lands|huvud|motor)"
    r"(?:tie|väg)",
    re.IGNORECASE,
)


def addresses(words: str) -> list[Hint]:
    """Find streets with a house number, and post codes with a town."""
    found = [
        Hint(*match.span(), Kind.ADDRESS)
        for pattern in (STREET, ENGLISH)
        for match in pattern.finditer(words)
        if not ROADS.match(match[0].split()[-2] if " " in match[0] else match[0])
        and not ROADS.match(match[0])
    ]
    for match in POST.finditer(words):
        hint = Hint(*match.span(), Kind.ADDRESS, is_sure=False)
        if not any(hint.overlaps(other) for other in found):
            found.append(hint)
    return found
