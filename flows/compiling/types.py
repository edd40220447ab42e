"""The types of XLSForm, under all their names, and what each leaves in the form's tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMES = {
    "text": "string|q string|add text prompt",
    "integer": "int|q int|add integer prompt",
    "decimal": "q decimal|add decimal prompt",
    "date": "q date|add date prompt",
    "time": "",
    "dateTime": "datetime|q datetime|q dateTime|date time|q date time|add date time prompt"
    "|add dateTime prompt",
    "note": "q note|add note prompt",
    "acknowledge": "q acknowledge|add acknowledge prompt|trigger",
    "geopoint": "q geopoint|q location|location|gps|add location prompt",
    "geotrace": "q geotrace",
    "geoshape": "q geoshape",
    "image": "photo|q image|q picture|add image prompt|add photo prompt",
    "audio": "q audio|add audio prompt",
    "video": "q video|add video prompt",
    "file": "add file prompt",
    "barcode": "q barcode|add barcode prompt",
    "range": "",
    "calculate": "q calculate|add calculate prompt",
    "hidden": "",
    "start": "get start time|start time",
    "end": "get end time|end time",
    "today": "get today",
    "deviceid": "imei|device id|get device id|uri:deviceid",
    "subscriberid": "subscriber id|get subscriber id|uri:subscriberid",
    "simserial": "sim id|get sim id|uri:simserial",
    "phonenumber": "phone number|get phone number|uri:phonenumber",
    "username": "uri:username",
    "email": "uri:email",
    "audit": "",
    "osm": "",
    "xml-external": "",
    "csv-external": "",
    "start-geopoint": "",
    "background-geopoint": "",
    "background-audio": "",
    "percentage": "",
    "number of days in last month": "",
    "number of days in last six months": "",
    "number of days in last year": "",
}
"""Names of pyxform's ``question_type_dictionary`` (4.5.0): ours, and the older ones."""
TYPES = {
    alias: name
    for name, aliases in _NAMES.items()
    for alias in (name, *aliases.split("|"))
    if alias
}
_BINDS = {
    "integer": "int",
    "range": "int",
    "percentage": "int",
    "start": "dateTime",
    "end": "dateTime",
    "today": "date",
    "image": "binary",
    "audio": "binary",
    "video": "binary",
    "file": "binary",
    "start-geopoint": "geopoint",
    "background-geopoint": "geopoint",
    "background-audio": "binary",
    "rank": "odk:rank",
}
_SAME = ("decimal", "date", "time", "dateTime", "geopoint", "geotrace", "geoshape", "barcode")
_METADATA = """
    start end today deviceid subscriberid simserial phonenumber username email audit
    start-geopoint background-geopoint background-audio
"""
METADATA = frozenset(_METADATA.split())
SILENT = METADATA | {"calculate", "hidden", "xml-external", "csv-external"}
"""Types that need no label, because nobody is asked."""
NO_NODE = frozenset({"xml-external", "csv-external"})
_SELECT = re.compile(
    r"(?P<command>add select one prompt using|add select multiple prompt using"
    r"|select all that apply from|select one from|select1|select_one_external|select_one_from_file"
    r"|select_multiple_from_file|select one from file|select multiple from file"
    r"|select_one|select one|select_multiple|select all that apply|rank)"
    r"(?: (?P<list>\S+)(?P<other> (?:or specify other|or_other|or other))?)?"
)
_CONTROL = re.compile(
    r"(?P<edge>begin|end)[\s_](?P<kind>group|lgroup|repeat|loop|looped group)"
    r"(?: (?:over )?(?P<list>\S+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A cell of the column type, read.

    Attributes:
        name: ``text``, ``select_one``; ``begin_group``, ``end_repeat``; "" when it is unknown.
        list: Of a select or rank: the list, the file, or a reference; of a loop the list; "" when
            it is left out.
        source: Of a select: ``choices``, ``file``, ``external`` or ``repeat``.
        other: Whether it ends in or_other.
        bind: The type that its node has in the XForm.
    """

    name: str
    list: str = ""
    source: str = ""
    other: bool = False
    bind: str = "string"


def read(cell: str) -> Type:
    """Return what a cell of the column type says."""
    cell = " ".join(cell.split())
    if found := _CONTROL.fullmatch(cell):
        kind = {"lgroup": "repeat", "looped group": "repeat"}.get(found["kind"], found["kind"])
        listed = found["list"] or "" if kind == "loop" else ""
        return Type(name=f"{found['edge']}_{kind}", list=listed)
    if name := TYPES.get(cell):
        return Type(name=name, bind=_BINDS.get(name, name if name in _SAME else "string"))
    if cell.startswith("osm "):
        return Type(name="osm", bind="binary")
    if found := _SELECT.fullmatch(cell):
        return _select(found)
    return Type(name="")


def _select(found: re.Match[str]) -> Type:
    command, listed = found["command"], found["list"] or ""
    name = "rank" if command == "rank" else "select_one"
    if "multiple" in command or "all that apply" in command:
        name = "select_multiple"
    source = "choices"
    if "external" in command:
        source = "external"
    elif "${" in listed:
        source = "repeat"
    elif listed.endswith((".csv", ".xml", ".geojson")):
        source = "file"
    return Type(
        name=name,
        list=listed,
        source=source,
        other=bool(found["other"]),
        bind=_BINDS.get(name, name),
    )
