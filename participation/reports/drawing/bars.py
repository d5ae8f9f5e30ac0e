"""Lying bars: of one series, and of groups below one another within each category."""

from participation.reports.domain.laid import LaidChart
from participation.reports.domain.said import Unit
from participation.reports.drawing.canvas import LEADING, SIZE, Canvas, Look
from participation.reports.drawing.letters import width, wrapped
from participation.reports.drawing.palette import INK, LINE, QUIET, Palette

LABELS = 0.42
MOST_LINES = 4
BAR, GAP = 22.0, 12.0
THIN, BETWEEN = 17.0, 3.0

Said = tuple[float | None, str]


def plain_bars(chart: LaidChart, canvas: Canvas, palette: Palette) -> None:
    """Draw a bar for each category, with its number behind it."""
    series = chart.series[0]
    scale = _Scale(chart, canvas, is_plain=True)
    for label, value, shown in zip(chart.categories, series.values, series.shown, strict=True):
        lines = wrapped(label, scale.left - 14, SIZE, MOST_LINES) or [""]
        high = max(BAR, len(lines) * LEADING)
        top = canvas.height + (high - len(lines) * LEADING) / 2
        canvas.lines(lines, 0, top + 14, Look())
        at = canvas.height + (high - BAR) / 2
        scale.bar((at, BAR), (value, shown or "\N{EN DASH}"), palette.brand)
        canvas.height += high + GAP
    canvas.height -= GAP
    scale.zero()


def grouped(chart: LaidChart, canvas: Canvas, palette: Palette) -> None:
    """Draw the groups of each category below it; each bar says whose it is."""
    scale = _Scale(chart, canvas, is_plain=False)
    for place, label in enumerate(chart.categories):
        lines = wrapped(label, canvas.width, SIZE, MOST_LINES, is_bold=True)
        canvas.lines(lines, 0, canvas.height + 14, Look(is_bold=True))
        canvas.height += len(lines) * LEADING + 4
        scale.top = canvas.height
        for number, series in enumerate(chart.series):
            name = wrapped(series.name, scale.left - 14, 14, 1)
            canvas.lines(name, 0, canvas.height + 13, Look(size=14, fill=QUIET))
            shown = series.shown[place] or "\N{EN DASH}"
            scale.bar(
                (canvas.height, THIN),
                (series.values[place], shown),
                palette.group(number),
                f"c-group-{number}",
            )
            canvas.height += THIN + BETWEEN
        scale.zero()
        canvas.height += GAP
    canvas.height -= GAP


class _Scale:
    """Where bars begin and how far they reach; numbers below zero reach to the left."""

    def __init__(self, chart: LaidChart, canvas: Canvas, *, is_plain: bool) -> None:
        values = [v for s in chart.series for v in s.values if v is not None]
        self.low = min(0.0, *values, 0.0)
        self.high = max(0.0, *values, 0.0)
        if chart.unit is Unit.SCORE and self.low >= 0:
            self.high = 100.0
        shown = [words for series in chart.series for words in series.shown]
        after = max((width(words, SIZE, is_bold=True) for words in shown), default=0) + 10
        self.canvas, self.top = canvas, canvas.height
        labels = [
            *(chart.categories if is_plain else ()),
            *(s.name for s in chart.series if not is_plain),
        ]
        self.left = min(
            canvas.width * LABELS, max((width(w, SIZE) for w in labels), default=0) + 16
        )
        before = after if self.low < 0 else 0.0
        room = canvas.width - self.left - after - before
        self.unit = room / ((self.high - self.low) or 1)
        self.nought = self.left + before - self.low * self.unit

    def bar(self, where: tuple[float, float], said: Said, fill: str, kind: str = "c-bar") -> None:
        """Draw one bar and its number; `where` is its top and its height."""
        (y, high), (value, shown) = where, said
        long = (value or 0.0) * self.unit
        self.canvas.bar((self.nought + min(long, 0), y, abs(long), high), fill, kind)
        is_left = long < 0
        look = Look(
            anchor="end" if is_left else "start",
            is_bold=value is not None,
            fill=INK if value is not None else QUIET,
        )
        self.canvas.words(
            shown, self.nought + long + (-6 if is_left else 6), y + high / 2 + 5, look
        )

    def zero(self) -> None:
        """Draw where nothing is."""
        self.canvas.line((self.nought, self.top), (self.nought, self.canvas.height), LINE)
