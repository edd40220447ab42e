"""Choices that an appearance searches for in a CSV file beside the form.

``search('towns', 'matches', 'region', ${region})`` is older than select_one_from_file and still in
many forms (https://xlsform.org/en/#dynamic-selects-from-pre-loaded-data,
https://docs.getodk.org/form-datasets/). The list of such a question says in which columns of the
file names and labels are; here both become an ordinary list with an ordinary filter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.compiling import languages
from flows.compiling.entries import QUOTES, Entry

_SEARCH = re.compile(r"\bsearch\s*\((?P<arguments>.*)\)", re.DOTALL)
_COLUMN = re.compile(r"[^\W\d][\w.\-]*")
_LETTERS = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_FOUND = {
    "contains": "contains({column}, {text})",
    "startswith": "starts-with({column}, {text})",
    "endswith": "ends-with({column}, {text})",
    "matches": "{column} = {text}",
}
"""How a column is searched; the letters' case does not count, as in SQLite, but for a match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """An appearance that searches.

    Attributes:
        file: Without its ending: ``towns``.
        clauses: Each of columns, how one of them is searched, and for what, as it was written.
    """

    file: str
    clauses: tuple[tuple[tuple[str, ...], str, str], ...] = ()

    @property
    def table(self) -> str:
        """The name of the file's rows among the tables beside the form."""
        return f"search:{self.file}"

    def predicate(self, path: Callable[[str], str], always: Iterable[str] = ()) -> str:
        """Return the filter of the rows, "" for none.

        Args:
            path: Puts paths in the place of ``${…}``.
            always: Names that are open whatever is searched.
        """
        found = " and ".join(
            "(" + " or ".join(_clause(column, how, path(text)) for column in columns) + ")"
            for columns, how, text in self.clauses
        )
        kept = [f"name = '{name}'" for name in always]
        return " or ".join([*kept, found]) if found else ""


def _clause(column: str, how: str, text: str) -> str:
    if how != "matches":
        big, small = _LETTERS
        column = f"translate({column}, '{big}', '{small}')"
        text = f"translate({text}, '{big}', '{small}')"
    return _FOUND[how].format(column=column, text=text)


def searches(appearance: str) -> bool:
    """Return whether an appearance has a search, readable or not."""
    return _SEARCH.search(appearance) is not None


def read(appearance: str) -> Search | None:
    """Return the search of an appearance; None where there is none that can be followed."""
    found = _SEARCH.search(appearance.translate(QUOTES))
    if not found:
        return None
    arguments = list(_arguments(found["arguments"]))
    if len(arguments) not in (1, 4, 6) or not (file := _said(arguments[0])):
        return None
    clauses: list[tuple[tuple[str, ...], str, str]] = []
    if len(arguments) > 1:
        columns = tuple(each.strip() for each in _said(arguments[2]).split(","))
        clauses.append((columns, _said(arguments[1]).lower(), arguments[3]))
    if len(arguments) > 4:
        clauses.append(((_said(arguments[4]),), "matches", arguments[5]))
    for columns, how, text in clauses:
        if how not in _FOUND or not text or not all(map(_COLUMN.fullmatch, columns)):
            return None
    return Search(file=file.removesuffix(".csv"), clauses=tuple(clauses))


def _arguments(written: str) -> Iterator[str]:
    """Yield what stands between commas that are in no quotes and no brackets."""
    depth, quote, start = 0, "", 0
    for at, letter in enumerate(written):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif letter == "," and not depth:
            yield written[start:at].strip()
            start = at + 1
    yield written[start:].strip()


def _said(argument: str) -> str:
    """Return what stands in quotes, "" for anything else."""
    quoted = len(argument) > 1 and argument[0] in "'\"" and argument[-1] == argument[0]
    return argument[1:-1].strip() if quoted else ""


def list_of(search: Search, name: str) -> str:
    """Return the name of the choices that a search makes with the list of this name."""
    return f"{search.table}:{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A choice that a search finds.

    Attributes:
        labels: By language as written, "" for none.
        row: Every column of the file, for the filter.
    """

    name: str
    labels: Mapping[str, str]
    row: Mapping[str, str]

    @property
    def fixed(self) -> bool:
        """Whether it stands in the form itself."""
        return not self.row


def choices(rows: Sequence[Mapping[str, str]], templates: Sequence[Entry]) -> Iterator[Found]:
    """Yield the choices that a list makes of a file's rows, each name once.

    A row of the list whose name is a number is a choice as it stands.
    """
    seen: set[str] = set()
    for template in templates:
        name, labels = template.get("name"), template.texts.get("label", {})
        if re.fullmatch(r"-?\d+", name):
            yield Found(name=name, labels=labels, row={})
            continue
        for row in rows:
            own = row.get(name, "")
            if own and own not in seen:
                seen.add(own)
                said = {
                    language: ", ".join(
                        row[each.strip()] for each in columns.split(",") if row.get(each.strip())
                    )
                    for language, columns in labels.items()
                }
                yield Found(name=own, labels=said, row=row)


def label(found: Found, default: str) -> dict[str, str] | None:
    """Return the label by language code."""
    said = {
        languages.code(name) if name else default: text
        for name, text in found.labels.items()
        if text
    }
    return said or None
