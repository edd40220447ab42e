"""What can go wrong below a transaction: one line each, without SQL and without words of a person.

Whoever catches :class:`Transient` knows that the database is the cause, not the batch: nothing was
written, and the same batch may be tried again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from flows.errors import RafiqError


class StorageError(RafiqError):
    """The database did not do what it was asked."""


class Transient(StorageError):
    """The database is the cause; the same call may succeed later."""


class Busy(Transient):
    """Another process holds the database, or two transactions got into each other's way."""


class Full(Transient):
    """There is no room left to write to."""


class Gone(Transient):
    """The database cannot be reached: closed, removed, or the server does not answer."""


class Refused(StorageError):
    """The database refuses these rows: trying them again changes nothing."""


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what a driver raises into one of the above; what is none of theirs passes as it is.

    The driver's own exception is dropped: its text may hold the row that was refused.

    Args:
        place: The database as people may read it: a path, or a URL without its password.
    """
    try:
        yield
    except Exception as error:
        ours = _explain(error, place)
        if ours is None:
            raise
        raise ours from None


def _explain(error: Exception, place: str) -> Exception | None:
    if isinstance(error, StorageError):
        return None
    if isinstance(error, PoolTimeout):
        return Busy(f"{place}: no connection came free in time; try again")
    cause = error.orig if isinstance(error, StatementError) else error
    if isinstance(cause, sqlite3.Error):
        return _sqlite(cause, place)
    if isinstance(cause, OSError):
        return Gone(f"{place}: cannot be reached ({type(cause).__name__}); is the server running?")
    if isinstance(error, DBAPIError) or type(error).__module__.startswith("asyncpg"):
        return _postgresql(error, place)
    # A value that no column takes; SQLAlchemy's text would hold the whole statement.
    return cause if isinstance(cause, Exception) and cause is not error else None


def _sqlite(error: sqlite3.Error, place: str) -> StorageError:
    name = getattr(error, "sqlite_errorname", "")
    for kind, start, words in _SQLITE:
        if name.startswith(start):
            return kind(f"{place}: {words}")
    if isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
        return Gone(f"{place}: the database was closed")
    return Refused(f"{place}: the database refuses a row ({name or type(error).__name__})")


def _postgresql(error: Exception, place: str) -> StorageError:
    # The driver's exception stands behind SQLAlchemy's two; only it knows the constraint.
    cause = (error.orig if isinstance(error, DBAPIError) else error) or error
    driver = cause.__cause__ or cause
    state: str = getattr(driver, "sqlstate", None) or ""
    for kind, start, words in _POSTGRESQL:
        if state.startswith(start):
            return kind(f"{place}: {words}")
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if lost or not state:
        return Gone(f"{place}: the connection was lost ({type(driver).__name__})")
    what = getattr(driver, "constraint_name", None) or getattr(driver, "column_name", None)
    return Refused(f"{place}: the database refuses a row ({what or state})")


# https://www.sqlite.org/rescode.html
_SQLITE: tuple[tuple[type[StorageError], str, str], ...] = (
    (Busy, "SQLITE_BUSY", "another process is writing; try again when it is done"),
    (Busy, "SQLITE_LOCKED", "another process is writing; try again when it is done"),
    (Full, "SQLITE_FULL", "the disk is full; make room, nothing was lost"),
    (Full, "SQLITE_IOERR_WRITE", "the disk cannot be written to; make room or check it"),
    (Gone, "SQLITE_CANTOPEN", "cannot be opened; does its folder exist, may it be written to?"),
    (Gone, "SQLITE_NOTADB", "is not a database of Rafiq; name another file"),
    (Gone, "SQLITE_CORRUPT", "is damaged; bring back the last backup"),
    (Gone, "SQLITE_READONLY", "may not be written to; check the file's owner and rights"),
    (Gone, "SQLITE_IOERR", "the disk fails; check it, then start again"),
)

# https://www.postgresql.org/docs/15/errcodes-appendix.html
_POSTGRESQL: tuple[tuple[type[StorageError], str, str], ...] = (
    (Busy, "40", "two transactions met; try again"),
    (Busy, "55P03", "a row is locked; try again"),
    (Busy, "57014", "the server took too long; try again"),
    (Full, "53100", "the server's disk is full; make room, nothing was lost"),
    (Busy, "53", "the server has no room for another connection; try again"),
    (Gone, "57P", "the server is shutting down or starting; try again"),
    (Gone, "08", "the connection was lost; is the server running?"),
    (Gone, "25006", "the server only reads now; is this the main server?"),
    (Gone, "28", "the server refuses this user or password; check RAFIQ_DATABASE_URL"),
    (Gone, "3D000", "there is no such database; create it, then run `rafiq db upgrade`"),
    (Gone, "42P01", "a table is missing; run `rafiq db upgrade`"),
)
