"""Compiles XLSForms: a workbook goes in, the document that a conversation runs on comes out.

The shape of the document is what :class:`flows.compiling.document.Writer` writes and
``flows.form.load`` reads. pyxform, openpyxl, xlrd and Babel are imported when a form is compiled,
not before: serving never needs them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.compiling import attached, beside, entries, unfolding, xform
from flows.compiling.apart import Module, Parts, apart, module, source_language
from flows.compiling.catalogues import Catalogues
from flows.compiling.document import Writer
from flows.compiling.draft import SHARED, Draft, read_draft
from flows.compiling.faults import Fault, FormFaults, fault, faults_json
from flows.compiling.logic import check_rows
from flows.compiling.near import slips
from flows.compiling.whole import Table, lines, whole
from flows.compiling.wording import Wording
from flows.lint import lint
from flows.sources import Workbook, read_workbook

__all__ = ["Compiled", "Fault", "FormFaults", "compile_form", "depends", "digest", "faults_json"]

_OURS = ("expression.", "include.", "translation.", "catalogue.", "file.", "sheet.no_questions")
_OURS_TOO = ("column.misspelt", "type.unsupported", "list.conflict", "setting.unknown")
"""What we refuse though pyxform would not; all else is its to judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A form that can be used.

    Attributes:
        document: What ``flows.form.load`` reads; plain JSON.
        xform: The XForm in XML, in all languages, for ODK and KoboToolbox.
        faults: Warnings.
    """

    document: Mapping[str, Any]
    xform: str
    faults: tuple[Fault, ...] = ()


def compile_form(
    source: Path | bytes,
    *,
    form_id: str = "",
    name: str = "",
    modules: Path | None = None,
    catalogues: Sequence[Path] = (),
    languages: Sequence[str] = (),
    served: Collection[str] = (),
    folder: Path | None = None,
    ours: Ours | None = None,
) -> Compiled:
    """Return the compiled form.

    Args:
        source: The workbook, or its bytes.
        form_id: ``almontija.intake``; the setting form_id or the file's name when left out.
        name: The file's name for faults, when the source is bytes.
        modules: Our modules; given, the form is a source of ours: English and with ``include``.
        catalogues: Folders as ``locales``; a domain is read in the first that has it.
        languages: What our own form is translated into, in the order of offering.
        served: Those of them in which nothing may lack.
        folder: Where the files stand that it takes choices and data from; the file's own when
            left out.
        ours: The modules that a workbook may include, which is no source of ours.

    Raises:
        FormFaults: Everything that is wrong with it, if anything is an error.
    """
    workbook = _read(source, name, ours)
    if folder is None and isinstance(source, Path):
        folder = source.parent
    missing = _without_survey(workbook)
    if missing:
        raise FormFaults([missing])
    draft, faults = read_draft(workbook, name=form_id, modules=modules, folder=folder)
    translations = Catalogues(*catalogues) if catalogues and draft.own else None
    wording = Wording(draft, found=translations, translated=languages, served=served)
    faults += lint(draft)
    if not draft.outline.items:
        faults.append(fault("sheet.no_questions", sheet="survey", source=workbook.source))
    xml, form, refused = xform.convert(draft, wording)
    document: dict[str, Any] = {}
    if form:
        writer = Writer(draft, wording, form)
        document = writer.document()
        faults = [each for each in faults if each.level == "warning" or _ours(each)]
        faults += [*writer.check(document), *writer.faults]
    else:
        faults += check_rows(draft)
        faults += _new(refused, faults)
    faults += [*wording.faults, *(translations.faults if translations else ())]
    ordered = _ordered(faults, draft)
    if not form or any(each.level == "error" for each in ordered):
        raise FormFaults(ordered)
    return Compiled(document=document, xform=xml, faults=ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """Our modules and where their translations are."""

    modules: Path
    catalogues: Sequence[Path]


def _read(source: Path | bytes, name: str, ours: Ours | None) -> Workbook:
    """Return a workbook, the modules that it includes in place."""
    workbook = read_workbook(source, name=name)
    if ours is None or not unfolding.includes(workbook):
        return workbook
    wording = Wording(read_draft(workbook, name="", modules=None)[0])
    found = Catalogues(*ours.catalogues)

    def module(included: str) -> unfolding.Rows | None:
        if not (ours.modules / f"{included}.csv").is_file():
            return None
        draft, spoken = _module(ours.modules, included, found, wording.languages)
        return unfolding.Rows(
            survey=lines(draft, spoken, "survey"), choices=lines(draft, spoken, "choices")
        )

    return unfolding.unfolded(workbook, module, wording.default)


def _module(
    folder: Path, name: str, found: Catalogues, spoken: Sequence[str]
) -> tuple[Draft, Wording]:
    """Return a module as a form of its own, and its words in these languages."""
    form = f"survey\n,type,name\n,include,{name}\n".encode()
    draft, _ = read_draft(read_workbook(form, name=f"{name}.csv"), name="", modules=folder)
    return draft, Wording(draft, found=found, translated=spoken)


def form_id(source: Path) -> str:
    """Return what a workbook calls its form: the setting form_id, else the file's name.

    Raises:
        FormFaults: It cannot be read.
    """
    settings = entries.read(read_workbook(source), source.stem).entries.get("settings", ())
    return (settings[0].get("form_id") if settings else "") or source.stem


def whole_form(
    source: Path,
    *,
    form_id: str = "",
    modules: Path | None = None,
    catalogues: Sequence[Path] = (),
    languages: Sequence[str] = (),
) -> tuple[Table, ...]:
    """Return the sheets of one workbook that holds a whole form; arguments as ``compile_form``."""
    draft, _ = read_draft(read_workbook(source), name=form_id, modules=modules)
    found = Catalogues(*catalogues) if catalogues and draft.own else None
    return tuple(whole(draft, Wording(draft, found=found, translated=languages)))


def take_apart(
    source: Path | bytes, *, name: str = "", modules: Path, catalogues: Sequence[Path]
) -> Parts:
    """Return the source and the translations of a workbook that compiles.

    Args:
        source: The workbook, or its bytes.
        name: The file's name for faults, when the source is bytes.
        modules: Our modules, which are recognised where nothing in them changed.
        catalogues: Where their translations are.
    """
    workbook = _read(source, name, Ours(modules=modules, catalogues=catalogues))
    draft, _ = read_draft(workbook, name="", modules=None)
    wording = Wording(draft)
    known = _modules(modules, Catalogues(*catalogues), wording.languages)
    return apart(draft, wording, known if source_language(wording) == "en" else ())


def beside_form(source: Path) -> tuple[Path, ...]:
    """Return the files that a form takes choices, data, pictures and sounds from, there or not."""
    draft, _ = read_draft(read_workbook(source), name="", modules=None)
    tables = beside.files(draft.outline, source.parent)
    pictures = attached.named([*draft.survey, *draft.choices], source.parent)
    return tuple(dict.fromkeys([*tables, *pictures]))


def _modules(folder: Path, found: Catalogues, languages: Sequence[str]) -> Iterator[Module]:
    for path in sorted(folder.glob("*.csv")):
        yield module(path.stem, *_module(folder, path.stem, found, languages))


def digest(paths: Iterable[Path]) -> str:
    """Return a digest of what a form is compiled from, for whoever keeps its document."""
    found = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes() if path.is_file() else b""
        found.update(f"{path.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()[:16]


def depends(
    form: Path, *, form_id: str, modules: Path, catalogues: Sequence[Path]
) -> Iterator[Path]:
    """Yield the files that a form of ours is compiled from; some of them may not exist."""
    names: dict[str, None] = {form_id: None, SHARED: None}
    waiting = [form, modules / f"{SHARED}.csv"]
    while waiting:
        path = waiting.pop()
        yield path
        if not path.is_file():
            continue
        for entry in entries.read(read_workbook(path), path.stem).entries.get("survey", ()):
            if entry.get("type") == "include" and entry.get("name") not in names:
                names[entry.get("name")] = None
                waiting.append(modules / f"{entry.get('name')}.csv")
    if form.is_file():
        yield from beside_form(form)
    for folder in (each for each in catalogues if each.is_dir()):
        for language in sorted(each for each in folder.iterdir() if each.is_dir()):
            yield from (language / "LC_MESSAGES" / f"{name}.po" for name in names)


def _without_survey(workbook: Workbook) -> Fault | None:
    if "survey" in workbook.sheets:
        return None
    near = next((each for each in workbook.names if slips(each.lower(), "survey") <= 2), "")
    return fault("sheet.missing", source=workbook.source, near=near)


def _ours(found: Fault) -> bool:
    return found.code.startswith(_OURS) or found.code in _OURS_TOO


def _new(refused: Sequence[Fault], known: Sequence[Fault]) -> list[Fault]:
    """Return pyxform's faults where ours say nothing: it stops at a row that we passed over."""
    errors = [each for each in known if each.level == "error" and not _ours(each)]
    rows = {(each.sheet, each.row) for each in known if each.level == "error"}
    return [
        each for each in refused if (each.sheet, each.row) not in rows and (each.row or not errors)
    ]


def _ordered(faults: Iterable[Fault], draft: Draft) -> tuple[Fault, ...]:
    """Return each fault once, in the order of files, sheets and rows."""
    files = [source.workbook.source for source in draft.sources]
    sheets = ["", "settings", "survey", "choices"]

    def place(each: Fault) -> tuple[int, int, int]:
        file = files.index(each.source) if each.source in files else len(files)
        sheet = sheets.index(each.sheet) if each.sheet in sheets else len(sheets)
        return file, sheet, each.row

    graver = sorted(faults, key=lambda each: each.level == "error")  # the last of two alike counts
    once = {(it.source, it.sheet, it.row, it.column, it.code, it.message): it for it in graver}
    return tuple(sorted(once.values(), key=place))
