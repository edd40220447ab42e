"""A form before pyxform sees it: its own rows and those of the modules that it includes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.compiling import entries, types
from flows.compiling.attached import Attached, read_attached
from flows.compiling.beside import Beside, read_beside
from flows.compiling.entries import Entry, Source
from flows.compiling.faults import Fault, FormFaults, Level
from flows.compiling.near import meant
from flows.compiling.outline import Outline, outline
from flows.sources import Workbook, read_workbook

SHARED = "lists"
"""The module whose choices belong to every form."""
_NOT_ON_INCLUDE = ("relevant", "required", "constraint", "calculation", "repeat_count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form's rows, modules resolved.

    Attributes:
        name: The form's id.
        own: Whether it is a source of ours: English, with modules and catalogues.
        survey: Its rows in order; None is a blank row, kept since pyxform counts rows.
        choices: All lists, a list of several sources once.
        settings: The row with the settings, if there is one.
        sources: The form's workbook first, then its modules.
        outline: The tree of the survey.
        lists: The choices of each list, in order; those on the sheet external_choices too.
        beside: The tables of files that stand beside the form.
        attached: The pictures and sounds that stand there.
    """

    name: str
    own: bool
    survey: tuple[Entry | None, ...]
    choices: tuple[Entry | None, ...]
    settings: Entry | None
    sources: tuple[Source, ...]
    outline: Outline
    lists: Mapping[str, Sequence[Entry]]
    beside: Beside = field(default_factory=Beside)
    attached: Attached = field(default_factory=Attached)

    @property
    def strict(self) -> bool:
        """Whether it is of our making, modules and all; what a workbook may be, it may not."""
        return self.own and len(self.sources) > 1

    def setting(self, name: str) -> str:
        """Return a setting, or ""."""
        return self.settings.get(name) if self.settings else ""

    def sheet(self, name: str) -> tuple[Entry, ...]:
        """Return the rows of another sheet of the form's own workbook."""
        return self.sources[0].entries.get(name, ())


def read_draft(
    workbook: Workbook, *, name: str, modules: Path | None, folder: Path | None = None
) -> tuple[Draft, list[Fault]]:
    """Return the form's rows, and what is wrong with its modules."""
    settings = entries.read(workbook, name).entries.get("settings", ())
    name = name or (settings[0].get("form_id") if settings else "") or Path(workbook.source).stem
    form = entries.read(workbook, name or "form")
    faults: list[Fault] = []
    sources = [form]
    survey: list[Entry | None] = []
    if modules is not None:
        rows = form.entries.get("survey", ())
        modular = any(row.get("type") == "include" for row in rows)
        survey += _included(form, modules, sources, faults) if modular else _spaced(rows)
        if _shares(survey, form, sources) and (modules / f"{SHARED}.csv").exists():
            _load(modules, SHARED, sources, faults)
        choices: list[Entry | None] = list(_merged(sources, faults))
        choices = [*_used(survey, choices, form.name)]
    else:
        survey += _spaced(form.entries.get("survey", ()))
        choices = list(_spaced(form.entries.get("choices", ())))
        faults += [
            entry.fault("include.no_modules", "type", name=entry.get("name") or "?")
            for entry in form.entries.get("survey", ())
            if entry.get("type") == "include"
        ]
    tree = outline(survey)
    beside = read_beside(tree, folder)
    attached = read_attached([*survey, *choices], folder)
    draft = Draft(
        name=form.name,
        own=modules is not None,
        survey=tuple(survey),
        choices=tuple(choices),
        settings=next(iter(form.entries.get("settings", ())), None),
        sources=tuple(sources),
        outline=tree,
        lists=_lists([*choices, *form.entries.get("external_choices", ())]),
        beside=beside,
        attached=attached,
    )
    return draft, [*faults, *tree.faults, *beside.faults, *attached.faults]


def _lists(choices: Iterable[Entry | None]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in choices:
        if entry and entry.get("list_name"):
            found.setdefault(entry.get("list_name"), []).append(entry)
    return found


def _spaced(rows: Iterable[Entry]) -> Iterator[Entry | None]:
    """Yield the rows with None for each blank one, so that the first is row 2."""
    position = 2
    for entry in rows:
        while position < entry.number:
            yield None
            position += 1
        yield entry
        position += 1


def _included(
    source: Source,
    modules: Path,
    sources: list[Source],
    faults: list[Fault],
    chain: tuple[str, ...] = (),
) -> Iterator[Entry]:
    for entry in source.entries.get("survey", ()):
        if entry.get("type") != "include":
            yield entry
            continue
        name = entry.get("name")
        faults += [
            entry.fault("include.relevant", column, what=column)
            for column in _NOT_ON_INCLUDE
            if entry.get(column)
        ]
        path = (*chain, name)
        if len(path) > 2 or name in chain:
            faults.append(entry.fault("include.nested", "name", name=name, chain=" → ".join(path)))
        elif not (modules / f"{name}.csv").is_file():
            known = [each.stem for each in modules.glob("*.csv")]
            faults.append(
                entry.fault("include.unknown", "name", name=name, near=meant(name, known))
            )
        elif module := _load(modules, name, sources, faults):
            yield from _included(module, modules, sources, faults, path)


def _load(modules: Path, name: str, sources: list[Source], faults: list[Fault]) -> Source | None:
    try:
        source = entries.read(read_workbook(modules / f"{name}.csv"), name)
    except FormFaults as error:
        faults += error.faults
        return None
    if all(each.name != name for each in sources[1:]):
        sources.append(source)
    return source


def _shares(survey: Iterable[Entry | None], form: Source, sources: Sequence[Source]) -> bool:
    """Tell whether a form needs the shared lists: it has modules, or names a list it lacks.

    A form that brings all its lists may call them as it likes.
    """
    if len(sources) > 1:
        return all(each.name != SHARED for each in sources[1:])
    own = {entry.get("list_name") for entry in form.entries.get("choices", ())}
    kinds = [types.read(entry.get("type")) for entry in survey if entry]
    return any(kind.source == "choices" and kind.list not in own for kind in kinds)


def _merged(sources: list[Source], faults: list[Fault]) -> Iterator[Entry]:
    """Yield the choices of all sources; the form's own lists win, those of modules must agree."""
    seen: dict[str, tuple[str, list[object]]] = {}
    for source in sources:
        lists: dict[str, list[Entry]] = {}
        for entry in source.entries.get("choices", ()):
            lists.setdefault(entry.get("list_name"), []).append(entry)
        for name, rows in lists.items():
            content: list[object] = [(row.values, row.texts) for row in rows]
            if name not in seen:
                seen[name] = (rows[0].file, content)
                yield from rows
            elif seen[name][1] != content:
                level: Level = "warning" if seen[name][0] == sources[0].workbook.source else "error"
                other = seen[name][0]
                faults.append(
                    rows[0].fault("list.conflict", "list_name", level, name=name, other=other)
                )


def _used(
    survey: Iterable[Entry | None], choices: Iterable[Entry | None], form: str
) -> Iterator[Entry]:
    """Yield the form's own choices, and those of modules that a question or expression names."""
    rows = [entry for entry in survey if entry]
    named = {types.read(entry.get("type")).list for entry in rows}
    words = " ".join(
        text for entry in rows for text in entry.values.values() if "instance(" in text
    )
    for entry in choices:
        if entry and (
            entry.source == form
            or (name := entry.get("list_name")) in named
            or f"'{name}'" in words
        ):
            yield entry
