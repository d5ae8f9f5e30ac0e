"""Pages and files of the places that people marked."""

from collections.abc import Iterator
from json import dumps

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.policy import may_analyse
from participation.platform.access.routes import actor, requires
from participation.platform.files.pictures import picture_url
from participation.platform.maps.drawing import Drawing, drawing
from participation.platform.maps.service import town_map
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language, plain
from participation.platform.web.site import site
from participation.reports.tables import Column, Row, Table, file_name
from surveys.domain.questions.point import image_of, tiled_bounds
from surveys.services.downloading import note_download
from surveys.services.places import Places, geojson, places
from surveys.views import files
from surveys.views.results import bp, survey_named
from surveys.wording import Speaker


@bp.get("/<language:lang>/manage/a/<activity>/results/places/<name>", endpoint="places")
@requires(may_analyse, survey_named)
def show(activity: str, name: str) -> ResponseReturnValue:
    """Show the points on their map, and what people wrote."""
    found = survey_named(activity)
    said = places(found, name)
    image = image_of(said.joined.question)
    return render_template(
        "surveys/manage/results_places.html",
        activity=found,
        name=name,
        found=said,
        picture=picture_url(image) if image else "",
        drawn=_drawn(said),
        areas={option.code: option.label for option in said.joined.question.options},
    )


def _drawn(said: Places) -> Drawing | None:
    """Return the map of tiles with the points on it, where there is one."""
    bounds, town = tiled_bounds(said.joined.question), town_map()
    return drawing(town, bounds, said.points) if town and bounds else None


@bp.post("/<language:lang>/manage/a/<activity>/results/places/<name>/<kind>")
@requires(may_analyse, survey_named)
def take_places(activity: str, name: str, kind: str) -> ResponseReturnValue:
    """Send the points as a file, and write down that it was taken."""
    found = survey_named(activity)
    if kind not in ("geojson", "csv"):
        raise NotFound
    said = places(found, name, most=None)
    with unit_of_work():
        note_download(found, kind, "places", actor=actor())
    title = _("Places of %(survey)s", survey=plain(found.title))
    return _geojson(said, title) if kind == "geojson" else _csv(said, title)


def _geojson(said: Places, title: str) -> Response:
    sent = Response(dumps(geojson(said), ensure_ascii=False), mimetype="application/geo+json")
    sent.headers.set("Content-Disposition", "attachment", filename=file_name(title, "geojson"))
    sent.headers["Cache-Control"] = "no-store"
    return sent


def _csv(said: Places, title: str) -> Response:
    speaker = Speaker(current_language(), site().main_language)
    areas = {o.code: speaker.say(o.label) for o in said.joined.question.options}
    titles = ("x", "y", _("Place in words"), _("Area"), _("Language"))
    columns = [Column(title=words) for words in titles]
    table = Table(name=_("Places"), columns=columns, rows=_rows(said, areas))
    return files.csv_file(table, "csv", title)


def _rows(said: Places, areas: dict[str, str]) -> Iterator[Row]:
    for place in said.places:
        told = (place.words, areas.get(place.area, place.area), place.language)
        for x, y in place.points or (("", ""),):
            yield x, y, *told
