"""What works, and would still trouble a programme: warnings about words, names and other programs.

The limits are WhatsApp's, the narrowest of our channels
(https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages#interactive-object).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from flows.compiling import columns, languages, types
from flows.compiling.draft import Draft
from flows.compiling.entries import Entry
from flows.compiling.faults import Fault
from flows.compiling.outline import Item

BODY, BUTTON, BUTTONS, ROW, DESCRIPTION = 1024, 20, 3, 24, 72
"""Characters of a question, of a button (three at most), of a list's row and of its second line."""
STATA = 32
"""Characters of a variable's name (https://www.stata.com/manuals/u11.pdf, section 11.3)."""
_PORTABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_STATISTICS = """
    all and by eq ge gt le lt ne not or to with byte double float if in int long using strl
"""
_RESERVED = frozenset(_STATISTICS.split())
"""https://www.ibm.com/docs/en/spss-statistics (variable names), and Stata's section 11.3."""
_SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "prs": "ARABIC", "ps": "ARABIC", "ur": "ARABIC"} | {
    "en": "LATIN", "fr": "LATIN", "es": "LATIN", "pt": "LATIN", "ru": "CYRILLIC", "uk": "CYRILLIC",
}  # fmt: skip
_MIXABLE = ("LATIN", "ARABIC", "CYRILLIC", "GREEK")
_REFERENCE = re.compile(r"\$\{[^}]*\}")
_COMPARED = re.compile(
    r"""selected\(\s*(?P<many>\$\{[^}]+\}|\.)\s*,\s*(?P<q1>['"])(?P<word>[^'"]*)(?P=q1)\s*\)
    |(?P<one>\$\{[^}]+\}|(?<![\w.)\]])\.)\s*!?=\s*(?P<q2>['"])(?P<is>[^'"]*)(?P=q2)""",
    re.VERBOSE,
)
_DATED = re.compile(r"(\$\{[^}]+\}|(?<![\w.)\]])\.)\s*[<>!]?=?\s*['\"]\d{4}-\d\d?-\d\d?['\"]")
_MOMENTS = ("date", "dateTime", "today", "start", "end")
_PLACED = re.compile(r"\[\s*\d+\s*\]")
_CHANCE = re.compile(r"(?<![\w\-:])(uuid|random)\(")
_FEWER = re.compile(r"(?<![\w\-:])(floor|ceiling|last|substring)\(")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def advise(draft: Draft) -> Iterator[Fault]:
    """Yield the warnings about each row and each list."""
    names = tuple(_languages(draft))
    items = {item.path: item for item in draft.outline.items}
    named = {
        name: items[paths[0]] for name, paths in draft.outline.names.items() if len(paths) == 1
    }
    for item in draft.outline.items:
        yield from _names(item, draft)
        yield from _expressions(item, named, draft.lists)
        if not draft.own:  # translations of ours are in catalogues, and the bot has words for both
            yield from _words(item.entry, names)
    if not draft.own:
        yield from _messages(draft)
    for list_name, rows in draft.lists.items():
        if not draft.own:
            yield from _labels(list_name, rows, names)


def _languages(draft: Draft) -> Iterator[str]:
    seen: dict[str, None] = {}
    for entry in [*draft.survey, *draft.choices]:
        for name in entry.texts.get("label", {}) if entry else ():
            seen.setdefault(name)
    yield from (name for name in seen if name)


# ---------------------------------------------------------------- names


def _names(item: Item, draft: Draft) -> Iterator[Fault]:
    name = item.name
    if not name or name.startswith("generated_note"):
        return
    if len(name) > STATA:
        yield item.entry.fault(
            "name.too_long", "name", "warning", name=name, count=len(name), limit=STATA
        )
    elif not _PORTABLE.fullmatch(name):
        yield item.entry.fault("name.not_portable", "name", "warning", name=name)
    elif name.lower() in _RESERVED:
        yield item.entry.fault("name.reserved_word", "name", "warning", name=name)
    paths = draft.outline.names.get(name, ())
    if item.kind == "value" and len(set(paths)) > 1 and item.path != paths[0]:
        yield item.entry.fault("name.repeated", "name", "warning", name=name)


# ---------------------------------------------------------------- words


def _words(entry: Entry, names: Sequence[str]) -> Iterator[Fault]:
    for column in ("label", "hint", "constraint_message", "required_message"):
        texts = entry.texts.get(column, {})
        missing = [name for name in names if name not in texts]
        if texts and missing and "" not in texts:
            yield entry.fault("translation.absent", column, "warning", language=", ".join(missing))
        for name, text in texts.items():
            yield from _scripts(entry, column, name, text)
    for name, text in entry.texts.get("label", {}).items():
        if (count := len(_REFERENCE.sub("", text))) > BODY:
            yield entry.fault(
                "length.question", f"label::{name}", "warning", count=count, limit=BODY
            )


