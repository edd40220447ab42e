"""``rafiq forms xlsx`` and ``rafiq forms import``: a form goes to Excel and comes back."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot import compiling
from bot.programme import folders, importing, workbooks
from bot.programme.importing import Import
from bot.settings import ConfigError
from flows.compile import Compiled, Fault, FormFaults, compile_form, whole_form
from flows.compiling.columns import EXPORTED
from flows.compiling.whole import Table
from locales.bidi import RTL_LANGUAGES

_MOST = 60
"""Changes that are listed; more are counted."""


def xlsx(
    form: Annotated[str, typer.Argument(metavar="ID|PATH", help="almontija.intake, or a file.")],
    out: Annotated[Path, typer.Option(help="The workbook to write.")],
) -> None:
    """Write a form as one workbook with all its languages, for Excel, KoboToolbox and ODK."""
    if out.suffix.lower() != ".xlsx":
        raise ConfigError(f"--out {out} is no name of a workbook. Let it end in .xlsx.")
    try:
        made, tables = _whole(form)
    except FormFaults as error:
        raise ConfigError("\n".join(_errors(error.faults))) from None
    default = made.document["default_language"]
    workbooks.write(tables, out, right_to_left=default in RTL_LANGUAGES)
    languages = " ".join(made.document["languages"])
    sys.stdout.write(f"{out}: {made.document['id']}, languages {languages}.\n")


def _whole(form: str) -> tuple[Compiled, Sequence[Table]]:
    """Return a form, compiled, and its sheets; an installed one says in which state it is."""
    own = form.removesuffix(".intake")
    folder = folders.homes().get(own)
    file = Path(form)
    if file.exists() or folder is None:
        folder = folders.homes().get(file.absolute().parent.name)
        if folder is None or not (folder / "intake.csv").exists() or not file.exists():
            return compile_form(file), whole_form(file)
        if not file.samefile(folder / "intake.csv"):
            return compile_form(file), whole_form(file)
    made = compiling.compile_at(folder)
    data = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))
    tables = whole_form(
        folder / "intake.csv",
        form_id=f"{folder.name}.intake",
        modules=folders.FLOWS / "modules",
        catalogues=folders.catalogues(folder),
        languages=data.get("catalogue_languages", data["languages"]),
    )
    return made, [_marked(each, importing.state(made.document)) for each in tables]


def _marked(table: Table, state: str) -> Table:
    """Return the settings with the state that the workbook is written from."""
    if table.name != "settings":
        return table
    first, *rest = table.rows
    return replace(
        table, header=(*table.header, EXPORTED), rows=({**first, EXPORTED: state}, *rest)
    )


def _errors(faults: Sequence[Fault]) -> list[str]:
    return [" ".join(str(each).split()) for each in faults if each.level == "error"]


# ---------------------------------------------------------------- import


def import_(
    file: Annotated[Path, typer.Argument(metavar="F", help="xlsx, xls, csv or md.")],
    to: Annotated[Path | None, typer.Option(help="Folder of programmes to write to.")] = None,
    own: Annotated[str, typer.Option("--id", help="Id of the programme.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Even where the form was changed here meanwhile.")
    ] = False,
) -> None:
    """Take a workbook apart into a form and its translations, and say what changed."""
    if own and own != importing.plain(own):
        raise ConfigError(f"--id {own}: use small letters, digits and _ only.")
    try:
        plan = importing.plan(file, into=to, own=own)
    except FormFaults as error:
        lines = [f"{each.level}: {' '.join(str(each).split())}" for each in error.faults]
        sys.stderr.write("\n".join([*lines, "Nothing was changed.\n"]))
        raise typer.Exit(1) from None
    sys.stdout.write("".join(f"{line}\n" for line in _told(plan)))
    if dry_run:
        sys.stdout.write("Nothing was written (--dry-run).\n")
        return
    if plan.edited and not overwrite:
        raise ConfigError(
            f"{plan.own}.intake was changed here since this workbook was made, and that would be "
            f"lost. Take a new one (rafiq forms xlsx {plan.own}.intake --out F.xlsx) and change "
            "that, or write over it with --overwrite. Nothing was changed."
        )
    if not plan.same:
        importing.carry_out(plan)
        sys.stdout.write(f"Written to {plan.folder}.\n")
    if to is None:
        sys.stdout.write(f"Try it: rafiq chat --form {plan.own}.intake\n")


def _told(plan: Import) -> Iterator[str]:
    """Yield what an import comes to, a line each."""
    asked = sum(each["label"] is not None for each in plan.document["questions"])
    what = "is new" if plan.new else "is as it was" if plan.same else "changes"
    languages = " ".join(plan.parts.languages)
    yield f"{plan.own}.intake {what}: {asked} questions, languages {languages}."
    for change in plan.changes[:_MOST]:
        yield f"  {change}"
    if len(plan.changes) > _MOST:
        yield f"  … and {len(plan.changes) - _MOST} more changes."
    if plan.parts.modules:
        yield f"  include: {', '.join(plan.parts.modules)}"
    for language, count in plan.parts.gaps.items():
        yield f"  not translated into {language}, shown in another language: {count}"
    for each in plan.faults:
        yield f"  {each.level}: {' '.join(str(each).split())}"
