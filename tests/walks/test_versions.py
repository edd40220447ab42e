"""A form is imported anew while somebody is in the middle of it, and the process is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.programme import importing

FORM = """survey
,type,name,label
,text,who,Your name?
,integer,age,Your age?
,text,town,Which town?
settings
,form_id,version,default_language,rafiq:migrate
,farm,1,en,{migrate}
"""
NEWER = FORM.replace(",text,town", ",integer,plots,How many plots?\n,text,town").replace(
    ",farm,1,", ",farm,2,"
)


class Installation:
    """A folder with a database; every command is a process of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self._folder = folder
        self._environment = {
            **os.environ,
            "RAFIQ_FORMS": str(folder / "forms"),
            "RAFIQ_DATABASE_URL": database,
        }

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self._folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def bring_in(self, form: str) -> None:
        (self._folder / "farm.csv").write_text(form)
        importing.carry_out(importing.plan(self._folder / "farm.csv"))

    def walk(self, *says: str, kill: bool) -> list[Mapping[str, Any]]:
        """Return what is said to each line; ends with a kill, or with the end of input."""
        chat = ["chat", "--form", "farm.intake", "--as", "awa", "--language", "en", "--json"]
        heard: list[Mapping[str, Any]] = []
        with subprocess.Popen(
            [sys.executable, "-m", "bot", *chat],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for text in ("", *says):
                if text:
                    process.stdin.write(json.dumps({"text": text}) + "\n")
                    process.stdin.flush()
                while True:
                    heard.append(json.loads(process.stdout.readline()))
                    if "idle" in heard[-1]:
                        break
            if kill:
                process.kill()
            else:
                process.stdin.close()
        return heard


@pytest.mark.parametrize(
    ("migrate", "open_", "told", "columns"),
    [
        pytest.param("finish", "town", False, "who;age;plots;town", id="she finishes her version"),
        pytest.param("move", "plots", True, "who;age;plots;town", id="she moves to the new one"),
    ],
)
def test_a_changed_form_between(
    tmp_path: Path,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    migrate: str,
    open_: str,
    told: bool,
    columns: str,
) -> None:
    monkeypatch.setenv("RAFIQ_FORMS", str(tmp_path / "forms"))
    here = Installation(tmp_path, database_url)
    here.bring_in(FORM.format(migrate=migrate))
    before = here.walk("Awa", kill=True)
    assert before[-1]["question"] == "age"
    here.bring_in(NEWER.format(migrate=migrate))
    rest = ["Safi", "yes"] if migrate == "finish" else ["3", "Safi", "yes"]
    after = here.walk("34", *rest, kill=False)
    asked = [each["question"] for each in after if each.get("idle")]
    assert asked[1] == open_
    assert after[-1]["state"] == "done"
    said = "\n".join(each.get("text", "") for each in after)
    assert ("The questions changed a little." in said) is told
    here.run("export", "farm.intake", "--out", "out.csv", "--names")
    header, row = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert columns in header.replace('"', "")
    assert '"Awa";"34"' in row
