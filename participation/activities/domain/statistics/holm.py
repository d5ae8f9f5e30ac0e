"""Many tests at once. S. Holm, A simple sequentially rejective multiple test procedure, 1979.

(Scandinavian Journal of Statistics 6.) Keeps the risk of even one false alarm at the level
chosen, whatever the tests have to do with each other.
"""

from collections.abc import Sequence


def holm(probabilities: Sequence[float]) -> list[float]:
    """Return the adjusted probabilities, in the order given."""
    order = sorted(range(len(probabilities)), key=probabilities.__getitem__)
    adjusted, highest = [0.0] * len(probabilities), 0.0
    for place, at in enumerate(order):
        highest = max(highest, (len(probabilities) - place) * probabilities[at])
        adjusted[at] = min(1.0, highest)
    return adjusted
