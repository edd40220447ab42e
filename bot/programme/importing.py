"""Brings a coordinator's workbook in: what it becomes, what changed, and the files."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import compiling
from bot.programme import folders
from flows.compile import Compiled, beside_form, compile_form, form_id, take_apart
from flows.compiling.apart import Parts
from flows.compiling.attached import MOST_BYTES
from flows.compiling.changes import Change, Document, compare, raised
from flows.compiling.faults import Fault, FormFaults, fault
from flows.compiling.po import updated
from flows.errors import RafiqError
from locales.text import LANGUAGES

RECORD = "imported.json"
"""What the last import made of a form, beside it: tells whether somebody changed it since."""
_TOML = """\
# Written by `rafiq forms import`; change what does not fit.
id = {id}
name = {name}
organisation = ""  # starter: set by the operator
languages = {languages}  # offered, in this order
catalogue_languages = {catalogues}  # all that the form is in
complete_languages = {complete}  # in these nothing may lack
country = "MA"
zone = "Africa/Casablanca"
retention_months = 24  # starter: set by the operator
"""


class NotImported(RafiqError):
    """A workbook cannot be brought in; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What bringing a workbook in comes to, before anything is written.

    Attributes:
        own: The programme's id.
        folder: Where its form is.
        files: Each file that changes, and what it is to hold.
        changes: Since the version that is installed; all that is new for a new form.
        faults: Warnings.
        new: Whether nothing is installed under this id.
        edited: Whether the installed form changed since this workbook, or the last one, was made.
        parts: The form taken apart.
        document: The form, compiled.
        same: Whether the installed form is this one already.
    """

    own: str
    folder: Path
    files: Mapping[Path, bytes]
    changes: Sequence[Change]
    faults: Sequence[Fault]
    new: bool
    edited: bool
    parts: Parts
    document: Document
    same: bool


def plan(source: Path, *, into: Path | None = None, own: str = "") -> Import:
    """Return what bringing a workbook in comes to.

    Args:
        source: The workbook.
        into: The folder of programmes; where programmes are installed when left out.
        own: The programme's id; else the workbook's form_id, or its file's name.

    Raises:
        FormFaults: It does not compile; all its faults.
        NotImported: It cannot be taken apart.
    """
    own = own or plain(form_id(source)) or "form"
    workbook = compile_form(source, form_id=f"{own}.intake", ours=compiling.OURS)
    modules = folders.FLOWS / "modules"
    parts = take_apart(source, modules=modules, catalogues=[folders.LOCALES])
    folder = _folder(own, into)
    old = _installed(folder)
    files = dict(_beside(source, folder))
    for path, text in _files(own, folder, parts, workbook.document):
        files[path] = text.encode()
    made = _checked(own, folder, files, workbook)
    changed = {path: content for path, content in files.items() if _read(path) != content}
    changes = compare(old, made.document, parts.language) if old else []
    warnings = [*workbook.faults, *_unraised(old, made.document, source)]
    return Import(
        own=own,
        folder=folder,
        files=changed,
        changes=changes,
        faults=warnings,
        new=not (folder / "intake.csv").exists(),
        edited=_edited(folder, old, parts, changed),
        parts=parts,
        document=made.document,
        same=old is not None and state(old) == state(made.document) and not changed,
    )


def plain(name: str) -> str:
    """Return a name as the id of a programme: ``My survey.intake`` is ``my_survey``."""
    return re.sub(r"[^a-z0-9]+", "_", name.removesuffix(".intake").lower()).strip("_")


def _folder(own: str, into: Path | None) -> Path:
    if into is not None:
        return into.resolve() / own
    return folders.homes().get(own) or folders.home() / own


def _installed(folder: Path) -> Document | None:
    """Return the installed form; None where there is none that compiles."""
    if not (folder / "intake.csv").is_file() or not (folder / "programme.toml").is_file():
        return None
    try:
        return compiling.compile_at(folder).document
    except FormFaults:
        return None


def _edited(
    folder: Path, old: Document | None, parts: Parts, changed: Mapping[Path, bytes]
) -> bool:
    """Tell whether writing would undo what somebody else changed in the form meanwhile."""
    if not any(_read(path) for path in changed):
        return False
    known = {parts.exported}
    record = _record(folder)
    if record.get("workbook", "") == parts.exported:  # the one that the last import came from
        known.add(record.get("state", ""))
    return old is None or state(old) not in known


def state(document: Document) -> str:
    """Return what tells one state of a form from another, wording included."""
    return f"{document['version']}-{document['wording']}"


# ---------------------------------------------------------------- the files


def _files(own: str, folder: Path, parts: Parts, document: Document) -> Iterator[tuple[Path, str]]:
    locales = _locales(folder)
    for code in (*parts.messages, *_emptied(locales, own, parts)):
        path = locales / code / "LC_MESSAGES" / f"{own}.intake.po"
        yield path, updated(_text(path), code, parts.messages.get(code, {})).text
    yield folder / "programme.toml", _toml(own, folder, parts, document)
    yield folder / "intake.csv", parts.source


def _emptied(locales: Path, own: str, parts: Parts) -> Iterator[str]:
    """Yield the languages of a form whose last word went to columns or is gone."""
    for path in sorted(locales.glob(f"*/LC_MESSAGES/{own}.intake.po")):
        code = path.parents[1].name
        if code in parts.languages and code not in parts.messages:
            yield code


def _locales(folder: Path) -> Path:
    """Return where the catalogues of a form are: beside it, or with ours in a checkout."""
    ours = folder.parent == folders.FLOWS / "programmes" and not (folder / "locales").is_dir()
    return folders.LOCALES if ours else folder / "locales"


def _toml(own: str, folder: Path, parts: Parts, document: Document) -> str:
    """Return the programme's settings: as they are but for languages that came or went."""
    before = _text(folder / "programme.toml")
    if before:
        return _with_languages(before, parts)
    title = document["settings"].get("form_title") or own
    speakable = [code for code in parts.languages if code in (*LANGUAGES, "en")]
    offered = speakable or [code for code in parts.languages if code != "und"] or ["en"]
    return _TOML.format(
        id=_quoted(own),
        name=_quoted(title),
        languages=_list(offered),
        catalogues=_list(parts.languages),
        complete=_list(code for code in offered if code not in parts.gaps),
    )


