"""Exports: the finished interviews of a form into a file, page by page in constant memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from bot.programme.layout import Layout
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


async def _page(
    store: Store, form: str, after: int, since: datetime | None, until: datetime | None
) -> Sequence[Finished]:
    return await store.read(
        lambda tx: interviews.page(tx, form, after=after, limit=PAGE, since=since, until=until)
    )
