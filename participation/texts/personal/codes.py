"""Codes with a form of their own: identity codes, account numbers, registration plates."""

import re
from datetime import date

from participation.texts.personal.hint import Hint, Kind

# Signs of the century, as the Digital and Population Data Services Agency lists them since 2023.
CENTURIES = dict.fromkeys("+", 1800) | dict.fromkeys("-UVWXY", 1900) | dict.fromkeys("ABCDEF", 2000)
CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
IDENTITY = re.compile(
    r"(?<![\w.])(\d{2})(\d{2})(\d{2}) ?([-+\u2013A-FU-Y]) ?(\d{3}) ?([0-9A-Y])(?!\w)", re.IGNORECASE
)
ACCOUNT = re.compile(
    r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", re.IGNORECASE
)
PLATE = re.compile(r"(?<![\w-])([A-ZÅÄÖ]{2,3})-(\d{1,3})(?![\w-])")
SPOKEN = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{3}[- ]\d{2}[A-Z0-9](?![\w-])", re.IGNORECASE)
ABOUT_CARS = re.compile(
    r"rekister|rekkari|kilpi|kilve|auto|mopo|bil(?:en)?\b|registernummer|plate|\bcar\b",
    re.IGNORECASE,
)
NO_PLATES = {"EU", "YK", "ISO", "EN", "SFS", "UN", "USB", "CO", "PM", "KV", "KH", "VT", "KT", "MT"}
NEAR = 40
FI_LENGTH = 18
MODULUS = 97


def identity_codes(words: str) -> list[Hint]:
    """Find Finnish identity codes; sure when the check character is right."""
    found = []
    for match in IDENTITY.finditer(words):
        day, month, year, sign, number, check = (part.upper() for part in match.groups())
        sign = "-" if sign == "\u2013" else sign
        if _is_day(day, month, CENTURIES[sign] + int(year)):
            rest = int(day + month + year + number) % len(CHECK)
            found.append(Hint(*match.span(), Kind.IDENTITY_CODE, check == CHECK[rest]))
    return found


def _is_day(day: str, month: str, year: int) -> bool:
    try:
        date(year, int(month), int(day))
    except ValueError:
        return False
    return True


def accounts(words: str) -> list[Hint]:
    """Find account numbers (ISO 13616, IBAN); sure when the check digits are right."""
    found = []
    for match in ACCOUNT.finditer(words):
        bare = match[0].replace(" ", "").upper()
        turned = bare[4:] + bare[:4]
        is_right = int("".join(str(int(letter, 36)) for letter in turned)) % MODULUS == 1
        if is_right or (bare.startswith("FI") and len(bare) == FI_LENGTH):
            found.append(Hint(*match.span(), Kind.ACCOUNT, is_right))
    return found


def plates(words: str) -> list[Hint]:
    """Find registration plates: ABC-123, and less formal ones where cars are spoken of."""
    found = [
        Hint(*match.span(), Kind.PLATE, len(match[1]) == 3)  # noqa: PLR2004 -- of a car
        for match in PLATE.finditer(words)
        if match[1] not in NO_PLATES
    ]
    for match in SPOKEN.finditer(words):
        hint = Hint(*match.span(), Kind.PLATE, is_sure=False)
        before = words[max(0, match.start() - NEAR) : match.start()]
        if ABOUT_CARS.search(before) and not any(hint.overlaps(other) for other in found):
            found.append(hint)
    return found
