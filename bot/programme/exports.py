"""Exports: the finished interviews of a form into a file, page by page in constant memory."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.programme.layout import Layout, uuid_of
from bot.programme.tables import Writer, replacing, writer
from storage import interviews
from storage.engine import Store
from storage.interviews import Finished

PAGE = 500
"""Interviews that are held in memory at once; each page is a short read of its own."""


async def export(
    store: Store,
    layout: Layout,
    *,
    format_: str,
    out: Path,
    since: datetime | None = None,
    until: datetime | None = None,
    separator: str = ";",
    written: Callable[[int], None] = lambda _: None,
) -> int:
    """Return how many interviews were written to ``out``, which is whole or as it was before.

    Args:
        store: Where the interviews are.
        layout: The columns.
        format_: csv, xlsx, jsonl, parquet or sav (the last one in memory as a whole).
        out: The file.
        since: Finished at this time or later.
        until: Finished before this time.
        separator: Between the cells of a CSV.
        written: Told after each page how many more are written.

    Raises:
        ExportError: The file cannot be written.
        StorageError: The interviews cannot be read.
    """
    count = 0
    with replacing(out) as new:
        table = _writer(format_, new, layout, separator)
        after = 0
        try:
            while page := await _page(store, layout.form.id, after, since, until):
                await asyncio.to_thread(table.write, page)
                after = page[-1].interview.id
                count += len(page)
                written(len(page))
            await asyncio.to_thread(table.close)
        except BaseException:
            table.drop()
            raise
    return count


def _writer(format_: str, path: Path, layout: Layout, separator: str) -> Writer:
    if format_ != "sav":
        return writer(format_, path, layout, separator=separator)
    from bot.programme.spss import Sav

    return Sav(path, layout)


async def mark(store: Store, form: str, *, out: Path, separator: str = ";") -> Path | None:
    """Write which rows of earlier exports were erased since; return the file, None where none was.

    An export that was made cannot be called back: whoever holds one finds here, by key and without
    a word of theirs, the people whose rows have to go from it.

    Raises:
        ExportError: The file cannot be written.
        StorageError: The interviews cannot be read.
    """
    path = out.with_name(f"{out.stem}.erased.csv")
    rows = await store.read(lambda tx: interviews.erased(tx, form, limit=PAGE))
    if not rows:
        await asyncio.to_thread(path.unlink, missing_ok=True)
        return None
    with replacing(path) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=separator)
        table.writerow(["_id", "_uuid", "_erased"])
        while rows:
            for key, started, at in rows:
                when = at.isoformat(timespec="seconds")
                table.writerow([key, uuid_of(form, key, started), when])
            after = rows[-1][0]
            rows = await store.read(partial(interviews.erased, form=form, after=after, limit=PAGE))
    return path


async def _page(
    store: Store, form: str, after: int, since: datetime | None, until: datetime | None
) -> Sequence[Finished]:
    return await store.read(
        lambda tx: interviews.page(tx, form, after=after, limit=PAGE, since=since, until=until)
    )
