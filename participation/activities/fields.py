"""Form fields for moments as clocks in Finland show them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.utils import unset_value

from participation.platform.clock import at_local, is_repeated, is_skipped, local

YEARS = (2000, 2999)


class MomentField(Field):
    """Edits a moment as a native day (`name`) and time (`name-time`); both empty mean none.

    `data` is aware and in UTC, or None. The macro `moment` renders it.
    """

    day_words = ""
    time_words = ""
    repeated = False

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,
    ) -> None:
        """Put the two inputs together, and keep what was typed when they make no moment."""
        super().process(None, data, extra_filters)
        if formdata is None or self.name not in formdata:
            self._show(self.data)
            return
        self.day_words = formdata.get(self.name, "").strip()
        self.time_words = formdata.get(f"{self.name}-time", "").strip()
        self.raw_data = [self.day_words, self.time_words]
        self.data, self.process_errors = None, []
        try:
            self.data = self._moment()
        except ValueError as error:
            self.process_errors.append(str(error))

    def _show(self, moment: datetime | None) -> None:
        if moment is not None:
            shown = local(moment)
            self.day_words, self.time_words = f"{shown:%Y-%m-%d}", f"{shown:%H:%M}"

    def _moment(self) -> datetime | None:
        if not self.day_words and not self.time_words:
            return None
        if not self.day_words:
            raise ValueError(_("Enter the day too, or empty the time."))
        if not self.time_words:
            raise ValueError(_("Enter the time too, for example 12:00."))
        try:
            naive = datetime.fromisoformat(f"{self.day_words}T{self.time_words}")
        except ValueError:
            raise ValueError(_("Enter a real day and time.")) from None
        if naive.tzinfo is not None or not YEARS[0] <= naive.year <= YEARS[1]:
            raise ValueError(_("Enter a real day and time."))
        return self._on_the_clock(naive)

    def _on_the_clock(self, naive: datetime) -> datetime:
        if is_skipped(naive):
            raise ValueError(
                _(
                    "There is no such time: that night the clocks go forward by an hour. "
                    "Choose an earlier or a later time."
                )
            )
        self.repeated = is_repeated(naive)
        return at_local(naive)
