"""Takes a workbook apart: a source in one language, and messages for the catalogues of the others.

What is equal to one of our modules becomes an ``include`` again. What no catalogue can hold stays
in a column of its language: a text without a source, two rows of one name that say different
things, media files.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.compiling import catalogues
from flows.compiling.columns import EXPORTED
from flows.compiling.draft import Draft
from flows.compiling.whole import Line, Slot, Table, lines, others, rendered, slots
from flows.compiling.wording import Wording, Words

_CATALOGUED = re.compile(r"(?!und$)[a-z]{2,3}(-[a-z0-9]{2,8})*")
"""Codes that may be the name of a catalogue's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One of our modules, in the languages of the form that may include it.

    Attributes:
        rows: What each row of its survey says, modules of its own in place.
        lists: What the rows of each list say that comes with it.
    """

    name: str
    rows: tuple[object, ...]
    lists: Mapping[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A form in the shape in which we keep it.

    Attributes:
        source: The multi-sheet CSV.
        languages: All of them in the workbook's order, the source's among them.
        language: The source's.
        messages: Language, then context, to the source's words and their translation.
        gaps: Language to how many texts of the source it lacks.
        modules: What became an ``include``.
        exported: What the workbook says it was written from, or "".
    """

    source: str
    languages: tuple[str, ...]
    language: str
    messages: Mapping[str, Mapping[str, tuple[str, str]]]
    gaps: Mapping[str, int]
    modules: tuple[str, ...]
    exported: str


def module(name: str, draft: Draft, wording: Wording) -> Module:
    """Return a module from the draft of a form that only includes it."""
    every = replace(
        draft,
        choices=tuple(row for it in draft.sources for row in it.entries.get("choices", ())),
    )
    return Module(
        name=name,
        rows=tuple(line.same for line in lines(draft, wording, "survey")),
        lists={
            each: tuple(line.same for line in rows)
            for each, rows in _lists(lines(every, wording, "choices")).items()
        },
    )


def apart(draft: Draft, wording: Wording, modules: Iterable[Module]) -> Parts:
    """Return a form's source and translations.

    Args:
        draft: The form as a workbook that stands for itself.
        wording: Its texts.
        modules: Ours, their texts in English and in the form's languages.
    """
    language = source_language(wording)
    survey = lines(draft, wording, "survey")
    choices = lines(draft, wording, "choices")
    gaps = _gaps([*survey, *choices], language, wording.languages)
    included: list[Module] = []
    if language == "en":
        survey, included = _folded(survey, sorted(modules, key=lambda it: -len(it.rows)))
        choices = _own(choices, included, survey, draft)
    kept = _Kept(language)
    survey, choices = kept.split(survey, "survey"), kept.split(choices, "choices")
    default = "default" if language == "und" else language
    sheets = [
        _sheet("survey", survey, slots(draft, "survey"), language, wording.languages),
        _sheet("choices", choices, slots(draft, "choices"), language, wording.languages),
        *others(draft, default),
    ]
    return Parts(
        source=_csv(sheets),
        languages=wording.languages,
        language=language,
        messages=kept.messages,
        gaps=gaps,
        modules=tuple(each.name for each in included),
        exported=draft.setting(EXPORTED),
    )


def source_language(wording: Wording) -> str:
    """Return the language that the source is in: the form's own, or English, or the first."""
    for code in (wording.default, "en"):
        if code in wording.languages:
            return code
    return wording.languages[0]


