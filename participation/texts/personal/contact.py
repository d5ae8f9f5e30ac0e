"""Ways to reach somebody: telephone numbers and e-mail addresses."""

import re

from participation.texts.personal.hint import Hint, Kind

E_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+ ?(?:@|\(at\)|\[at\]|\(ät\)|\(a\)) ?"
    r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w-])",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)[1-9]\d{0,2}[ \u00a0-]?(?:\(0\)[ \u00a0]?)?[1-9]\d{0,3}"
    r"|\(0[1-9]\d{0,2}\)|0[1-9]\d{0,3})(?:[ \u00a0-]?\d{2,8}){1,4}(?![\w/]|[.,]\d)"
)
FEWEST, MOST = 7, 14


def e_mails(words: str) -> list[Hint]:
    """Find e-mail addresses, with a word for the sign as well."""
    return [Hint(*match.span(), Kind.E_MAIL) for match in E_MAIL.finditer(words)]


def phones(words: str) -> list[Hint]:
    """Find telephone numbers, as they are written in Finland and from abroad."""
    found = []
    for match in PHONE.finditer(words):
        digits = sum(letter.isdigit() for letter in match[0])
        if FEWEST <= digits <= MOST:
            found.append(Hint(*match.span(), Kind.PHONE))
    return found
