"""pyxform's part: from rows to an XForm, and what the XForm says."""

from __future__ import annotations

import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.compiling import languages
from flows.compiling.columns import ELEMENT, KNOWN, TEXTS, Column
from flows.compiling.draft import Draft
from flows.compiling.entries import Entry
from flows.compiling.faults import Fault, fault
from flows.compiling.wording import Wording, Words

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet, the '([^']*)' value")
_REFERENCE = re.compile(r"\$\{[^}]*\}")
_QUOTED = re.compile(r"'([^']+)'")
_PARAMETERS = ("max-pixels", "randomize", "seed", "location-", "track-changes", "quality", "rows")
_CODES = {
    "parameter": "parameters.invalid",
    "'audit": "parameters.invalid",
    "randomize": "parameters.invalid",
    "seed value": "parameters.invalid",
    "track-changes": "parameters.invalid",
    "entit": "entities.invalid",
    "save_to": "entities.invalid",
    "invalid headers": "column.conflict",
    "instance": "instance.conflict",
    "or_other": "choice_filter.or_other",
    "trigger": "trigger.invalid",
    "language": "language.invalid",
}
"""A word of pyxform's sentence, to the code of the fault; the first that is found counts."""
_GAPS = re.compile(r"('[^']*'|\"[^\"]*\")|\s+")


def convert(draft: Draft, wording: Wording) -> tuple[str, XForm | None, list[Fault]]:
    """Return the XForm of a draft, as XML and taken apart, or pyxform's faults."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as pyxform

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyxform deprecates its own calls
        try:
            xml = pyxform(_workbook(draft, wording), validate=False).xform
            return xml, parse(xml), []
        except PyXFormError as error:
            lines = str(error).splitlines() or [type(error).__name__]
            return "", None, [_refused(line, draft) for line in lines if line.strip()]
        except Exception as error:  # TypeError and KeyError are known of three public forms
            return "", None, [_failed(error, draft)]


def _failed(error: Exception, draft: Draft) -> Fault:
    """Return what pyxform stumbled over, at the row that it holds in its hands if it says so."""
    words = f"{type(error).__name__}: {error}"[:200]
    entry, column = _meant(words, "", draft)
    if entry:
        return entry.fault("pyxform.failed", column, words=words)
    return fault("pyxform.failed", source=draft.sources[0].workbook.source, words=words)


def _refused(message: str, draft: Draft) -> Fault:
    """Return pyxform's sentence as a fault of the row that it names."""
    sheet, column = "survey", ""
    if found := _SHEET.search(message):
        sheet, column = found[1], found[2]
    words = _ROW.sub("", message).strip()
    code = next((code for sign, code in _CODES.items() if sign in words.lower()), "pyxform.refused")
    found = _ROW.search(message)
    rows: Sequence[Entry | None] = draft.choices if sheet == "choices" else draft.survey
    place = int(found[1]) - 2 if found else -1
    entry = rows[place] if sheet in ("survey", "choices") and 0 <= place < len(rows) else None
    if entry is None and not found:
        entry, column = _meant(words, column, draft)
    if entry:
        return entry.fault(code, column, words=words)
    return fault(
        code,
        sheet=sheet if found else "",
        row=int(found[1]) if found else 0,
        column=column,
        source=draft.sources[0].workbook.source,
        words=words,
    )


def _meant(words: str, column: str, draft: Draft) -> tuple[Entry | None, str]:
    """Return the row and column that pyxform speaks of without naming them."""
    said = [each for each in _QUOTED.findall(words) if len(each) > 1]
    said += [each for each in _PARAMETERS if each in words]
    rows = [*draft.survey, *draft.choices, draft.settings]
    for word in said:
        for entry in rows:
            for name, cell in entry.values.items() if entry else ():
                if cell == word or (name == "parameters" and word in cell):
                    return entry, name
                if name == "type" and word in cell.split():
                    return entry, name
    for reference in _REFERENCE.findall(words):
        for entry in rows:
            cells = entry.values.items() if entry else ()
            naming = [name for name, cell in cells if reference in cell]
            if naming:
                return entry, "trigger" if "trigger" in naming else naming[0]
    if "audit" in words.lower():
        return next((it for it in rows if it and it.get("type") == "audit"), None), "parameters"
    return None, column


