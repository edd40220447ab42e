"""The programmes' sources: their rows, and the catalogue where each text is translated."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flows
import locales

FLOWS = Path(flows.__file__).parent
LOCALES = Path(locales.__file__).parent
LANGUAGES = ("ar", "ary", "fr", "fa")
TEXTS = ("label", "hint", "guidance_hint", "constraint_message", "required_message", "short")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One CSV: its sheets, and the catalogue that translates it."""

    domain: str
    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: Row

    def texts(self, lists: frozenset[str] | None = None) -> Iterator[tuple[str, str]]:
        """Yield context and English text; of the choices only those lists, if given."""
        for row in self.survey:
            for column in TEXTS:
                if text := row.get(column) or row.get(f"bind::rafiq:{column}"):
                    yield f"{row['name']}:{column}", text
        for row in self.choices:
            for column in ("label", "short"):
                text = row.get(column) or row.get(f"rafiq:{column}")
                if text and (lists is None or row["list_name"] in lists):
                    yield f"{row['list_name']}.{row['name']}:{column}", text


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """An intake with its modules in place of the include rows."""

    id: str
    sources: tuple[Source, ...]
    survey: tuple[Row, ...]
    languages: tuple[str, ...]

    @property
    def lists(self) -> frozenset[str]:
        """Return the names of the lists that a question uses."""
        types = (row["type"].split() for row in self.survey)
        return frozenset(words[1] for words in types if len(words) == 2)

    @property
    def choices(self) -> tuple[Row, ...]:
        """Return the choices of those lists."""
        rows = (row for source in self.sources for row in source.choices)
        return tuple(row for row in rows if row["list_name"] in self.lists)

    @property
    def settings(self) -> Row:
        """Return the settings row of the form itself."""
        return self.sources[0].settings


def read(path: Path, domain: str) -> Source:
    """Return one multi-sheet CSV; empty cells are left out."""
    sheets: dict[str, list[Row]] = {}
    rows: list[Row] = []
    header: list[str] = []
    for line in csv.reader(path.read_text("utf-8").splitlines()):
        if line[0]:
            rows, header = sheets.setdefault(line[0], []), []
        elif not header:
            header = line[1:]
        else:
            rows.append({k: v for k, v in zip(header, line[1:], strict=False) if v})
    return Source(
        domain=domain,
        survey=tuple(sheets.get("survey", ())),
        choices=tuple(sheets.get("choices", ())),
        settings=dict(*sheets.get("settings", ())),
    )


def programme(name: str) -> Mapping[str, Any]:
    """Return what the programme's TOML says."""
    return tomllib.loads((FLOWS / "programmes" / name / "programme.toml").read_text("utf-8"))


def form(name: str) -> Form:
    """Return a programme's intake, modules included."""
    own = read(FLOWS / "programmes" / name / "intake.csv", f"{name}.intake")
    used = [own, MODULES["lists"]]
    survey: list[Row] = []
    for row in own.survey:
        if row["type"] == "include":
            used.append(MODULES[row["name"]])
            survey.extend(MODULES[row["name"]].survey)
        else:
            survey.append(row)
    return Form(
        id=own.domain,
        sources=tuple(used),
        survey=tuple(survey),
        languages=tuple(programme(name)["catalogue_languages"]),
    )


MODULES = {path.stem: read(path, path.stem) for path in (FLOWS / "modules").glob("*.csv")}
PROGRAMMES = sorted(path.parent.name for path in (FLOWS / "programmes").glob("*/programme.toml"))
FORMS = {name: form(name) for name in PROGRAMMES}
