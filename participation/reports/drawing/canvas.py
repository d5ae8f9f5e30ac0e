"""A sheet to draw on, and what is drawn as SVG.

Colours are attributes, which a strict content security policy allows and a page's stylesheet may
override by class: `c-ink`, `c-quiet`, `c-line`, `c-bar`.
"""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from participation.platform.i18n.text import UNFIT
from participation.reports.drawing.palette import INK, LINE, QUIET

FONT = "'Source Sans 3', 'Noto Sans Arabic', 'Noto Sans Hebrew', 'Noto Emoji', sans-serif"
SIZE, SMALL, LEADING = 15.0, 13.0, 18.0
EDGE = 24.0


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How words look, and how far their lines are apart."""

    size: float = SIZE
    leading: float = LEADING
    fill: str = INK
    anchor: str = "start"
    is_bold: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A finished drawing and its size."""

    svg: str
    width: float
    height: float


@dataclass(slots=True)
class Canvas:
    """Shapes from top to bottom; `height` grows as one draws."""

    width: float = 680.0
    height: float = 0.0
    shapes: list[str] = field(default_factory=list)

    def bar(self, box: Box, fill: str, kind: str = "") -> None:
        """Draw a rectangle: left, top, width, height."""
        named = f' class="{kind}"' if kind else ""
        x, y, wide, high = box
        self.shapes.append(
            f'<rect{named} x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" '
            f'height="{high:.1f}" fill="{fill}"/>'
        )

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str = LINE, **more: str
    ) -> None:
        """Draw a line."""
        kind = "c-ink" if colour == INK else "c-line"
        extra = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
        self.shapes.append(
            f'<line class="{kind}" x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" '
            f'y2="{end[1]:.1f}" stroke="{colour}"{extra}/>'
        )

    def path(self, points: list[tuple[float, float]], colour: str, *, is_dashed: bool) -> None:
        """Draw a line through points."""
        found = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = ' stroke-dasharray="6 4"' if is_dashed else ""
        self.shapes.append(
            f'<polyline class="c-stroke" points="{found}" fill="none" stroke="{colour}" '
            f'stroke-width="2.5" stroke-linejoin="round"{dashed}/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw a filled circle."""
        self.shapes.append(
            f'<circle class="c-bar" cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}"/>'
        )

    def words(self, said: str, x: float, y: float, look: Look) -> None:
        """Write one line; `y` is where letters stand."""
        named = look.kind or {INK: "c-ink", QUIET: "c-quiet"}.get(look.fill, "c-on")
        weight = ' font-weight="600"' if look.is_bold else ""
        at = f' text-anchor="{look.anchor}"' if look.anchor != "start" else ""
        self.shapes.append(
            f'<text class="{named}" x="{x:.1f}" y="{y:.1f}" font-size="{look.size:g}" '
            f'fill="{look.fill}"{weight}{at}>{escape(fit(said))}</text>'
        )

    def lines(self, said: list[str], x: float, y: float, look: Look) -> None:
        """Write lines below one another; `y` is where the first line stands."""
        for place, line in enumerate(said):
            self.words(line, x, y + place * look.leading, look)

    def headed(self, said: list[str], size: float, leading: float, fill: str = INK) -> None:
        """Write lines across the sheet and go on below them."""
        look = Look(size=size, leading=leading, fill=fill, is_bold=fill == INK)
        self.lines(said, 0, self.height + size, look)
        self.height += len(said) * leading + 3

    def turned(self, said: str, x: float, y: float, *, size: float) -> None:
        """Write a line upwards, its middle at a place."""
        self.shapes.append(
            f'<text class="c-ink" transform="translate({x:.1f} {y:.1f}) rotate(-90)" '
            f'font-size="{size:g}" fill="{INK}" font-weight="600" text-anchor="middle">'
            f"{escape(fit(said))}</text>"
        )

    def drawing(self, label: str, *, is_alone: bool) -> Drawing:
        """Return the drawing; alone it stands on white, with an edge."""
        edge = EDGE if is_alone else 0.0
        wide, high = self.width + 2 * edge, round(self.height + 2 * edge, 1)
        box = f"{-edge:g} {-edge:g} {wide:g} {high:g}"
        where = f'x="{-edge:g}" y="{-edge:g}" width="{wide:g}" height="{high:g}"'
        ground = f'<rect {where} fill="#ffffff"/>' if is_alone else ""
        size = f' width="{wide:g}" height="{high:g}"' if is_alone else ""
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="y-drawing"{size} viewBox="{box}" '
            f'role="img" aria-label={quoteattr(fit(label))} font-family="{FONT}">'
            f"{ground}{''.join(self.shapes)}</svg>"
        )
        return Drawing(svg=svg, width=wide, height=high)


def fit(words: str) -> str:
    """Return words without the characters that no XML file may hold."""
    return UNFIT.sub("", words).replace("\ufffe", "").replace("\uffff", "")
