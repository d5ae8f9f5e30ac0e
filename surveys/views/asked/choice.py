"""A choice in one of its looks."""

from dataclasses import dataclass

from participation.platform.files.pictures import picture_url
from participation.platform.web.languages import plain
from surveys.domain.questions.looks import look_of
from surveys.views.asked.base import Asked

# With more options than this, a page helps to search them.
MANY = 12


@dataclass(frozen=True, slots=True)
class Picture:
    """What an option looks like."""

    url: str
    words: str


@dataclass(slots=True)
class AskedChoice(Asked):
    """A single or multiple choice."""

    @property
    def look(self) -> str:
        """How the options are shown."""
        return look_of(self.question)

    @property
    def loads(self) -> tuple[str, ...]:
        """What helps to search a long dropdown."""
        return ("dropdown.js",) if self.look == "dropdown" and self.is_long else ()

    @property
    def is_long(self) -> bool:
        """Tell whether there are so many options that searching helps."""
        return len(self.question.options) > MANY

    @property
    def pictures(self) -> dict[str, Picture]:
        """The pictures by the code of their option."""
        return {
            option.code: Picture(picture_url(option.image), plain(option.alt))
            for option in self.question.options
            if option.image
        }

    def first_id(self, name: str) -> str:
        """Return the id of the control that a problem is mended in."""
        if self.look == "dropdown" and name == self.question.code:
            return self.id
        return Asked.first_id(self, name)
