"""``rafiq forms``: list, check, preview forms; try how a reply is understood."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from bot import compiling, publishing
from bot.cli import workbooks
from bot.cli.chat import walk
from bot.cli.tables import table
from bot.clock import utc_now
from bot.database import opened
from bot.previewing import own, thrown_away
from bot.programme import importing
from bot.settings import ConfigError, Settings, load
from flows import understanding
from flows.compile import Compiled, Fault, FormFaults, compile_form, faults_json
from flows.compiling.faults import fault, translator
from flows.loading import load as read_form
from flows.understanding import Ask, Option, Outcome, Read, Refused
from locales.text import LANGUAGES, Catalogue
from storage import forms
from storage.engine import Store, open_store
from storage.errors import StorageError
from storage.forms import FormVersion

app = typer.Typer(no_args_is_help=True, help="Forms and what people answer to them.")
app.command("xlsx")(workbooks.xlsx)
app.command("import")(workbooks.import_)

Understood: TypeAlias = Callable[[str], Outcome[Any]]

_TYPES = "integer, decimal, date, time, yes_no, intent, phone or choice."
_LIKE = 'a JSON list: [{"name":"farm","label":"Farming"}].'
_PATH = "A workbook (xlsx, xls, csv, md), or the id of a programme's form."
_SAID = "Language of the faults: fr, ar, fa or en; that of the environment if left out."


# ---------------------------------------------------------------- list


@app.command("list")
def list_() -> None:
    """List the forms that are installed: id, version, languages, questions."""
    rows = [_line(row) for row in asyncio.run(_list(load()))]
    table(("form", "version", "languages", "questions"), rows)


async def _list(settings: Settings) -> Sequence[FormVersion]:
    async with opened(settings) as store:
        await publishing.publish(store, now=utc_now)
        return await _current(store)


async def _current(store: Store) -> Sequence[FormVersion]:
    return [row for row in await store.read(forms.in_use) if row.current]


def _line(row: FormVersion) -> Sequence[object]:
    form = read_form(row.document)
    asked = sum(question.asked for question in form.questions)
    return row.form, row.version, " ".join(form.languages), asked


# ---------------------------------------------------------------- check


@app.command()
def check(
    path: Annotated[str, typer.Argument(help=_PATH)],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    language: Annotated[str, typer.Option(help=_SAID)] = "",
) -> None:
    """Check a form: every fault with its sheet, row and column; exit code 1 if it is not usable."""
    say = translator(language or _spoken())
    form, faults = _checked(path)
    if as_json:
        sys.stdout.write(json.dumps(faults_json(faults, say), ensure_ascii=False) + "\n")
    else:
        lines = (f"{say(it.level)}: {it.line_in(say)}" for it in faults)
        sys.stdout.write("".join(f"{_one_line(line)}\n" for line in lines))
    if form is None:
        raise typer.Exit(1)
    if not as_json:
        asked = sum(question.asked for question in read_form(form).questions)
        languages = " ".join(form["languages"])
        sys.stderr.write(f"usable: {asked} questions, languages {languages}\n")


def _spoken() -> str:
    """Return the language of the environment, ``fr`` of ``fr_FR.UTF-8``; English says nothing."""
    wanted = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return re.split(r"[_.@]", next(filter(None, wanted), "en"))[0]


def faults_of(path: str) -> Sequence[Fault]:
    """Return everything that is wrong with a form, whatever the file is."""
    return _checked(path)[1]


def _checked(path: str) -> tuple[Mapping[str, Any] | None, Sequence[Fault]]:
    """Return a form's document, None for one that cannot be used, and its faults."""
    try:
        file = Path(path)
        installed = own(path)
        if file.exists() and not file.is_file():
            return None, [fault("file.missing", source=file.name, what="it is no file")]
        made = compiling.compile_programme(installed) if installed else _compiled(file)
        served = _served(load(), made.document["id"]) if installed else None
        unraised = importing.unraised(installed, file, made.document, served)
        return made.document, [*made.faults, *unraised]
    except FormFaults as error:
        return None, error.faults
    except Exception as error:  # a check that fails is a fault of the form to its author
        words = _one_line(str(error)) or type(error).__name__
        return None, [fault("pyxform.failed", source=Path(path).name, words=words)]


def _served(settings: Settings, form: str) -> Mapping[str, Any] | None:
    """Return a form as it is in use, None where there is no database yet or it has another age."""
    kind, _, place = settings.database_url.partition(":///")
    if kind.startswith("sqlite") and not Path(place).is_file():
        return None
    try:
        rows = asyncio.run(_in_use(settings.database_url))
    except StorageError:
        return None
    return next((row.document for row in rows if row.form == form), None)


async def _in_use(url: str) -> Sequence[FormVersion]:
    store = await open_store(url)
    try:
        return await _current(store)
    finally:
        await store.close()


def _compiled(file: Path) -> Compiled:
    """Return a workbook's form, under the id of the installed form that it is a version of."""
    form = importing.installed_as(file)
    return compile_form(file, form_id=form, ours=compiling.OURS)


def _one_line(words: str) -> str:
    return " ".join(words.split())


# ---------------------------------------------------------------- understand