def _scripts(entry: Entry, column: str, language: str, text: str) -> Iterator[Fault]:
    column = f"{column}::{language}"
    text = _REFERENCE.sub(" ", text)
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {script for letter in word if (script := _script(letter)) in _MIXABLE}
        if len(scripts) > 1:
            yield entry.fault("script.mixed", column, "warning", words=word)
            return
    expected = _SCRIPTS.get(languages.code(language) if language else "")
    found = [script for letter in text if (script := _script(letter)) in _MIXABLE]
    if expected and len(found) > 3 and expected not in found:
        yield entry.fault("script.other", column, "warning", language=language)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def _labels(list_name: str, rows: Sequence[Entry], names: Sequence[str]) -> Iterator[Fault]:
    seen: dict[tuple[str, str], Entry] = {}
    for row in rows:
        yield from _words(row, names)
        for language, text in row.texts.get("label", {}).items():
            limit = BUTTON if len(rows) <= BUTTONS else ROW
            limit = DESCRIPTION if len(text) > DESCRIPTION else limit
            if len(text) > limit and not row.texts.get("short"):
                yield row.fault(
                    "length.choice", f"label::{language}", "warning", count=len(text), limit=limit
                )
            first = seen.setdefault((language, text.casefold()), row)
            if first is not row and _columns(first) == _columns(row):
                yield row.fault(
                    "choice.label_duplicate", f"label::{language}", "warning",
                    words=text, list=list_name, first=first.number,
                )  # fmt: skip


def _columns(row: Entry) -> Mapping[str, str]:
    return {column: text for column, text in row.values.items() if column != "name"}


def _messages(draft: Draft) -> Iterator[Fault]:
    """Yield what is required without a message; once where the form has no message at all."""
    silent = [item.entry for item in draft.outline.items if _demands(item)]
    if any(item.entry.texts.get("required_message") for item in draft.outline.items):
        for entry in silent:
            yield entry.fault("required.no_message", "required", "warning")
    elif silent:
        yield silent[0].fault("required.no_messages", "required", "warning", count=len(silent))


def _demands(item: Item) -> bool:
    """Tell whether an answer is always required, and nothing is said to who gives none."""
    entry = item.entry
    asked = item.kind == "value" and item.type.name not in types.SILENT and item.type.name != "note"
    certain = re.fullmatch(r"(?i)(yes|true)(\(\))?", entry.get("required").strip())
    return asked and bool(certain) and not entry.texts.get("required_message")


# ---------------------------------------------------------------- expressions


def _expressions(
    item: Item, named: Mapping[str, Item], lists: Mapping[str, Sequence[Entry]]
) -> Iterator[Fault]:
    for column in columns.EXPRESSIONS:
        cell = item.entry.get(column)
        if not cell or cell in ("yes", "no"):
            continue
        plain = _QUOTED.sub("''", cell)
        if found := _FEWER.search(plain):
            yield item.entry.fault("portable.function", column, "warning", words=found[1])
        if found := _PLACED.search(plain):
            yield item.entry.fault("portable.position", column, "warning", words=found[0])
        if column == "calculation" and _CHANCE.search(plain) and "once(" not in plain:
            yield item.entry.fault("portable.once", column, "warning", words=plain)
        for found in _DATED.finditer(cell):
            if _of(found[1], item, named, *_MOMENTS):
                yield item.entry.fault("portable.date", column, "warning", words=found[0])
        if column != "choice_filter":
            yield from _compared(item, column, cell, named, lists)


def _of(reference: str, item: Item, named: Mapping[str, Item], *kinds: str) -> Item | None:
    """Return the one question that is referred to, if it is of one of these types."""
    found = item if reference == "." else named.get(reference[2:-1].strip())
    return found if found and found.type.name in kinds else None


def _compared(
    item: Item,
    column: str,
    cell: str,
    named: Mapping[str, Item],
    lists: Mapping[str, Sequence[Entry]],
) -> Iterator[Fault]:
    for found in _COMPARED.finditer(cell):
        word = found["word"] if found["many"] else found["is"]
        asked = _of(found["many"] or found["one"], item, named, "select_one", "select_multiple")
        known = _known(asked, lists) if asked else None
        if word and known is not None and word not in known:
            yield item.entry.fault(
                "choice.unknown", column, "warning",
                words=found[0], name=word, list=asked.type.list if asked else "",
            )  # fmt: skip


def _known(asked: Item, lists: Mapping[str, Sequence[Entry]]) -> frozenset[str] | None:
    """Return the values that a select can have; None where that is not known here."""
    if asked.type.source not in ("choices", "external") or asked.type.list not in lists:
        return None
    if "search(" in asked.entry.get("appearance"):
        return None
    names = (row.get("name") for row in lists[asked.type.list])
    return frozenset([*names, "other"] if asked.type.other else names)