def _workbook(draft: Draft, wording: Wording) -> dict[str, Any]:
    book = draft.sources[0].workbook
    sheets: dict[str, Any] = {
        "sheet_names": list(book.names),
        "fallback_form_name": draft.name,
    }
    for name in book.sheets:
        rows: Iterable[Entry | None] = draft.sheet(name)
        if name == "survey":
            rows = draft.survey
        elif name == "choices":
            rows = draft.choices
        read = draft.sources[0].columns[name]
        columns = [each.header for each in read if "rafiq:" not in each.name]
        kept = {each.header for each in read if name != "choices" or usable(each)}
        sheets[name] = [
            {header: cell for header, cell in entry.raw.items() if header in kept} if entry else {}
            for entry in rows
        ]
        sheets[f"{name}_header"] = [{each: None for each in columns if each in kept}]
    if draft.own:
        _merge(sheets, draft, wording)
    return sheets


def usable(column: Column) -> bool:
    """Return whether a column of choices can be an element of the XForm: ``$kuid`` cannot."""
    return column.known or ELEMENT.fullmatch(column.name) is not None


def _merge(sheets: dict[str, Any], draft: Draft, wording: Wording) -> None:
    """Put the rows of several sources under one header, with a column for each language."""
    survey = [_merged(entry, item_words(entry, wording)) if entry else {} for entry in draft.survey]
    choices = [
        _merged(entry, {each: wording.choice(entry, each) for each in entry.texts})
        for entry in draft.choices
        if entry
    ]
    for name, rows in (("survey", survey), ("choices", choices)):
        if rows:
            sheets[name] = rows
            sheets[f"{name}_header"] = [dict.fromkeys(column for row in rows for column in row)]
    for settings in sheets.get("settings", [])[:1]:
        settings["default_language"] = languages.title(wording.default)
        sheets["settings_header"] = [dict.fromkeys(settings)]


def item_words(entry: Entry, wording: Wording) -> Mapping[str, Words]:
    """Return all texts of a survey row."""
    return {each: wording.question(entry, entry.get("name"), each) for each in entry.texts}


def _merged(entry: Entry, texts: Mapping[str, Words]) -> dict[str, str]:
    row = {
        _header(column, entry): entry.values[column]
        for column in entry.values
        if "rafiq:" not in column and entry.headers.get(column) in entry.raw
        if entry.sheet != "choices" or column in KNOWN["choices"] or ELEMENT.fullmatch(column)
    }
    for column, words in texts.items():
        if column in TEXTS and column != "short":
            for code, said in words.items():
                row[column if code == "und" else f"{column}::{languages.title(code)}"] = said
    return row


def _header(column: str, entry: Entry) -> str:
    """Return what pyxform knows a column by: one name in all sources, prefixes kept."""
    header = entry.headers.get(column, column)
    known = column in KNOWN.get(entry.sheet, ()) and "::" not in header
    return column if known else header


# ---------------------------------------------------------------- what the XForm says


@dataclass(slots=True, kw_only=True)
class Control:
    """What stands in the form's body for one node."""

    tag: str
    appearance: str = ""
    nodeset: str = ""
    value: str = "name"
    label_ref: str = ""
    label: str | list[str | Mapping[str, str]] = ""
    label_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetValue:
    """A value that is set at an event; `trigger` is the node whose change it is, or ""."""

    path: str
    value: str
    event: str
    trigger: str


@dataclass(slots=True, kw_only=True)
class XForm:
    """An XForm, taken apart.

    Attributes:
        root: The name of the root node.
        nodes: Path below the root to the text in it; None for what has children.
        binds: Path to the bind's attributes, names without namespaces.
        controls: Path to what stands in the body.
        repeats: Path to the expression that counts its entries, or "".
        setvalues: In document order.
        itext: Language, then text id, to the words, values between them.
    """

    root: str
    nodes: dict[str, str | None] = field(default_factory=dict)
    binds: dict[str, Mapping[str, str]] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    repeats: dict[str, str] = field(default_factory=dict)
    setvalues: list[SetValue] = field(default_factory=list)
    itext: dict[str, dict[str, str | list[str | Mapping[str, str]]]] = field(default_factory=dict)


def parse(xml: str) -> XForm:
    """Return what an XForm of pyxform's says."""
    top = ET.fromstring(_declared(xml))  # noqa: S314 - it is what pyxform wrote
    model = next(each for each in top.iter() if _tag(each) == "model")
    body = next(each for each in top.iter() if _tag(each) == "body")
    instance = next(each for each in model if _tag(each) == "instance")[0]
    form = XForm(root=_tag(instance))
    _nodes(instance, "", form)
    for each in model:
        if _tag(each) == "bind":
            attributes = {_local(name): value for name, value in each.attrib.items()}
            form.binds[_path(each.attrib["nodeset"], form)] = attributes
    for translation in (each for each in model.iter() if _tag(each) == "translation"):
        texts = form.itext.setdefault(translation.attrib["lang"], {})
        for entry in translation:
            for value in entry:
                if "form" not in value.attrib:
                    texts[entry.attrib["id"]] = _words(value)
    _body(top, "", form)
    _controls(body, form)
    return form


