"""The columns of XLSForm: their names, older names too, and what a misspelt one was meant for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flows.compiling.near import slips

MEDIA = ("image", "big-image", "audio", "video")
TEXTS = frozenset(
    ("label", "hint", "guidance_hint", "constraint_message", "required_message", "short", *MEDIA)
)
"""Columns that may stand once for each language."""
EXPRESSIONS = (
    "relevant",
    "constraint",
    "calculation",
    "required",
    "read_only",
    "choice_filter",
    "repeat_count",
)
"""Survey columns that hold an expression; a dynamic default does too."""

_ALIASES = {
    "relevance": "relevant",
    "caption": "label",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "command": "type",
    "tag": "name",
    "value": "name",
    "readonly": "read_only",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "noapperrorstring": "no_app_error_string",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
"""What pyxform's ``aliases`` call by another name (4.5.0)."""
_COLUMNS = {
    "survey": """
        type name label hint guidance_hint required required_message relevant constraint
        constraint_message calculation default choice_filter appearance parameters repeat_count
        read_only trigger image big-image audio video media autoplay rows save_to intent disabled
        query hxl bind control body instance no_app_error_string accuracythreshold compact_tag
        sms_field sms_option sms_separator sms_allow_media sms_date_format sms_datetime_format
        sms_response choices itemset list_name flat actions
    """,
    "choices": "list_name name label image big-image audio video media",
    "settings": """
        form_title form_id version default_language style public_key submission_url instance_name
        instance_id namespaces name allow_choice_duplicates auto_send auto_delete client_editable
        clean_text_values omit_instanceid sms_keyword prefix delimiter add_none_option flat
        instance_xmlns xmlns attribute sms_separator sms_date_format sms_datetime_format
        sms_allow_media
    """,
}
"""What pyxform reads of each sheet (4.5.0)."""
KNOWN = {sheet: tuple(names.split()) for sheet, names in _COLUMNS.items()}
HARMLESS = re.compile(
    r"(?i)notes?|comments?|remarks?|description|hxl|tags?|section|source|index|"
    r"(kobo|body|bind|instance|attribute|rafiq)[-_:$].*|\$.*"
)
"""Columns that many forms have for themselves."""

ELEMENT = re.compile(r"[^\W\d][\w.\-]*")
"""A column of choices that an XForm can hold, as the name of an element; pyxform writes any."""

EXPORTED = "rafiq:exported"
"""The setting that says which state of an installed form a workbook was written from."""
_OURS = re.compile(r"rafiq:(?P<name>[a-z]+) (?P<language>.+)")
"""``rafiq:short French (fr)``: pyxform stops at ``rafiq:short::…`` and passes over a space."""


@dataclass(frozen=True, slots=True)
class Column:
    """A header, read.

    Attributes:
        header: As written.
        name: XLSForm's name (``relevant``), ``rafiq:role`` for a hint of ours, else as written.
        language: What stands after ``::``; "" when nothing does.
        known: Whether XLSForm, or we, know it.
    """

    header: str
    name: str
    language: str
    known: bool


def read(header: Sequence[str], sheet: str) -> tuple[Column, ...]:
    """Return what each header of a sheet means, in order."""
    double = any("::" in each for each in header)
    return tuple(_read(each, sheet, double=double) for each in header)


def _read(header: str, sheet: str, *, double: bool) -> Column:
    tokens = [token.strip() for token in _split(header, double=double)]
    first = _snake(tokens[0])
    if first in ("bind", "control", "body", "media") and len(tokens) > 1:
        if ":" in tokens[1] and not tokens[1].startswith("jr:"):  # bind::rafiq:role, bind::odk:…
            return Column(header, tokens[1], "::".join(tokens[2:]), known=True)
        tokens = tokens[1:]
        first = _snake(tokens[0])
    elif found := _OURS.fullmatch(header):
        return Column(header, f"rafiq:{found['name']}", found["language"], known=True)
    elif first.startswith("rafiq:"):
        return Column(header, first, "::".join(tokens[1:]), known=True)
    name = _ALIASES.get(first, first)
    if sheet == "survey" and name in ("form_title", "form_id"):
        name = first
    known = name in KNOWN.get(sheet, ()) or (
        tokens[0] != header and first in ("instance", "attribute")
    )
    return Column(header, name if known else header, "::".join(tokens[1:]), known=known)


def _split(header: str, *, double: bool) -> list[str]:
    """Split at ``::``, or as old forms do at a single colon that is no namespace."""
    if double or "::" in header:
        return header.split("::")
    return re.split(r"(?<!jr)(?<!rafiq):", header)


def _snake(name: str) -> str:
    return "_".join(name.split()).lower()


def meant(column: Column, sheet: str, present: Collection[str]) -> str:
    """Return the known column that a foreign one nearly is, or "".

    One slip of the keyboard, two in long names: ``relevent``, ``lable``, ``constrain``. In the
    choices, where a column may have any name, only what is not there already can be meant.
    """
    name = _snake(re.split(r"::?", column.header)[0])
    candidates = [each for each in KNOWN.get(sheet, ()) if len(each) > 3]
    nearest = min(candidates, key=lambda each: slips(name, each), default="")
    shorter = min(len(name), len(nearest))
    if shorter == len(nearest) == len(name) == 4:
        close = sorted(name) == sorted(nearest)  # “tpye”; “time” is a word of its own
    else:
        close = slips(name, nearest) <= (2 if shorter >= 7 else 1 if shorter >= 5 else 0)
    return nearest if close and not (sheet == "choices" and nearest in present) else ""