@app.command()
def understand(
    type_: Annotated[str, typer.Argument(metavar="TYPE", help=_TYPES)],
    language: Annotated[str, typer.Option(help="Of the conversation: ar, ary, fr, fa, en.")],
    now: Annotated[str, typer.Option(help="Local time: 2026-11-22T10:00:00.")] = "",
    choices: Annotated[Path | None, typer.Option(help=f"For choice: {_LIKE}")] = None,
) -> None:
    """Read one answer a line from standard input, write what it is understood as, in JSON.

    {"value": …} is certain, {"ask": …, "value": […]} is asked back, {"refused": code} is neither.
    """
    if language not in (*LANGUAGES, "en"):
        known = ", ".join((*LANGUAGES, "en"))
        raise ConfigError(f"The language {language} is not known. Known: {known}.")
    options = _options(choices)
    readers = _readers(language, now=_moment(now), options=options)
    if type_ not in readers:
        raise ConfigError(f"The type {type_} is not known. Known: {', '.join(readers)}.")
    if type_ == "choice" and not options:
        raise ConfigError('The type choice needs --choices F: a JSON list of {"name","label"}.')
    words = publishing.words()[language]
    labels = {each.name: each.labels[0] for each in options}
    if type_ == "yes_no":
        labels = {"yes": words.text("Yes"), "no": words.text("No")}
    for line in _lines():
        found = _outcome(readers[type_](line), words, labels)
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace").removesuffix("\n").removesuffix("\r")


def _moment(now: str) -> datetime:
    if not now:
        return utc_now()
    try:
        return datetime.fromisoformat(now)
    except ValueError:
        raise ConfigError(f"--now {now} is no time. Write it like 2026-11-22T10:00:00.") from None


def _options(path: Path | None) -> Sequence[Option]:
    if path is None:
        return ()
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        why = _one_line(str(error)) or "it holds too many lists"
        raise ConfigError(f"{path} is no JSON: {why}. Write {_LIKE}") from None
    if not isinstance(rows, list) or not rows:
        raise ConfigError(f"{path} is no JSON list of choices. Write {_LIKE}")
    return [_option(path, at, row) for at, row in enumerate(rows, start=1)]


def _option(path: Path, at: int, row: object) -> Option:
    """Return a choice; its label is a text, or a list or object of texts in several languages."""
    if isinstance(row, dict) and isinstance(row.get("name"), str | int):
        label = row.get("label")
        several = label.values() if isinstance(label, dict) else label
        labels = [label] if isinstance(label, str | int) else several
        if isinstance(labels, Iterable) and (shown := [str(each) for each in labels if each]):
            return Option(name=str(row["name"]), labels=shown)
    raise ConfigError(f'{path}: choice {at} has no "name" or no "label". Write {_LIKE}')


def _readers(
    language: str, *, now: datetime, options: Sequence[Option]
) -> Mapping[str, Understood]:
    return {
        "integer": lambda text: _exact(understanding.number(text, language, whole=True)),
        "decimal": lambda text: _exact(understanding.number(text, language, whole=False)),
        "date": lambda text: understanding.date(text, language, now=now),
        "time": lambda text: understanding.time(text, language),
        "yes_no": lambda text: understanding.yes_no(text, language),
        "intent": lambda text: understanding.asked_for(text, language),
        "phone": lambda text: understanding.phone_by_language(text, language),
        "choice": lambda text: _choice(text, options, language),
    }


def _choice(text: str, options: Sequence[Option], language: str) -> Outcome[str]:
    """Return what a form would understand of it where no other question is near."""
    outcome = understanding.choice(text, options, language, many=False)
    if isinstance(outcome, Refused):
        return understanding.sentence(text, options, language) or outcome
    return outcome


def _exact(outcome: Outcome[Any]) -> Outcome[Any]:
    """Refuse what a JSON number cannot hold, as a question does."""
    match outcome:
        case Read(value=value) if abs(value) >= 2**53:
            return Refused(code="number.too_large")
        case Ask(values=values) if any(abs(value) >= 2**53 for value in values):
            return Refused(code="number.too_large")
    return outcome


def _outcome(
    outcome: Outcome[Any], words: Catalogue, labels: Mapping[str, str]
) -> Mapping[str, object]:
    match outcome:
        case Read(value=value):
            return {"value": value}
        case Ask(values=(value,)):
            shown = labels.get(str(value), str(value))
            return {"ask": words.text("Did you mean: {value}?", value=shown), "value": [value]}
        case Ask(values=values):
            return {"ask": words.text("Did you mean one of these?"), "value": list(values)}
        case Refused(code=code):
            return {"refused": code}


# ---------------------------------------------------------------- preview


@app.command()
def preview(
    form: Annotated[str, typer.Argument(metavar="ID|PATH", help=_PATH)],
    language: Annotated[str, typer.Option(help="Answer the question of the language.")] = "",
) -> None:
    """Walk through a form in the terminal; nothing is kept."""
    installed = own(form)
    path = None if installed else Path(form)
    with thrown_away(load()) as settings:
        asyncio.run(walk(settings, installed, path, "", language, "plain", as_json=False))