def _declared(xml: str) -> str:
    """Return the XForm with every prefix declared, also those of columns like ``bind::oc:item``."""
    used = set(re.findall(r"[<\s]([A-Za-z_][\w.\-]*):[\w.\-]+[=\s/>]", xml))
    unknown = (each for each in sorted(used) if f"xmlns:{each}=" not in xml and each != "xmlns")
    names = "".join(f' xmlns:{each}="urn:{each}"' for each in unknown)
    return xml.replace("<h:html", f"<h:html{names}", 1)


def _nodes(element: ET.Element, above: str, form: XForm) -> None:
    for child in element:
        path = f"{above}/{_tag(child)}".strip("/")
        if len(child):
            form.nodes.setdefault(path, None)
            _nodes(child, path, form)
        else:
            form.nodes.setdefault(path, child.text or "")


def _body(element: ET.Element, trigger: str, form: XForm) -> None:
    for child in element:
        ref = _path(child.attrib.get("ref", ""), form)
        if _tag(child) == "setvalue":
            form.setvalues.append(
                SetValue(
                    path=ref,
                    value=tidy(child.attrib.get("value", "")),
                    event=child.attrib.get("event", ""),
                    trigger=trigger,
                )
            )
        elif _tag(child) == "repeat":
            _body(child, "", form)
        else:
            _body(child, ref, form)


def _controls(element: ET.Element, form: XForm) -> None:
    for child in element:
        tag = _tag(child)
        if tag == "repeat":
            path = _path(child.attrib["nodeset"], form)
            count = next((v for k, v in child.attrib.items() if _local(k) == "count"), "")
            form.repeats[path] = tidy(count)
            _controls(child, form)
        elif "ref" in child.attrib and tag not in ("label", "hint", "value", "setvalue"):
            path = _path(child.attrib["ref"], form)
            form.controls[path] = _control(child, tag)
            if tag == "group":
                _controls(child, form)
        elif tag == "group":
            _controls(child, form)


def _control(element: ET.Element, tag: str) -> Control:
    control = Control(tag=tag, appearance=element.attrib.get("appearance", ""))
    control.nodeset = tidy(element.attrib.get("query", ""))
    for child in element:
        if _tag(child) == "label":
            found = re.match(r"jr:itext\('(.*)'\)", child.attrib.get("ref", ""))
            control.label_id = found[1] if found else ""
            control.label = _words(child)
        elif _tag(child) == "itemset":
            control.nodeset = tidy(child.attrib["nodeset"])
            for part in child:
                if _tag(part) == "value":
                    control.value = part.attrib.get("ref", "name")
                else:
                    control.label_ref = part.attrib.get("ref", "")
    return control


def _words(element: ET.Element) -> str | list[str | Mapping[str, str]]:
    """Return the words of an element; pyxform pads what has values in it with spaces."""
    if not len(element):
        return element.text or ""
    parts: list[str | Mapping[str, str]] = [(element.text or "").removeprefix(" ")]
    for child in element:
        parts += [{"value": tidy(child.attrib.get("value", ""))}, child.tail or ""]
    if isinstance(parts[-1], str):
        parts[-1] = parts[-1].removesuffix(" ")
    return [part for part in parts if part]


def tidy(expression: str) -> str:
    """Return an expression without the spaces that pyxform puts around references."""
    return _GAPS.sub(lambda found: found[1] or " ", expression).strip()


def predicate(nodeset: str) -> str:
    """Return what stands in the brackets of ``instance('x')/root/item[…]``; "" without any."""
    start = nodeset.find("[")
    depth, quote = 0, ""
    for at, letter in enumerate(nodeset):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == "[":
            depth += 1
        elif letter == "]":
            depth -= 1
            if depth == 0:
                return tidy(nodeset[start + 1 : at])
    return ""


def _path(path: str, form: XForm) -> str:
    return path.strip().removeprefix(f"/{form.root}").strip("/")


def _tag(element: ET.Element) -> str:
    return _local(element.tag)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
