"""A consent: one box."""

from dataclasses import dataclass

from surveys.views.asked.base import Asked, Choice


@dataclass(slots=True)
class AskedConsent(Asked):
    """A box to tick."""

    @property
    def box(self) -> Choice:
        """The box."""
        return self.choices()[0]
