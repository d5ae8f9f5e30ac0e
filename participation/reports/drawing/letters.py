"""How wide words are in Source Sans 3, so that labels wrap in time and never overlap."""

from collections.abc import Iterator

# Advance widths of the regular weight for the characters from space to ~, in thousandths of the
# size (Source Sans 3, 1000 units per em).
FIRST = 32
WIDTHS = (
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497,
    497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527,
    494, 617, 652, 263, 479, 579, 486, 727, 647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513,
    476, 539, 303, 350, 303, 497, 500, 542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495,
    255, 829, 547, 542, 555, 555, 347, 419, 338, 544, 467, 719, 446, 467, 425, 303, 241, 303, 497,
)  # fmt: skip
OTHERS = {"\N{NO-BREAK SPACE}": 200, "\N{EN DASH}": 480, "…": 948, "’": 249, "“": 426, "”": 426}
LATIN, WIDE = 0x250, 0x1100
BOLDER = 1.045


def width(words: str, size: float, *, is_bold: bool = False) -> float:
    """Return how wide words are."""
    found = sum(map(_advance, words)) * size / 1000
    return found * BOLDER if is_bold else found


def _advance(letter: str) -> int:
    place = ord(letter) - FIRST
    if 0 <= place < len(WIDTHS):
        return WIDTHS[place]
    if letter in OTHERS:
        return OTHERS[letter]
    return 560 if ord(letter) < LATIN else 620 if ord(letter) < WIDE else 1050


def wrapped(words: str, room: float, size: float, most: int, *, is_bold: bool = False) -> list[str]:
    """Part words into at most so many lines; the last one tells by three dots that more follows."""
    own = size * BOLDER if is_bold else size
    lines: list[str] = []
    used, space = 0.0, width(" ", own)
    for word in words.split():
        for part in _pieces(word, room, own):
            wide = width(part, own)
            if lines and used + space + wide <= room:
                lines[-1] = f"{lines[-1]} {part}"
                used += space + wide
            else:
                lines.append(part)
                used = wide
        if len(lines) > most:
            break
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(f"{last}…", own) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _pieces(word: str, room: float, size: float) -> Iterator[str]:
    """Break a word that is wider than the room."""
    if width(word, size) <= room:
        yield word
        return
    piece, used, hyphen = "", 0.0, width("-", size)
    for letter in word:
        wide = width(letter, size)
        if piece and used + wide + hyphen > room:
            yield f"{piece}-"
            piece, used = "", 0.0
        piece, used = piece + letter, used + wide
    yield piece
