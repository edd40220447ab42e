"""``rafiq export``: the finished interviews of a form as a table."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, get_args
from zoneinfo import ZoneInfo

import typer

from bot import publishing
from bot.clock import utc_now
from bot.database import opened
from bot.programme import folders
from bot.programme.columns import Options, Select
from bot.programme.exports import export as write
from bot.programme.exports import mark
from bot.programme.layout import Layout
from bot.programme.tables import beside
from bot.settings import ConfigError, Settings, load
from flows.form import Form
from flows.loading import load as read_form
from flows.world import Programme
from storage import audit, forms, interviews
from storage.engine import Store

APART = ("csv", "parquet", "sav")
"""Formats in which each repeat has a file of its own; else it is a sheet, or a list within."""
FORMATS = ("csv", "xlsx", "jsonl", "parquet", "sav")
_SEPARATORS = {";": ";", ",": ",", "tab": "\t", "\t": "\t"}


def export(
    form: Annotated[str, typer.Argument(help="Id of the form: almontija.intake.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format_: Annotated[
        str, typer.Option("--format", help=f"{', '.join(FORMATS)}; else as the file is named.")
    ] = "",
    language: Annotated[str, typer.Option(help="Write labels in this language.")] = "",
    since: Annotated[str, typer.Option(help="Finished on this day or later: 2026-11-22.")] = "",
    until: Annotated[str, typer.Option(help="Finished before this day begins.")] = "",
    include_sensitive: Annotated[
        bool, typer.Option("--include-sensitive", help="Also health, money and the like; logged.")
    ] = False,
    labels: Annotated[
        bool | None,
        typer.Option(
            "--labels/--names", help="Labels, or names; labels where --language is given."
        ),
    ] = None,
    select: Annotated[str, typer.Option(help="select_multiple: split, joined or both.")] = "both",
    separator: Annotated[str, typer.Option(help="Between cells of a CSV: ; or , or tab.")] = ";",
    groups: Annotated[
        bool, typer.Option("--groups/--no-groups", help="Begin headers with the groups.")
    ] = True,
) -> None:
    """Export the finished interviews of a form, in Kobo's layout.

    Days are those of the programme's own zone. In a CSV, text that a spreadsheet would take for a
    formula begins with an apostrophe, telephone numbers too. In SPSS's sav names and labels are
    both there.
    """
    named = out.suffix.removeprefix(".").lower()
    if not format_ and named and named not in FORMATS:
        known = ", ".join(FORMATS)
        raise ConfigError(f"{out}: which format? Let --out end in one of {known}, or say --format.")
    format_ = format_ or named or "csv"
    _among("format", format_, FORMATS)
    _among("select", select, get_args(Select))
    _among("separator", separator, _SEPARATORS)
    options = _Wanted(
        form=form,
        out=out,
        format_=format_,
        language=language,
        labels=labels if labels is not None else bool(language),
        since=_day("since", since),
        until=_day("until", until),
        select=select,  # type: ignore[arg-type]
        separator=_SEPARATORS[separator],
        groups=groups,
        sensitive=include_sensitive,
    )
    asyncio.run(_export(load(), options))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What the command line asks for, read and checked."""

    form: str
    out: Path
    format_: str
    language: str
    labels: bool
    since: date | None
    until: date | None
    select: Select
    separator: str
    groups: bool
    sensitive: bool


