"""A copy of a SQLite database while others go on using it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from storage.errors import StorageError, explained


def backup(source: Path, to: Path) -> None:
    """Copy a database, whole and checked, into a file that takes the place of ``to`` at the end.

    Args:
        source: The SQLite file; what other processes write while this runs is not in the copy.
        to: The file to make.

    Raises:
        StorageError: There is no database, or the copy cannot be written.
    """
    if not source.is_file():
        raise StorageError(f"{source}: there is no database yet; `rafiq serve` makes one")
    if to.exists() and (not to.is_file() or to.samefile(source)):
        raise StorageError(f"{to}: cannot be replaced; name another file")
    try:
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".rafiq-") as folder:
            new = Path(folder) / to.name
            with explained(str(to)):
                _copy(source, new)
            with new.open("rb+") as written:
                os.fsync(written.fileno())
            new.replace(to)
    except OSError as error:
        raise StorageError(f"{to}: cannot be written ({error.strerror or error})") from None


def _copy(source: Path, new: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as reader,
        closing(sqlite3.connect(new)) as writer,
    ):
        reader.backup(writer)
        # A copy is one file: with the log's mode in its header, reading it would make two more.
        writer.execute("PRAGMA journal_mode=DELETE")
        found = writer.execute("PRAGMA quick_check").fetchone()
    if found != ("ok",):
        raise StorageError(f"{source}: is damaged ({found[0]}); bring back an earlier backup")
