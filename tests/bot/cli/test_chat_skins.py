"""``rafiq chat --skin``: the requests that a messenger would get, in the terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FORM = """\
| survey  | type         | name | label::en        |
|         | select_one m | made | What do you make? |
| choices | list_name    | name | label::en        |
|         | m            | a    | Honey            |
|         | m            | b    | Wool             |
"""


def chat(folder: Path, skin: str) -> subprocess.CompletedProcess[str]:
    (folder / "form.md").write_text(FORM, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("RAFIQ_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--form", "form.md", "--skin", skin],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONUTF8": "1"},
        input="",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("skin", "method", "words"),
    [
        pytest.param("telegram", "sendMessage", "inline_keyboard", id="telegram"),
        pytest.param("whatsapp", "messages", "messaging_product", id="whatsapp"),
    ],
)
def test_a_skin_writes_the_requests(tmp_path: Path, skin: str, method: str, words: str) -> None:
    done = chat(tmp_path, skin)
    assert done.returncode == 0, done.stderr
    (request,) = (json.loads(line) for line in done.stdout.splitlines() if line.strip())
    assert list(request) == [method]
    assert words in json.dumps(request[method])
    assert "Honey" in json.dumps(request[method])


def test_an_unknown_skin_names_the_known_ones(tmp_path: Path) -> None:
    done = chat(tmp_path, "signal")
    assert done.returncode != 0
    assert "plain, telegram, whatsapp" in done.stderr + done.stdout
