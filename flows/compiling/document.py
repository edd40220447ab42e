"""The compiled document: what a conversation needs of a form, as plain JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from flows.compiling import loops, searching
from flows.compiling.columns import EXPORTED, MEDIA
from flows.compiling.draft import Draft
from flows.compiling.entries import Entry
from flows.compiling.faults import Fault
from flows.compiling.logic import REFERENCE, Use, check, extra, list_name, searched, tables
from flows.compiling.outline import Item
from flows.compiling.searching import Search
from flows.compiling.wording import Text, Wording, text
from flows.compiling.xform import Control, SetValue, XForm, predicate, tidy
from flows.expressions import ExpressionError, Kind, Node, Schema, compile
from locales.text import Catalogue, Catalogues, mark

OTHER = mark("Other")
"""The choice that or_other adds."""
WHICH = mark("Please write which one.")
"""What is asked of somebody who chose it."""
_TEXTS = {
    "label": "label",
    "hint": "hint",
    "guidance": "guidance_hint",
    "required_message": "required_message",
    "constraint_message": "constraint_message",
}
_GENERATED = {"int": "integer", "decimal": "decimal", "date": "date", "time": "time"}
_IN_LANGUAGE = re.compile(r"(?<![\w:/])label::\w+")
_PARAMETER = re.compile(r"([\w\-]+)\s*=\s*([^\s;,]+)")
_BLANK = ("expression.foreign_function", "expression.foreign_list", "expression.unsupported")
"""Doubts about what only other programs know."""
_OWN = ("name", "label")
_TABLES = re.compile(r"(?:instance|pulldata)\(\s*['\"]([^'\"]+)['\"]")
_NOT_STRUCTURE = (
    *("row", "sheet", "source", "version", "form_title"),
    *("title", "languages", "default_language"),
)
_EXPRESSIONS = {
    "relevant": "relevant",
    "required": "required",
    "constraint": "constraint",
    "calculate": "calculation",
}
"""Keys of a question that hold an expression, and their columns."""


class Writer:
    """Writes the document of one form."""

    def __init__(self, draft: Draft, wording: Wording, form: XForm) -> None:
        self._draft = draft
        self._wording = wording
        self._form = form
        self._items = {it.path: it for it in loops.unfolded(draft.outline.items, draft.lists)}
        self._groups = {path for path, item in self._items.items() if item.kind != "value"}
        self._paths = {path.rpartition("/")[2]: path for path in form.nodes}
        self._searched = searched(draft)
        self._tables = tables(draft)
        self.faults: list[Fault] = []
        self.schema = Schema(
            self._nodes(),
            root=form.root,
            instances=self._tables,
            lenient=not draft.strict,
        )

    def document(self) -> dict[str, Any]:
        """Return the document, its versions included."""
        wording = self._wording
        settings = self._draft.settings
        title = self._draft.setting("form_title") or self._draft.name
        document: dict[str, Any] = {
            "id": self._draft.name,
            "title": {wording.default: title},
            "default_language": wording.default,
            "languages": list(wording.languages),
            "root": self._form.root,
            "settings": {
                name: text
                for name, text in (settings.values if settings else {}).items()
                if name != EXPORTED
            },
            "nodes": [
                {"path": node.path, "kind": node.kind, "type": node.type} for node in self._nodes()
            ],
            "groups": {path: self._group(path) for path in self._sections()},
            "questions": list(self._questions()),
            "lists": {name: self._list(name) for name in self._tables},
        }
        structure, words = _parted(document)
        files = dict(sorted(self._draft.attached.files.items()))
        if files:  # another recording of the same words is another wording
            words = [*words, files]
        return {
            "id": document["id"],
            "version": _digest(structure),
            "wording": _digest(words),
            **document,
            "files": files,
        }

    # Nodes and groups

    def _nodes(self) -> Iterator[Node]:
        for path, content in self._form.nodes.items():
            kind: Kind = "value" if content is not None and path not in self._groups else "group"
            if path in self._form.repeats:
                kind = "repeat"
            item = self._items.get(path)
            bind = self._form.binds.get(path, {}).get("type", "string" if kind == "value" else "")
            if item and item.type.name == "select_multiple":
                bind = "select_multiple"  # pyxform says string; an answer is a list here
            yield Node(path=path, kind=kind, type=bind if kind == "value" else "")

    def _sections(self) -> Iterator[str]:
        for node in self._nodes():
            if node.kind != "value" and node.path.split("/")[0] != "meta":
                yield node.path

    def _group(self, path: str) -> dict[str, Any]:
        item = self._items.get(path)
        bind = self._form.binds.get(path, {})
        return {
            "label": self._text(item, "label") if item else None,
            "relevant": self._expression(bind, "relevant"),
            "repeat": path in self._form.repeats,
            "count": self._form.repeats.get(path) or None,
            "appearance": item.entry.get("appearance") if item else "",
            **({"media": media} if item and (media := self._media(item)) else {}),
        }

    # Questions

    def _questions(self) -> Iterator[dict[str, Any]]:
        for node in self._nodes():
            path = node.path
            if node.kind != "value" or path == "meta/instanceID":
                continue
            item = self._items.get(path)
            if item is None and path.split("/")[0] == "meta" and path != "meta/instanceName":
                continue
            yield self._question(path, item)

    def _question(self, path: str, item: Item | None) -> dict[str, Any]:
        bind, control = self._form.binds.get(path, {}), self._form.controls.get(path)
        entry = item.entry if item else self._owner(path)
        trigger, calculate = self._calculate(path, bind)
        default, dynamic = self._default(path, item)
        texts: dict[str, Text | None] = {
            key: self._text(item, column) if item else None for key, column in _TEXTS.items()
        }
        if item is None and control:
            # pyxform's own words for “other” are English whatever the form's language is
            texts["label"] = (
                _ours(WHICH)
                if entry and path.endswith("_other")
                else self._generated_label(control, self._wording.default)
            )
        return {
            "key": path,
            "name": path.rpartition("/")[2],
            "type": self._type(item) if item else self._generated_type(path, control),
            **texts,
            "required": self._expression(bind, "required"),
            "relevant": self._expression(bind, "relevant"),
            "constraint": self._constraint(path, bind, entry),
            "calculate": calculate,
            "default": default,
            "dynamic_default": dynamic,
            "trigger": trigger,
            "readonly": bind.get("readonly") == "true()",
            "appearance": item.entry.get("appearance") if item else "",
            **self._choices(item, control),
            "media": self._media(item) if item else {},
            "hints": self._hints(item) if item else {},
            "sheet": entry.sheet if entry else "survey",
            "row": entry.number if entry else 0,
            "source": entry.source if entry else self._draft.name,
        }

    def _owner(self, path: str) -> Entry | None:
        """Return the row that pyxform made a node for: ``city`` of ``city_other``."""
        if path == "meta/instanceName":
            return self._draft.settings
        for suffix in ("_other", "_count"):
            if path.endswith(suffix) and (item := self._items.get(path.removesuffix(suffix))):
                return item.entry
        return None

    def _expression(self, bind: Mapping[str, str], name: str) -> str | None:
        found = tidy(bind.get(name, ""))
        if name in ("required", "relevant") and found == ("false()" if name == "required" else ""):
            return None
        return found or None

    def _type(self, item: Item) -> str:
        """Return the type; where the file of the choices is not there, people type words."""
        if item.type.source == "file" and list_name(item) in self._draft.beside.absent:
            return "text"
        appearance = item.entry.get("appearance")
        lost = searching.searches(appearance) and not self._search(item)
        return "text" if lost else item.type.name

    def _search(self, item: Item) -> Search | None:
        """Return the search of a row whose file is there."""
        search = searching.read(item.entry.get("appearance"))
        return search if search and self._list_of(search, item) in self._searched else None

    def _list_of(self, search: Search, item: Item) -> str:
        return searching.list_of(search, item.type.list)

    def _constraint(self, path: str, bind: Mapping[str, str], entry: Entry | None) -> str | None:
        """Return the constraint; what compares with data that are not there would hold for none."""
        found = self._expression(bind, "constraint")
        absent = self._draft.beside.absent
        if found and any(name in absent for name in _TABLES.findall(found)):
            if entry:
                self.faults.append(entry.fault("constraint.unchecked", "constraint", "warning"))
            return None
        if found and entry and (words := self._foreign(found, path)):
            at = entry
            self.faults.append(at.fault("constraint.foreign", "constraint", "warning", words=words))
            return None
        return found

    def _foreign(self, source: str, path: str) -> str:
        """Return what of an expression only other programs know; it would hold for no answer."""
        if "instance('__last-saved')" in source:
            return "last-saved"  # nobody's last answers are here: every number is more than a blank
        try:
            doubts = compile(source, schema=self.schema, at=path).doubts
        except ExpressionError:
            return ""
        return next((each.words for each in doubts if each.code in _BLANK), "")

    def _calculate(self, path: str, bind: Mapping[str, str]) -> tuple[str | None, str | None]:
        triggered = [each for each in self._form.setvalues if each.path == path and each.trigger]
        if triggered:
            paths = " ".join(each.trigger for each in triggered)
            return paths, triggered[0].value or "''"
        return None, self._expression(bind, "calculate")

    def _default(self, path: str, item: Item | None) -> tuple[str | None, bool]:
        first: SetValue | None = next(
            (
                each
                for each in self._form.setvalues
                if each.path == path and "odk-instance-first-load" in each.event
            ),
            None,
        )
        if first is None:
            return self._form.nodes.get(path) or None, False
        if item and not self._computes(first.value, path):
            words = item.entry.get("default")
            at = item.entry
            self.faults.append(at.fault("default.literal", "default", "warning", words=words))
            return words, False
        return first.value, True

    def _computes(self, source: str, path: str) -> bool:
        try:
            return not compile(source, schema=self.schema, at=path).doubts
        except ExpressionError:
            return False

    def _choices(self, item: Item | None, control: Control | None) -> dict[str, Any]:
        parameters = dict(_PARAMETER.findall(item.entry.get("parameters"))) if item else {}
        listed: str | None = None
        if item and item.type.list:
            listed = list_name(item) or None
            if item.type.source == "file":
                parameters["file"] = item.type.list
            elif item.type.source == "repeat" and control:
                parameters |= {
                    "itemset": control.nodeset,
                    "value": control.value,
                    "label": control.label_ref,
                }
        elif control and control.nodeset and not item:
            found = re.search(r"instance\('([^']*)'\)", control.nodeset)
            listed = found[1] if found else None
        if item and searching.searches(item.entry.get("appearance")):
            search = self._search(item)
            return {
                "parameters": parameters,
                "list": self._list_of(search, item) if search else None,
                "choice_filter": self._searching(search, item) if search else None,
            }
        if listed in self._draft.beside.absent:
            listed = None
        chosen = self._filter(control.nodeset, item) if control and listed else ""
        return {"parameters": parameters, "list": listed, "choice_filter": chosen or None}

    def _filter(self, nodeset: str, item: Item | None) -> str:
        """Return a choice_filter; a column in a language, which no program knows, is the label."""
        found = predicate(nodeset)
        if self._draft.strict or not (said := _IN_LANGUAGE.search(found)):
            return found
        if item:
            at = item.entry
            self.faults.append(
                at.fault("portable.label", "choice_filter", "warning", words=said[0])
            )
        return _IN_LANGUAGE.sub("label", found)

    def _searching(self, search: Search, item: Item) -> str | None:
        found = self._searched[self._list_of(search, item)]
        return search.predicate(self._with_paths, (it.name for it in found if it.fixed)) or None

    def _with_paths(self, source: str) -> str:
        return REFERENCE.sub(lambda found: self._reference(found["inner"]) or "''", source)

    def _hints(self, item: Item) -> dict[str, Any]:
        hints: dict[str, Any] = {
            name.removeprefix("rafiq:"): item.entry.get(name)
            for name in item.entry.values
            if name.startswith("rafiq:")
        }
        if short := self._text(item, "short"):
            hints["short"] = short
        return hints

    def _media(self, item: Item) -> dict[str, Text]:
        found = {name: self._text(item, name) for name in MEDIA}
        return {name: said for name, said in found.items() if said}

    def _generated_type(self, path: str, control: Control | None) -> str:
        bind = self._form.binds.get(path, {})
        if control is None or control.tag == "group":
            return "calculate"
        if control.tag in ("select1", "select"):
            return "select_one" if control.tag == "select1" else "select_multiple"
        if bind.get("readonly") == "true()":
            return "note"
        return _GENERATED.get(bind.get("type", ""), "text")

    def _generated_label(self, control: Control, language: str) -> Text | None:
        if control.label_id:
            found = {
                self._wording.code(language): texts[control.label_id]
                for language, texts in self._form.itext.items()
                if texts.get(control.label_id, "-") != "-"
            }
            return {
                code: said if isinstance(said, str) else list(said) for code, said in found.items()
            } or None
        if not control.label:
            return None
        said = control.label if isinstance(control.label, str) else list(control.label)
        return {language: said}

    # Texts and lists

    def _text(self, item: Item, column: str) -> Text | None:
        return text(loops.words(item, column, self._wording), self._reference)

    def _reference(self, inner: str) -> str | None:
        last, name = inner.startswith("last-saved#"), inner.removeprefix("last-saved#")
        if name not in self._paths:
            return None
        path = f"/{self._form.root}/{self._paths[name]}"
        return f"instance('__last-saved'){path}" if last else path

    def _list(self, name: str) -> list[dict[str, Any]]:
        if name in self._searched:
            return [self._found(each) for each in self._searched[name]]
        if name in self._draft.beside.tables:
            return [self._tabled(row) for row in self._draft.beside.tables[name]]
        rows = self._draft.lists.get(name, [])
        columns = dict.fromkeys(column for row in rows for column in extra(row))
        found = [self._choice(row, columns) for row in rows]
        others = any(item.type.other and item.type.list == name for item in self._items.values())
        if others and all(choice["name"] != "other" for choice in found):
            found.append(
                {
                    "name": "other",
                    "label": _ours(OTHER),
                    "short": None,
                    "extra": dict.fromkeys(columns, ""),
                    "media": {},
                }
            )
        return found

    def _tabled(self, row: Mapping[str, str]) -> dict[str, Any]:
        """Return a row of a file; its labels are in no language."""
        return {
            "name": row["name"],
            "label": {self._wording.default: row["label"]} if row["label"] else None,
            "short": None,
            "extra": {name: text for name, text in row.items() if name not in ("name", "label")},
            "media": {},
        }

    def _found(self, found: searching.Found) -> dict[str, Any]:
        return {
            "name": found.name,
            "label": searching.label(found, self._wording.default),
            "short": None,
            "extra": {name: text for name, text in found.row.items() if name not in _OWN},
            "media": {},
        }

    def _choice(self, row: Entry, columns: Mapping[str, None]) -> dict[str, Any]:
        said = {
            column: text(self._wording.choice(row, column), self._reference)
            for column in ("label", "short", *MEDIA)
        }
        return {
            "name": row.get("name"),
            "label": said["label"],
            "short": said["short"],
            "extra": {column: row.get(column) for column in columns},
            "media": {name: said[name] for name in MEDIA if said[name]},
        }

    # Faults

    def check(self, document: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield what is wrong with the expressions, as the conversation will see them."""
        yield from check(self._uses(document), self.schema)

    def _uses(self, document: Mapping[str, Any]) -> Iterator[Use]:
        for path, group in document["groups"].items():
            if item := self._items.get(path):
                for column, at, source in (
                    ("relevant", path, group["relevant"]),
                    ("repeat_count", path, group["count"]),
                ):
                    if source:
                        yield Use(at=at, column=column, source=source, entry=item.entry)
        for question in document["questions"]:
            path = question["key"]
            item = self._items.get(path)
            entry = item.entry if item else self._owner(path)
            if entry is None:
                continue
            for key, column in _EXPRESSIONS.items():
                if question[key]:
                    if path == "meta/instanceName":
                        column = "instance_name"
                    elif item is None and path.endswith("_count"):
                        column = "repeat_count"
                    set_later = key == "calculate" and question["trigger"]
                    yield Use(
                        at=path,
                        column=f"{column} " if set_later else column,
                        source=question[key],
                        entry=entry,
                    )
            if itemset := question["parameters"].get("itemset"):
                yield Use(at=path, column="choice_filter", source=itemset, entry=entry)
            if question["choice_filter"] and question["list"]:
                source = f"instance('{question['list']}')/root/item[{question['choice_filter']}]"
                yield Use(at=path, column="choice_filter", source=source, entry=entry)


def _ours(message: str) -> Text:
    """Return words of the bot in each of its languages."""
    spoken: Text = {"en": message}
    return spoken | {code: words.text(message) for code, words in _words().items()}


@cache
def _words() -> Mapping[str, Catalogue]:
    return Catalogues.load()


def _parted(document: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return the document without its words, and its words."""
    words: list[Any] = [document["title"], document["languages"]]

    def structure(value: Any) -> Any:
        if isinstance(value, list):
            return [structure(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        kept = {}
        for name, inner in value.items():
            if _is_text(name, inner):
                words.append(inner)
                kept[name] = True  # that there are words belongs to the structure
            elif name not in _NOT_STRUCTURE:
                kept[name] = structure(inner)
        return kept

    return structure(document), words


def _is_text(name: str, value: Any) -> bool:
    if value is None:
        return False
    return name in (*_TEXTS, "short", *MEDIA) and isinstance(value, dict)


def _digest(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
