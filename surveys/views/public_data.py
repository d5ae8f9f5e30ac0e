"""The figures of a release as data files, for everybody."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.platform.access.routes import public
from participation.platform.extensions import limiter
from participation.platform.mail.links import address_of
from participation.platform.web.languages import current_language, plain
from participation.platform.web.site import site
from participation.reports.data.apart import written_apart
from participation.reports.services.making import File
from participation.reports.tables import file_name
from participation.reports.views.sending import sent
from participation.reports.writers import WRITERS
from surveys.released_data import figures_data, figures_json
from surveys.views.public_results import shown_release
from surveys.views.reporting import PER_ADDRESS
from surveys.views.results import bp
from surveys.wording import Speaker

KINDS = {
    "json": ("json", "application/json"),
    "sav": ("sav", "application/x-spss-sav"),
    "dta": ("dta", "application/x-stata-dta"),
    "parquet": ("parquet", "application/vnd.apache.parquet"),
    "datapackage": ("zip", "application/zip"),
}


@bp.get(
    "/<language:lang>/a/<activity>/results/<int:number>"
    "/data.<any(json,sav,dta,parquet,datapackage):kind>"
)
@limiter.limit(PER_ADDRESS)
@public
def release_data(activity: str, number: int, kind: str) -> ResponseReturnValue:
    """Send the figures of a release for programs."""
    found, shown = shown_release(activity, number)
    language = current_language()
    place = {"activity": found.public_id, "number": number, "lang": language}
    source = address_of("surveys_results.release", **place)
    dataset = figures_data(shown, Speaker(language, site().main_language), source)
    is_json = kind not in WRITERS
    content = figures_json(shown, dataset) if is_json else written_apart(dataset, kind)
    suffix, mimetype = KINDS[kind]
    name = _("Results of %(survey)s %(number)s", survey=plain(found.title), number=number)
    return sent(File(content=content, name=file_name(name, suffix), mimetype=mimetype))