def _with_languages(before: str, parts: Parts) -> str:
    data = tomllib.loads(before)
    known = data.get("catalogue_languages", data["languages"])
    if dict.fromkeys((*known, parts.language)) == dict.fromkeys((*parts.languages, parts.language)):
        return before
    after = before
    kept = {
        "catalogue_languages": parts.languages,
        "languages": [code for code in data["languages"] if code in parts.languages]
        or list(parts.languages),
    }
    for name, codes in kept.items():
        line = f"{name} = {_list(codes)}"
        after, count = re.subn(rf"(?m)^{name}\s*=\s*\[[^\]]*\]", lambda _: line, after)  # noqa: B023
        if not count:
            after += f"{line}\n"
    return after


def _list(codes: Iterable[str]) -> str:
    return json.dumps(list(codes), ensure_ascii=False)


def _quoted(text: str) -> str:
    """Return a TOML string; JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _checked(own: str, folder: Path, files: Mapping[Path, bytes], workbook: Compiled) -> Compiled:
    """Compile the files where they disturb nobody, and return the form if it is the same.

    Raises:
        NotImported: What was taken apart is not what the workbook says.
        FormFaults: It does not compile, against our modules.
    """
    with tempfile.TemporaryDirectory(prefix="rafiq-import-") as place:
        there = Path(place) / own
        for path, content in files.items():
            inside = path.relative_to(folder) if path.is_relative_to(folder) else _inside(path)
            _put(there / inside, content)
        made = compiling.compile_at(there)
    changes = [
        each
        for each in compare(workbook.document, made.document, made.document["default_language"])
        if each.kind != "settings.changed"
    ]
    if changes or made.document["version"] != workbook.document["version"]:
        raise NotImported(
            "The form cannot be taken apart without a loss: "
            + "; ".join(" ".join(str(each).split()) for each in changes[:5])
        )
    return made


def _inside(path: Path) -> str:
    """Return the place of a catalogue in a programme's own folder."""
    return f"locales/{path.parents[1].name}/LC_MESSAGES/{path.name}"


