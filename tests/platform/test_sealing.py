"""What a browser keeps for us it cannot read or change."""

import pytest

from participation.platform.privacy.sealing import seal, unseal

PLAIN = b"".join(bytes([number % 251]) for number in range(300))


@pytest.mark.parametrize("length", [0, 1, 64, 65, 300])
def test_what_was_sealed_is_read_again(app, length):
    assert unseal("basket", seal("basket", PLAIN[:length])) == PLAIN[:length]


def test_the_same_is_never_sealed_alike_and_shows_nothing(app):
    once, twice = seal("basket", PLAIN), seal("basket", PLAIN)
    assert once != twice
    assert PLAIN[:8] not in once.encode()


def test_another_purpose_does_not_open_it(app):
    assert unseal("roll", seal("basket", PLAIN)) is None


def test_whatever_was_touched_is_not_read(app):
    sealed = seal("basket", PLAIN)
    for place in range(0, len(sealed), 7):
        other = "A" if sealed[place] != "A" else "B"
        assert unseal("basket", sealed[:place] + other + sealed[place + 1 :]) is None
    for broken in ("", "a", "ä", "%%%%", sealed[:-4]):
        assert unseal("basket", broken) is None
