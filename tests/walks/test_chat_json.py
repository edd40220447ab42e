"""``rafiq chat --json`` as a program that knows nothing but its contract would use it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.waiting import PATIENCE
from tests.walks.families import FAMILY

ROOT = Path(__file__).parents[2]
Line: TypeAlias = Mapping[str, Any]

MESSAGE = {"text", "language", "direction", "choices", "actions", "media"}
IDLE = {"idle", "state", "form", "question", "type", "progress"}
STATES = {
    *("choosing_language", "choosing_programme", "consent", "asking"),
    *("summary", "confirming", "done", "stopped"),
}
TRIES: Mapping[str, Sequence[str]] = {
    "integer": ("1995", "1398", "3"),
    "decimal": ("2.5",),
    "date": ("2026-11-28",),
    "phone": ("+212612345678", "+2250708091011", "+989123456789"),
    "text": ("A name or a story that is longer than twenty letters", "Maryam"),
}


@dataclass(slots=True)
class Chat:
    """A running ``rafiq chat --json``."""

    process: subprocess.Popen[str]
    heard: list[Line]
    idle: Line

    def read(self) -> Line:
        """Read up to the line that says that nothing more is due."""
        assert self.process.stdout is not None
        self.heard = []
        while line := self.process.stdout.readline():
            data = json.loads(line)
            assert isinstance(data, dict)
            if data.get("idle"):
                assert set(data) == IDLE
                assert data["state"] in STATES
                self.idle = data
                return data
            assert set(data) == MESSAGE
            assert data["text"].strip()
            assert data["direction"] == (
                "rtl" if data["language"] in ("ar", "ary", "fa") else "ltr"
            )
            for option in (*data["choices"], *data["actions"]):
                assert set(option) == {"key", "label"}
                assert option["label"].strip()
            self.heard.append(data)
        raise AssertionError(f"it ended: {self.error()}")

    def say(self, **line: Any) -> Line:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        idle = self.read()
        assert self.heard or "advance" in line, f"nothing was said to {line}"
        return idle

    @property
    def choices(self) -> list[Line]:
        return list(self.heard[-1]["choices"])

    @property
    def actions(self) -> list[Line]:
        return list(self.heard[-1]["actions"])

    def error(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def end(self) -> tuple[int, str, str]:
        """Close the input; return the exit code and what was still written."""
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation")


@contextlib.contextmanager
def launched(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("RAFIQ_")},
        "RAFIQ_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/rafiq.db",
        "RAFIQ_MEDIA": str(folder / "media"),
        "PYTHONUTF8": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--json", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextlib.contextmanager
def chat(folder: Path, *arguments: str) -> Iterator[Chat]:
    with launched(folder, *arguments) as process:
        talk = Chat(process, [], {})
        talk.read()
        yield talk


def answer(talk: Chat) -> None:
    """Answer what is open, whatever it is; leave out what nothing fits."""
    before, kind = (talk.idle["state"], talk.idle["question"]), talk.idle["type"]
    if talk.choices:
        first, last = talk.choices[0]["key"], talk.choices[-1]["key"]
        talk.say(choose=first)
        if kind == "select_multiple":
            assert talk.idle["question"] == before[1], "one tick ended the question"
            assert talk.choices, "the choices do not come again"
            talk.say(choose=last)
        if (talk.idle["state"], talk.idle["question"]) != before:
            return
    else:
        for text in TRIES[kind]:
            talk.say(text=text)
            if (talk.idle["state"], talk.idle["question"]) != before:
                return
    skip = next(each for each in talk.actions if each["key"] == "skip")
    talk.say(choose=skip["label"])
    assert (talk.idle["state"], talk.idle["question"]) != before


def finish(talk: Chat, *, most: int = 60) -> list[str]:
    """Go on to the end; return the questions that were asked."""
    asked: list[str] = []
    for _ in range(most):
        if talk.idle["state"] == "done":
            return asked
        if talk.idle["question"]:
            asked.append(talk.idle["question"])
        place = talk.idle["progress"]
        assert place is None or 1 <= place[0] <= place[1]
        answer(talk)
    raise AssertionError(f"it never ends: {asked[-3:]}")


@pytest.mark.parametrize(
    ("programme", "language"),
    [("almontija", "ary"), ("almontija", "ar"), ("femmpact", "fr"), ("elites", "fa")],
)
def test_every_programme(installation: Path, programme: str, language: str) -> None:
    with chat(installation, "--programme", programme, "--language", language) as talk:
        assert talk.idle["state"] == "consent"
        assert talk.idle["form"] == f"{programme}.intake"
        assert talk.heard[-1]["language"] == language
        asked = finish(talk)
        assert len(asked) > 18
        assert talk.idle == {"idle": True, "state": "done", "form": f"{programme}.intake"} | {
            "question": None,
            "type": None,
            "progress": None,
        }
        talk.say(text="?")
        assert talk.end() == (0, "", "")


def test_language_and_programme_are_chosen(installation: Path) -> None:
    with chat(installation) as talk:
        assert talk.idle["state"] == "choosing_language"
        assert {each["label"] for each in talk.choices} >= {"العربية", "Français"}
        talk.say(choose="Français")
        assert talk.idle["state"] == "choosing_programme"
        talk.say(choose="femmpact")
        assert talk.idle["state"] == "consent"
        finish(talk)


def test_language_alone_is_answered(installation: Path) -> None:
    with chat(installation, "--language", "fa", "--as", "zahra") as talk:
        assert talk.idle["state"] == "choosing_programme"
    with chat(installation, "--language", "fr", "--as", "zahra") as talk:
        assert talk.idle["state"] == "choosing_programme"
        assert talk.heard[-1]["language"] == "fr"


def test_killed_in_the_middle_and_resumed(installation: Path) -> None:
    who = ("--programme", "femmpact", "--as", "awa")
    with chat(installation, *who) as talk:
        for _ in range(8):
            answer(talk)
        left = talk.idle
        talk.process.send_signal(signal.SIGKILL)
        talk.process.wait()
    with chat(installation, *who) as talk:
        assert talk.idle == left
        for _ in range(5):
            answer(talk)
        left = talk.idle
        assert talk.process.stdin is not None
        talk.process.stdin.write('{"text": "')  # half a line
        talk.process.stdin.flush()
        talk.process.send_signal(signal.SIGKILL)
    with chat(installation, *who) as talk:
        assert talk.idle == left
        talk.say(advance="P21D")
        assert talk.idle == left
        talk.say(text="bonjour")
        assert "Vous en étiez" in talk.heard[0]["text"]
        finish(talk)
    with chat(installation, *who) as talk:
        assert talk.idle["state"] == "done"


def test_killed_before_an_entry_is_taken_out_and_after(tmp_path: Path, installation: Path) -> None:
    path = tmp_path / "family.md"
    path.write_text(FAMILY, encoding="utf-8")
    who = ("--form", str(path), "--language", "fr", "--as", "awa")
    with chat(installation, *who) as talk:
        for text in ("Awa", "oui", "Salma", "7", "oui", "Yassine", "12", "supprimer Salma"):
            talk.say(text=text)
        talk.process.send_signal(signal.SIGKILL)
        talk.process.wait()
    with chat(installation, *who) as talk:
        assert talk.idle["state"] == "confirming"
        assert "1. Salma, 7" in talk.heard[0]["text"]
        talk.say(choose="yes")
        talk.process.send_signal(signal.SIGKILL)
        talk.process.wait()
    with chat(installation, *who) as talk:
        assert (talk.idle["state"], talk.idle["question"]) == ("asking", "child")
        talk.say(choose="entries")
        assert [(each["key"], each["label"]) for each in talk.choices] == [
            ("child[2]", "1. Yassine, 12")
        ]


FORM = """
| survey |
| | type | name | label | relevant | constraint | required |
| | text | name | What is your name? | | | yes |
| | integer | age | How old are you? | | . >= 0 and . <= 120 | yes |
| | note | old | That is a good age. | ${age} > 90 | | |
| | select_one yn | child | Have you children? | ${age} >= 15 | | |
| | integer | children | How many? | ${child} = 'yes' | . > 0 | |
| | select_multiple days | days | Which days suit you? | | | |
| | decimal | weight | What do you weigh, in kilograms? | | | |
| | date | day | On which day do you begin? | | | |
| | geopoint | place | Where do you live? | | | |
| | acknowledge | seen | Please confirm that you read this. | | | |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | days | mon | Monday |
| | days | done | Done, said the week |
| | days | fri | Friday |
"""


def test_a_form_that_is_not_installed(tmp_path: Path, installation: Path) -> None:
    path = tmp_path / "small.md"
    path.write_text(FORM, encoding="utf-8")
    with chat(installation, "--form", str(path)) as talk:
        assert (talk.idle["state"], talk.idle["question"]) == ("asking", "name")
        assert (talk.idle["type"], talk.idle["progress"]) == ("text", [1, 7])
        assert talk.heard[-1]["language"] == "en"
        assert talk.choices == []
        talk.say(text="Ana")
        assert talk.idle["type"] == "integer"
        talk.say(text="a lot")
        assert talk.idle["question"] == "age"
        talk.say(text="95")
        assert "That is a good age." in talk.heard[-1]["text"]
        assert talk.idle["question"] == "child"
        talk.say(choose="Yes")
        assert talk.idle["question"] == "children"
        talk.say(choose="back")
        assert talk.idle["question"] == "child"
        talk.say(choose="no")
        assert [each["key"] for each in talk.choices] == ["mon", "done", "fri", "_done"]
        talk.say(choose="Monday")
        talk.say(choose="done")
        talk.say(choose="_done")
        assert talk.idle["question"] == "weight"
        talk.say(text="61,5")
        talk.say(text="28 November 2026")
        assert (talk.idle["question"], talk.idle["type"]) == ("place", "geopoint")
        talk.say(text="33.5, -7.6")
        assert talk.idle["question"] == "seen"
        talk.say(choose="back")
        talk.say(location=[33.5, -7.6])
        assert talk.idle["question"] == "seen"
        talk.say(choose=talk.choices[0]["key"])
        assert talk.idle["state"] == "summary"
        assert "Ana" in talk.heard[-1]["text"]
        talk.say(choose=talk.choices[0]["key"])
        assert talk.idle["state"] == "done"
        assert talk.end() == (0, "", "")


NONE = (
    "not json",
    "[]",
    "{}",
    '{"text": 3}',
    '{"advance": "soon"}',
    '{"location": [1]}',
    '{"media": {"kind": "voice", "path": "/nowhere/at/all.ogg"}}',
)


def test_a_line_that_is_none(installation: Path) -> None:
    with chat(installation, "--programme", "femmpact"):
        pass  # the database is there
    with contextlib.ExitStack() as held:  # side by side: each is a process of its own
        begun = [
            held.enter_context(launched(installation, "--programme", "femmpact")) for _ in NONE
        ]
        for line, process in zip(NONE, begun, strict=True):
            out, err = process.communicate(line + "\n", timeout=PATIENCE * 2)
            assert process.returncode == 1, line
            assert json.loads(out.splitlines()[-1])["idle"], line
            assert err.startswith("rafiq: line 1 of the input: "), line
            assert err.count("\n") == 1, line


def test_a_voice_note_is_kept(installation: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.ogg"
    note.write_bytes(b"OggS")
    with chat(installation, "--programme", "femmpact", "--as", "mariam") as talk:
        while talk.idle["question"] != "pitch":
            answer(talk)
        talk.say(media={"kind": "voice", "path": str(note)})
        assert talk.idle["question"] == "problem"
    kept = [path.read_bytes() for path in (installation / "media").iterdir()]
    assert kept == [b"OggS"]


def test_an_answer_is_changed_in_the_middle(installation: Path) -> None:
    with chat(installation, "--programme", "femmpact") as talk:
        for _ in range(6):
            answer(talk)
        left = talk.idle
        talk.say(text="modifier")
        assert (talk.idle["state"], talk.idle["question"]) == ("asking", None)
        assert {"start/mode", "start/consent_reminders"} <= {each["key"] for each in talk.choices}
        talk.say(choose="start/consent_reminders")
        assert talk.idle["question"] == "consent_reminders"
        talk.say(choose="no")
        assert talk.idle == left
        finish(talk)


def test_stop_and_start(installation: Path) -> None:
    with chat(installation, "--programme", "elites") as talk:
        talk.say(text="توقف")
        assert talk.idle["state"] == "stopped"
        talk.say(text="شروع")
        assert talk.idle["state"] == "consent"