def _beside(source: Path, folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files beside a workbook: its choices and data, its pictures and sounds."""
    for path in beside_form(source):
        if path.is_file() and path.stat().st_size <= MOST_BYTES:
            yield folder / path.relative_to(source.parent), path.read_bytes()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _text(path: Path) -> str:
    return (_read(path) or b"").decode("utf-8")


# ---------------------------------------------------------------- faults


def _unraised(old: Document | None, new: Document, source: Path) -> Iterator[Fault]:
    if old and not raised(old, new):
        yield _same_version(new, source.name)


def _same_version(document: Document, source: str) -> Fault:
    version = str(document["settings"].get("version", ""))
    return fault(
        "version.not_raised",
        sheet="settings",
        row=2 if document["settings"] else 0,
        column="version",
        level="warning",
        source=source,
        version=version or "(none)",
    )


def installed_as(source: Path) -> str:
    """Return the id of the installed form that a workbook is a version of, or ""."""
    if not source.is_file():
        return ""
    own = plain(form_id(source))
    return f"{own}.intake" if own in folders.homes() else ""


def unraised(
    own: str, source: Path, document: Document, served: Document | None = None
) -> Iterator[Fault]:
    """Yield the warning that a form changed under the same version, once.

    Args:
        own: The programme whose form it is, compared with its last import; "" for a workbook, which
            is compared with the installed form of its name.
        source: The file.
        document: The form, compiled.
        served: The installed form as it was put into the database last, if it was.
    """
    if own and served and not raised(served, document):
        yield _same_version(document, "intake.csv")
    elif own:
        record = _record(folders.homes()[own])
        version = document["settings"].get("version", "")
        if record and record["state"] != state(document) and record.get("version") == version:
            yield _same_version(document, "intake.csv")
        return
    folder = folders.homes().get(document["id"].removesuffix(".intake"))
    if folder and (old := _installed(folder)):
        yield from _unraised(old, document, source)


def _record(folder: Path) -> Mapping[str, str]:
    """Return what the last import noted, empty where there was none."""
    try:
        found = json.loads(_text(folder / RECORD) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


# ---------------------------------------------------------------- writing


def carry_out(import_: Import) -> None:
    """Write the files: each is whole or as it was, and the form comes last.

    Raises:
        NotImported: They cannot be written; those that were are put back.
    """
    version = import_.document["settings"].get("version", "")
    made = {
        "state": state(import_.document),
        "version": version,
        "workbook": import_.parts.exported,
    }
    record = f"{json.dumps(made)}\n".encode()
    files = {**import_.files, import_.folder / RECORD: record}
    before = {path: _read(path) for path in files}
    done: list[Path] = []
    try:
        for path, content in files.items():
            done.append(path)
            _put(path, content)
    except OSError as error:
        for path in done:
            _restore(path, before[path])
        raise NotImported(
            f"{import_.folder} cannot be written: {error.strerror or error}. Nothing was changed."
        ) from None


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, new = tempfile.mkstemp(dir=path.parent, prefix=".rafiq-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(new).replace(path)
    except BaseException:
        Path(new).unlink(missing_ok=True)
        raise


def _restore(path: Path, content: bytes | None) -> None:
    if content is not None:
        _put(path, content)
    else:
        path.unlink(missing_ok=True)