def _lists(rows: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for row in rows:
        found[row.entry.get("list_name")].append(row)
    return found


# ---------------------------------------------------------------- modules


def _folded(rows: Sequence[Line], modules: Sequence[Module]) -> tuple[list[Line], list[Module]]:
    """Return the rows with an ``include`` where they are a module's, and which they were."""
    found: list[Line] = []
    included: list[Module] = []
    said = [row.same for row in rows]
    at = 0
    while at < len(rows):
        fits = (it for it in modules if it.rows and tuple(said[at : at + len(it.rows)]) == it.rows)
        whole = next(fits, None)
        if whole is None:
            found.append(rows[at])
            at += 1
            continue
        included.append(whole)
        values = {"type": "include", "name": whole.name}
        found.append(replace(rows[at], values=values, texts={}))
        at += len(whole.rows)
    return found, included


def _own(
    choices: Sequence[Line], included: Sequence[Module], survey: Sequence[Line], draft: Draft
) -> list[Line]:
    """Return the choices without the lists that come with the modules as they are."""
    brought: dict[str, tuple[object, ...]] = {}
    for each in included:
        brought |= each.lists
    equal = {
        name
        for name, rows in _lists(choices).items()
        if name and brought.get(name) == tuple(row.same for row in rows)
    }
    used = {item.type.list for item in draft.outline.items}
    return [row for row in choices if row.entry.get("list_name") not in equal & used]


# ---------------------------------------------------------------- texts


class _Kept:
    """Parts the texts of rows: messages for the catalogues, the rest for columns."""

    def __init__(self, language: str) -> None:
        self.messages: dict[str, dict[str, tuple[str, str]]] = {}
        self._language = language
        self._said: dict[str, Words] = {}

    def split(self, rows: Sequence[Line], sheet: str) -> list[Line]:
        """Return the rows with what stays in columns."""
        contexts = [{each: _context(row, each, sheet) for each in _ordered(row)} for row in rows]
        for row, named in zip(rows, contexts, strict=True):
            for column, context in named.items():
                same = self._said.setdefault(context, row.texts[column]) == row.texts[column]
                if not same:
                    self._said[context] = {}
                    for messages in self.messages.values():
                        messages.pop(context, None)
        return [
            replace(row, texts={each: self._column(row, each, named[each]) for each in named})
            for row, named in zip(rows, contexts, strict=True)
        ]

    def _column(self, row: Line, column: str, context: str) -> Words:
        words = row.texts[column]
        source = words.get(self._language, "")
        if not source or not context or column not in catalogues.COLUMNS or not self._said[context]:
            return words
        kept = {self._language: source}
        for code, text in words.items():
            if code != self._language and _CATALOGUED.fullmatch(code):
                self.messages.setdefault(code, {})[context] = (source, text)
            else:
                kept[code] = text
        return kept


def _ordered(row: Line) -> list[str]:
    """Return the columns of a row's texts as catalogues order them, media last."""
    order = catalogues.COLUMNS
    return sorted(row.texts, key=lambda it: order.index(it) if it in order else len(order))


def _context(row: Line, column: str, sheet: str) -> str:
    """Return what the catalogues call a text; "" for a row without a name."""
    name = row.values.get("name") or row.entry.get("name")
    if sheet == "choices":
        listed = row.entry.get("list_name")
        return f"{listed}.{name}:{column}" if listed and name else ""
    return f"{name}:{column}" if name else ""


def _gaps(rows: Iterable[Line], language: str, codes: Sequence[str]) -> dict[str, int]:
    found = dict.fromkeys(codes, 0)
    for row in rows:
        for column, words in row.texts.items():
            for code in codes if language in words and column in catalogues.COLUMNS else ():
                found[code] += code not in words
    return {code: count for code, count in found.items() if count}


# ---------------------------------------------------------------- the file


def _sheet(
    name: str, rows: Sequence[Line], columns: Sequence[Slot], language: str, codes: Sequence[str]
) -> Table:
    ordered = (language, *(code for code in codes if code != language))
    return rendered(name, rows, columns, language, ordered, plain=True)


def _csv(sheets: Iterable[Table]) -> str:
    """Return sheets below each other: each one's name alone, its header, its rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for sheet in sheets:
        header = [each for each in sheet.header if each != EXPORTED]
        if not sheet.rows:
            continue
        writer.writerow([sheet.name, *([""] * len(header))])
        writer.writerow(["", *header])
        writer.writerows(["", *(row.get(each, "") for each in header)] for row in sheet.rows)
    return out.getvalue()
