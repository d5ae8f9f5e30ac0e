"""Addresses that may be redirected to."""

from urllib.parse import urlsplit


def local_address(words: str) -> str:
    r"""Return `words` if they are a path on this site, else nothing.

    Browsers read `//host` and `/\host` as another site and skip control characters.
    """
    if not words.startswith("/") or words[1:2] in ("/", "\\"):
        return ""
    if "\\" in words or any(ord(sign) <= ord(" ") for sign in words):
        return ""
    parts = urlsplit(words)
    return "" if parts.scheme or parts.netloc else words
