"""Compiles the programmes' forms, in a process of its own: ``python -m bot.compiling FOLDER…``.

The serving process never imports what is needed here.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from bot.programme.folders import LOCALES, MODULES, catalogues, homes
from bot.publishing import build
from flows import compile as compiling
from flows.compile import FormFaults
from flows.form import Form
from flows.loading import load
from flows.world import Programme, World
from locales.text import LANGUAGES

__all__ = ["OURS", "FormFaults", "alone", "compile_at", "compile_programme"]

OURS = compiling.Ours(modules=MODULES, catalogues=(LOCALES,))


def compile_programme(own: str) -> compiling.Compiled:
    """Return a programme's intake, compiled with its modules and catalogues.

    Raises:
        FormFaults: Everything that is wrong with it.
    """
    return compile_at(homes()[own])


def compile_at(folder: Path) -> compiling.Compiled:
    """Return the intake of the programme in a folder, as :func:`compile_programme`."""
    data = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))
    return compiling.compile_form(
        folder / "intake.csv",
        form_id=f"{folder.name}.intake",
        modules=MODULES,
        catalogues=catalogues(folder),
        languages=data.get("catalogue_languages", data["languages"]),
        served=data.get("complete_languages", data["languages"]),
    )


def alone(path: Path) -> World:
    """Return a world of one form that is not installed (``--form PATH``); compiles it here.

    Raises:
        FormFaults: The form cannot be used.
    """
    made = compiling.compile_form(path, ours=OURS)
    form = load(made.document)
    title = {code: form.title.say(code) for code in form.title.parts} or {"en": form.id}
    programme = Programme(
        id="form",
        form=form.id,
        name=title,
        organisation={},
        next_step={},
        languages=_speakable(form),
        country="MA",
        zone="UTC",
        retention_months=1,
    )
    return build({"form": programme}, [form], {form.id: form.version})


def _speakable(form: Form) -> tuple[str, ...]:
    """Return the form's languages: those that the bot speaks, else any; labels alone: English."""
    ours = [code for code in form.languages if code in (*LANGUAGES, "en")]
    return tuple(ours or [code for code in form.languages if code != "und"] or ("en",))


def main() -> None:
    """Write the compiled forms of programmes, named by their folders, as one JSON object."""
    made: dict[str, Any] = {}
    for folder in map(Path, sys.argv[1:]):
        try:
            compiled = compile_at(folder)
        except FormFaults as error:
            errors = [each for each in error.faults if each.level == "error"]
            sys.stderr.write("\n".join(map(str, errors)))
            raise SystemExit(1) from None
        made[folder.name] = {"document": compiled.document, "xform": compiled.xform}
    sys.stdout.write(json.dumps(made, ensure_ascii=False))


if __name__ == "__main__":
    main()