def _among(name: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        shown = ", ".join(each for each in known if each.isprintable())
        raise ConfigError(f"--{name} {value} is not known. Choose one of {shown}.")


def _day(name: str, value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"--{name} {value} is no day. Write it like 2026-11-22.") from None


async def _export(settings: Settings, wanted: _Wanted) -> None:
    async with opened(settings) as store:
        if store.path and wanted.out.exists() and wanted.out.samefile(store.path):
            raise ConfigError(f"{wanted.out} is the database. Name another file with --out.")
        programme = _programme(wanted.form)
        versions = await _versions(store, wanted.form, programme)
        layout = Layout(
            versions,
            zone=programme.zone if programme else "UTC",
            options=Options(
                language=_language(versions[0], wanted),
                captions=wanted.language,
                select=wanted.select,
                groups=wanted.groups,
                sensitive=wanted.sensitive,
            ),
        )
        since, until = _midnight(wanted.since, programme), _midnight(wanted.until, programme)
        if wanted.sensitive:
            await _log(store, wanted, programme)
        total = await store.read(
            lambda tx: interviews.count(tx, wanted.form, since=since, until=until)
        )
        with _progress(total) as written:
            count = await write(
                store,
                layout,
                format_=wanted.format_,
                out=wanted.out,
                since=since,
                until=until,
                separator=wanted.separator,
                written=written,
            )
        erased = await mark(store, wanted.form, out=wanted.out, separator=wanted.separator)
    sys.stdout.write(f"{wanted.out}: {count} interviews, {len(layout.columns)} columns.\n")
    if erased is not None:
        sys.stdout.write(
            f"Erased since they finished: {erased.name}. Take these rows out of earlier exports.\n"
        )
    if layout.left_out:
        sys.stdout.write(
            f"{layout.left_out} sensitive questions are not in it (--include-sensitive).\n"
        )
    if layout.entries and wanted.format_ in APART:
        others = ", ".join(beside(wanted.out, each.name).name for each in layout.entries)
        sys.stdout.write(f"Repeats are in files of their own: {others}.\n")


def _programme(form: str) -> Programme | None:
    return next((it for it in folders.programmes().values() if it.form == form), None)


async def _versions(store: Store, form: str, programme: Programme | None) -> Sequence[Form]:
    """Return the form's versions, newest first; on a new installation it is compiled now."""
    rows = await store.read(lambda tx: forms.told(tx, form))
    if not rows and programme:
        await publishing.publish(store, now=utc_now)
        rows = await store.read(lambda tx: forms.told(tx, form))
    if not rows:
        known = {*(await store.read(forms.sources)), *_forms()}
        raise ConfigError(f"The form {form} is not known. Known: {', '.join(sorted(known))}.")
    return [read_form(row.document) for row in rows]


def _forms() -> Iterator[str]:
    return (each.form for each in folders.programmes().values())


def _language(form: Form, wanted: _Wanted) -> str:
    """Return the language of the labels, "" for names."""
    if wanted.language and wanted.language not in form.languages:
        known = ", ".join(form.languages)
        raise ConfigError(f"{form.id} is not in the language {wanted.language}. It has {known}.")
    labelled = wanted.labels and wanted.format_ != "sav"  # which has labels of its own
    return (wanted.language or form.languages[0]) if labelled else ""


def _midnight(day: date | None, programme: Programme | None) -> datetime | None:
    """Return when a day begins where the programme is."""
    if day is None:
        return None
    zone = ZoneInfo(programme.zone) if programme else UTC
    try:
        return datetime.combine(day, time(), zone).astimezone(UTC)
    except OverflowError:
        raise ConfigError(f"{day} is too far away. Name a day of this century.") from None


async def _log(store: Store, wanted: _Wanted, programme: Programme | None) -> None:
    """Write into the audit who takes sensitive answers, before any is read."""
    row = audit.AuditRow(
        id=next(await store.keys(1)),
        at=utc_now(),
        what="exported",
        programme=programme.id if programme else "",
        detail={
            "who": _who(),
            "form": wanted.form,
            "format": wanted.format_,
            "since": str(wanted.since or ""),
            "until": str(wanted.until or ""),
            "sensitive": True,
        },
    )
    await store.write(lambda tx: audit.put(tx, [row]))


def _who() -> str:
    """Return the account of the machine that runs the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run an id without a name
        return "unknown"


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """Yield what moves a bar on standard error; nothing is shown where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("export", total=total)
        yield lambda count: bar.advance(task, count)
