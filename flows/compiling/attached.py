"""Pictures and sounds of labels: files beside a form that are sent before its questions.

XLSForm's ``media::image``, ``media::audio``, ``media::video`` (https://xlsform.org/en/#media). The
file may differ by language, by its name or by the folder it is in: ``x.ogg``, ``media/x.ogg``,
``form-media/x.ogg`` or ``media/ary/x.ogg``, as ODK and KoboToolbox lay them out and as we do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from flows.compiling import languages
from flows.compiling.columns import MEDIA
from flows.compiling.entries import Entry
from flows.compiling.faults import Fault

MOST_BYTES = 16_000_000
"""WhatsApp's limit for sound and video
(https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media)."""
MOST_BYTES_OF_A_PICTURE = 5_000_000
"""The same page."""
SENT = {
    "image": (".jpg", ".jpeg", ".png"),
    "big-image": (".jpg", ".jpeg", ".png"),
    "audio": (".aac", ".amr", ".mp3", ".m4a", ".ogg", ".opus"),
    "video": (".mp4", ".3gp"),
}
"""Endings that every channel takes; the same page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """The files that labels name.

    Attributes:
        files: Name, after the language's folder where it has one (``ary/x.ogg``), to the name that
            it is stored under: the same content has the same.
        faults: What the author is warned of.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read_attached(rows: Iterable[Entry | None], folder: Path | None) -> Attached:
    """Return the files that rows of the survey and the choices name; none without a folder."""
    files: dict[str, str] = {}
    faults: list[Fault] = []
    for entry in filter(None, rows):
        for column, language, name in _named(entry):
            at = f"{column}::{language}"
            path = place(folder, name, language) if folder else None
            if path is None:
                faults.append(entry.fault("file.media_absent", at, "warning", file=name))
                continue
            own = _in_language(path, name, language)
            if own not in files:
                files[own] = stored_as(path.read_bytes(), path.suffix)
            limit = MOST_BYTES_OF_A_PICTURE if "image" in column else MOST_BYTES
            if path.suffix.lower() not in SENT[column]:
                known = ", ".join(each.removeprefix(".") for each in SENT[column])
                faults.append(entry.fault("file.media_kind", at, "warning", file=name, known=known))
            elif path.stat().st_size > limit:
                mega = f"{limit // 1_000_000} MB"
                faults.append(entry.fault("file.media_large", at, "warning", file=name, limit=mega))
    return Attached(files=files, faults=tuple(faults))


def _named(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield column, language as written and name of each file of a row."""
    for column in MEDIA:
        for language, name in entry.texts.get(column, {}).items():
            yield column, language, name


def named(rows: Iterable[Entry | None], folder: Path) -> Iterator[Path]:
    """Yield the files that rows name, where they are or would be."""
    for entry in filter(None, rows):
        for _, language, name in _named(entry):
            if _plain(name):
                yield place(folder, name, language) or folder / name


def place(folder: Path, name: str, language: str = "") -> Path | None:
    """Return where a file is, one of the language's own folder first; None where it is not."""
    if not _plain(name):
        return None
    code = languages.code(language) if language else ""
    tries = [*folder.glob(f"*media/{code}/{name}")] if code.isalnum() and "*" not in name else []
    tries += [folder / name, *(each / name for each in folder.glob("*media"))]
    return next((each for each in tries if each.is_file()), None)


def _plain(name: str) -> bool:
    """Tell whether a name is that of a file alone: nothing outside the folder is ever read."""
    return name not in ("", ".", "..") and PurePosixPath(name.replace("\\", "/")).name == name


def _in_language(path: Path, name: str, language: str) -> str:
    code = languages.code(language) if language else ""
    return f"{code}/{name}" if code and path.parent.name == code else name


def stored_as(content: bytes, ending: str) -> str:
    """Return the name that a file is stored under (``flows.incoming.is_file``)."""
    digest = hashlib.sha256(content).hexdigest()[:24]
    ending = ending.lower().replace(".jpeg", ".jpg")  # one ending for what is one kind
    return f"media-{digest}{ending if ending[1:].isalnum() and len(ending) <= 6 else ''}"
