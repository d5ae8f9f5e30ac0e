"""Places that people marked, for those who work with the answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from participation.activities.models import Activity
from participation.platform.refusals import NotFound
from surveys import queries
from surveys.domain.counting.shapes import Shape
from surveys.domain.counting.union import Joined, join
from surveys.domain.questions.point import bounds_of, image_of
from surveys.models import Response

MOST_SHOWN = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What one person said about a place."""

    points: Sequence[tuple[float, float]]
    words: str
    area: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The answers to a question about places, in the order of their random keys.

    Points on another map than the newest version's are left out: they would lie elsewhere.
    """

    joined: Joined
    places: Sequence[Place]
    is_cut: bool

    @property
    def points(self) -> list[tuple[float, float]]:
        """Every point."""
        return [point for place in self.places for point in place.points]


def places(activity: Activity, code: str, most: int | None = MOST_SHOWN) -> Places:
    """Return what people answered to a question about places; all of it without `most`."""
    versions = queries.published(activity.id)
    joined = _asked(dict(versions.values()), code)
    same_map = {key for key, (_number, asked) in versions.items() if _same_map(joined, asked)}
    found: list[Place] = []
    for place in _said(activity.id, code, same_map):
        if most is not None and len(found) >= most:
            return Places(joined=joined, places=found, is_cut=True)
        found.append(place)
    return Places(joined=joined, places=found, is_cut=False)


def _asked(versions: Mapping[int, Any], code: str) -> Joined:
    for joined in join(versions):
        if joined.question.code == code and joined.shape is Shape.POINT:
            return joined
    raise NotFound


def _same_map(joined: Joined, questionnaire: Any) -> bool:
    other, question = questionnaire.question(joined.question.code), joined.question
    maps = [(image_of(each), bounds_of(each)) for each in (other, question) if each is not None]
    return len(maps) == 2 and maps[0] == maps[1]  # noqa: PLR2004 -- the two questions


def _said(activity_id: int, code: str, same_map: set[int]) -> Iterator[Place]:
    columns = (Response.version_id, Response.language, Response.answers)
    for batch in queries.batches(activity_id, *columns):
        for row in batch:
            said = row.answers.get(code)
            if isinstance(said, Mapping):
                points = said.get("points", ()) if row.version_id in same_map else ()
                yield Place(
                    points=tuple((x, y) for x, y in points),
                    words=said.get("words", ""),
                    area=said.get("area", ""),
                    language=row.language,
                )


def geojson(found: Places) -> dict[str, Any]:
    """Return the points as GeoJSON (RFC 7946); on a picture they are parts of its size."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(point)},
            "properties": {"words": place.words, "area": place.area, "language": place.language},
        }
        for place in found.places
        for point in place.points
    ]
    is_picture = bool(image_of(found.joined.question))
    told = {"coordinates": "parts of the picture, from the left and from the top"}
    return {"type": "FeatureCollection", "features": features, **(told if is_picture else {})}
