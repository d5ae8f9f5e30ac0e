"""Which passwords are too easy."""

import re
from enum import StrEnum

SHORTEST = 12
LONGEST = 500
FEWEST_SIGNS = 5
LEFT_OVER = 4

# Stems of what people choose first, in the languages of this country and everywhere: the lists of
# leaked passwords hold them over and over, with digits and marks around them.
STEMS = """
    password passwort passw0rd p@ssword passphrase qwerty qwertz qwertyuiop asdf asdfgh asdfghjkl
    zxcv zxcvbn zxcvbnm azerty qazwsx wsxedc abcd abcdef abcdefgh admin administrator root user
    guest login welcome letmein master secret changeme default test testing temp monkey dragon
    football baseball soccer hockey superman batman pokemon starwars princess sunshine shadow
    iloveyou lovely flower summer winter spring autumn hello freedom whatever trustno computer
    internet google facebook microsoft windows office teams system server database
    salasana salainen tunnus tunnussana perkele vittu saatana kissa koira mansikka kesä kevät syksy
    talvi joulu juhannus suomi finland helsinki espoo tampere turku oulu kunta kaupunki strategia
    osallistu jääkiekko lösenord losenord hemlig hejsan sommar vinter kommun staden sverige
    maanantai tammikuu yhes
"""
OBVIOUS = frozenset(STEMS.split())
_STEMS = re.compile("|".join(sorted(map(re.escape, OBVIOUS), key=len, reverse=True)))
_NO_LETTERS = re.compile(r"[\W\d_]+")


class PasswordFault(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    OBVIOUS = "obvious"
    PERSONAL = "personal"


def password_fault(password: str, email: str = "") -> PasswordFault | None:
    """Return what is wrong with a password for the account, if anything."""
    if len(password) < SHORTEST:
        return PasswordFault.SHORT
    if len(password) > LONGEST:
        return PasswordFault.LONG
    if _is_obvious(password.lower()):
        return PasswordFault.OBVIOUS
    if any(part in password.lower() for part in _parts(email.lower())):
        return PasswordFault.PERSONAL
    return None


def _is_obvious(password: str) -> bool:
    """Tell whether little is left without the stems everybody thinks of, digits and marks."""
    left = _STEMS.sub("", _NO_LETTERS.sub("", _STEMS.sub("", password)))
    return len(left) < LEFT_OVER or len(set(password)) < FEWEST_SIGNS


def _parts(email: str) -> set[str]:
    local = email.partition("@")[0]
    return {part for part in (local, *re.split(r"[._+-]", local)) if len(part) >= LEFT_OVER}
