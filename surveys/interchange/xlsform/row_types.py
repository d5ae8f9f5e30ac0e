"""What a row's type asks for, in every spelling that forms in the wild use."""

import re
from dataclasses import dataclass

from surveys.domain.questions.registry import BY_KEY

BEGIN = re.compile(r"begin[ _](group|lgroup|repeat|looped group|loop)( (?:over )?(?P<list>\S+))?")
END = re.compile(r"end[ _](group|lgroup|repeat|looped group|loop)")
FROM_FILE = r"select[_ ](?:one|multiple)[_ ]from[_ ]file"
SINGLE = r"add select one prompt using|select one using|select one from|select1|select[_ ]one"
MULTIPLE = (
    r"add select multiple prompt using|select multiple using|select multiple from"
    r"|select all that apply from|select all that apply|select[_ ]multiple"
)
SELECT = re.compile(
    rf"(?:(?P<file>{FROM_FILE})|(?P<external>select[_ ]one[_ ]external)|(?P<single>{SINGLE})"
    rf"|(?P<multiple>{MULTIPLE})|(?P<rank>rank)) (?P<list>\S+)"
    r"(?P<other> (?:or specify other|or_other|or other))?",
    re.IGNORECASE,
)
SPELLINGS = {
    "text": "text, string, q string, add text prompt, phone number",
    "integer": "integer, int, q int, add integer prompt",
    "decimal": "decimal, q decimal, add decimal prompt",
    "range": "range",
    "percentage": "percentage",
    "days_31": "number of days in last month",
    "days_183": "number of days in last six months",
    "days_365": "number of days in last year",
    "note": "note, q note, add note prompt",
    "acknowledge": "acknowledge, trigger, q acknowledge, add acknowledge prompt",
    "date": "date, q date, add date prompt",
    "as_text": (
        "time, datetime, date time, q date time, q datetime, "
        "add date time prompt, add datetime prompt, barcode, q barcode, add barcode prompt"
    ),
    "point": "geopoint, gps, location, q geopoint, q location, add location prompt",
    "place": "geotrace, geoshape, q geotrace, q geoshape, osm",
    "upload": (
        "image, photo, file, q picture, q image, add image prompt, add photo prompt, "
        "add file prompt"
    ),
    "media": (
        "audio, video, q audio, q video, add audio prompt, add video prompt, background-audio"
    ),
    "calculation": "calculate, q calculate, add calculate prompt",
    "technical": (
        "hidden, audit, start, end, today, deviceid, device id, imei, username, phonenumber, email,"
        " simserial, sim id, subscriberid, subscriber id, start time, end time, get start time, "
        "get end time, get today, get device id, get sim id, get subscriber id, get phone number, "
        "uri:deviceid, uri:simserial, uri:subscriberid, uri:phonenumber, uri:username, uri:email, "
        "xml-external, csv-external, start-geopoint, background-geopoint"
    ),
    "title": "form_title, set form title, set_form_title",
    "setting": "form_id, set form id, set_form_id, prefix, sms_keyword",
}
KIND_OF = {
    spelling.strip(): kind for kind, all_ in SPELLINGS.items() for spelling in all_.split(",")
}


# What we have no kind for, and the reason that is given.
NOT_CARRIED = {
    "place": "type_place",
    "media": "type_media",
    "calculation": "type_calculation",
    "technical": "type_technical",
    "file": "type_file",
    "setting": "type_setting",
} | {
    kind: reason
    for kind, ours, reason in (("point", "point", "type_place"), ("upload", "upload", "type_media"))
    if ours not in BY_KEY
}


@dataclass(frozen=True, slots=True)
class RowType:
    """What a row is: a key of `SPELLINGS`, `single`, `multiple`, `rank`, `file`, `begin` or `end`.

    `list_name` names the choices; `block` the block that begins or ends: group, repeat or loop.
    """

    kind: str
    list_name: str = ""
    other: bool = False
    block: str = ""


def type_of(words: str) -> RowType | None:
    """Return what a type cell says, or nothing if no program knows it."""
    lower = words.lower()
    if lower in KIND_OF:
        return RowType(KIND_OF[lower])
    for pattern, kind in ((BEGIN, "begin"), (END, "end")):
        found = pattern.fullmatch(lower)
        if found:
            block = {"lgroup": "repeat", "looped group": "repeat"}.get(found[1], found[1])
            return RowType(kind, block=block)
    found = SELECT.fullmatch(words)
    if found is None:
        return RowType("place") if lower.startswith("osm ") else None
    kind = next(name for name in ("file", "external", "single", "multiple", "rank") if found[name])
    return RowType(kind, found["list"], bool(found["other"]))
