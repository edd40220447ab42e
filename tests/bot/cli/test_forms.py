"""``rafiq forms``: list, check, understand, preview."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import publishing
from bot.cli.forms import _outcome, _readers, faults_of
from bot.programme import folders
from flows.understanding import Option
from tests.bot.cli.running import Runner
from tests.storage.people import NOW

OWN = folders.FLOWS / "programmes" / "almontija" / "intake.csv"
FAULTY = b"survey,,,\n,type,name,label\n,text,q,${nobody}?\n,texte,r,R\n"
UNUSUAL = b"survey,,,,\n,type,name,label,my notes\n,text,q,Q,x\n"


def test_list(run: Runner, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    monkeypatch.setenv("RAFIQ_DATABASE_URL", sqlite_url)
    ran = run("forms", "list")
    header, *rows = [line.split() for line in ran.out.splitlines()]
    assert header == ["form", "version", "languages", "questions"]
    assert [row[0] for row in rows] == ["almontija.intake", "elites.intake", "femmpact.intake"]
    assert all(row[-1].isdecimal() for row in rows)


# ---------------------------------------------------------------- check


@pytest.mark.parametrize(
    ("content", "code", "expected"),
    [
        pytest.param(b"survey,,,\n,type,name,label\n,text,q,Q\n", 0, [], id="a good form"),
        pytest.param(
            UNUSUAL, 0, [("survey", 1, "my notes", "column.unknown", "warning")], id="a warning"
        ),
        pytest.param(
            FAULTY,
            1,
            [
                ("survey", 2, "label", "reference.unknown", "error"),
                ("survey", 3, "type", "type.unknown", "error"),
            ],
            id="all faults at once",
        ),
        pytest.param(b"", 1, [(None, None, None, "file.empty", "error")], id="nothing"),
        pytest.param(b"\0\1\2", 1, [(None, None, None, "file.unknown", "error")], id="bytes"),
        pytest.param(
            b"PK\3\4broken", 1, [(None, None, None, "file.unreadable", "error")], id="a broken zip"
        ),
    ],
)
def test_check(
    run: Runner, tmp_path: Path, content: bytes, code: int, expected: list[tuple[object, ...]]
) -> None:
    (tmp_path / "form.csv").write_bytes(content)
    ran = run("forms", "check", "form.csv", "--json")
    keys = ("sheet", "row", "column", "code", "level")
    faults = json.loads(ran.out)["faults"]
    assert all(set(each) == {*keys, "message"} for each in faults)
    assert [tuple(each[key] for key in keys) for each in faults] == expected
    assert ran.code == code
    plain = run("forms", "check", "form.csv")
    assert plain.code == code
    assert ("usable: 1 questions, languages und\n" in plain.err) is (code == 0)
    assert plain.out.count("\n") == len(expected)


@pytest.mark.parametrize("path", ["missing.csv", ".", "/dev/null", "/dev/zero", "a" * 5000, "a\0b"])
def test_check_says_what_cannot_be_read(run: Runner, path: str) -> None:
    ran = run("forms", "check", path, "--json")
    assert ran.code == 1
    assert len(json.loads(ran.out)["faults"]) == 1


def test_check_refuses_by_size_first(run: Runner, tmp_path: Path) -> None:
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(100_000_000)
    ran = run("forms", "check", "large.csv", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["faults"][0]["code"] == "file.too_large"


def book(
    *rows: Sequence[object], title: str = "survey", change: Callable[[Any], object] = id
) -> bytes:
    """Return an XLSX as openpyxl writes it; ``change`` alters the workbook first."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append([*row])
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


HEAD: list[object] = ["type", "name", "label"]
ASKED: list[object] = ["text", "a", "A?"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAY = datetime.fromisoformat("2026-11-23T10:00")
ODD: dict[str, tuple[bytes, bool, list[str]]] = {
    # Bytes, whether it is usable, the codes of its faults.
    "a zip of something": (zipped(notes="x"), False, ["file.unknown"]),
    "a workbook of another program": (zipped(mimetype="ods"), False, ["file.unknown"]),
    "a workbook cut off": (book(HEAD, ASKED)[:2000], False, ["file.unreadable"]),
    "an old workbook cut off": (OLE + bytes(2000), False, ["file.unreadable"]),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), False, ["file.protected"]),
    "a PDF": (b"%PDF-1.7\nx", False, ["file.unknown"]),
    "a picture": (b"\x89PNG\r\n\x1a\n\0", False, ["file.unknown"]),
    "a web page": (b"<html><body>Log in</body></html>", False, ["file.web_page"]),
    "a chart beside": (book(HEAD, ASKED, change=lambda it: it.create_chartsheet("c")), True, []),
    "capitals": (book(["Type", "NAME", "Label"], ASKED, title="SURVEY"), True, []),
    "a sheet in Persian": (book(HEAD, ASKED, title="پرسش‌ها"), True, []),
    "sheets in French": (
        book(HEAD, ASKED, title="enquête", change=lambda it: it.create_sheet("choix")),
        False,
        ["sheet.missing"],
    ),
    "blank rows and columns": (
        book(["type", None, "name", "label"], [], ["text", None, "a", "A?"], [], []), True, [],
    ),
    "blank rows before the header": (
        book([], HEAD, ASKED), False, ["sheet.no_questions", "column.missing", "column.missing"],
    ),
    "merged cells": (
        book(HEAD, ASKED, ["note", "b", "B"], change=lambda it: it.active.merge_cells("C2:C3")),
        False,
        ["label.missing"],
    ),
    "a formula without its result": (
        book(HEAD, ["text", "a", '="How "&"old?"']), False, ["file.formulas", "label.missing"],
    ),
    "days and numbers": (
        book([*HEAD, "default"], ["date", "a", DAY, DAY], ["integer", "b", 2026, 5.0]), True, [],
    ),
    "an error of a formula": (book(HEAD, ["#N/A", "a", "#REF!"]), False, ["type.unknown"]),
    "a long name": (book(HEAD, ["text", "x" * 5000, "A?"]), True, ["name.too_long"]),
    "Arabic names": (
        book(HEAD, ["text", "الاسم", "ما اسمكم؟"]), True, ["name.not_portable"],
    ),
    "a column twice": (book([*HEAD, "label"], [*ASKED, "B?"]), False, ["column.duplicate"]),
    "labels with and without a language": (
        book([*HEAD, "label::French (fr)"], [*ASKED, "Quoi ?"]), True, [],
    ),
    "300 groups": (
        book(
            HEAD,
            *(["begin_group", f"g{n}", "G"] for n in range(300)),
            ASKED,
            *(["end_group"] for _ in range(300)),
        ),
        True,
        [],
    ),
    "Windows and semicolons": ("type;name;label\ntext;a;Né ?\n".encode("cp1252"), True, []),
    "UTF-16": ("type\tname\tlabel\ntext\ta\tأين؟\n".encode("utf-16"), True, []),
    "UTF-32": ("type\tname\tlabel\ntext\ta\tأين؟\n".encode("utf-32"), True, []),
    "lines of an old Macintosh": (b"survey,,,\r,type,name,label\r,text,a,A\r", True, []),
    "a quotation that never ends": (b'survey,,,\n,type,name,label\n,text,a,"A\n', True, []),
}  # fmt: skip


@pytest.mark.parametrize(("content", "usable", "codes"), ODD.values(), ids=ODD)
def test_check_takes_any_file(
    run: Runner, tmp_path: Path, content: bytes, usable: bool, codes: list[str]
) -> None:
    (tmp_path / "form.xls").write_bytes(content)
    ran = run("forms", "check", "form.xls", "--json")
    faults = json.loads(ran.out)["faults"]
    assert [each["code"] for each in faults] == codes
    assert (ran.code == 0) is usable
    assert any(each["level"] == "error" for each in faults) is not usable


@pytest.mark.parametrize("path", [str(OWN), "almontija.intake"])
def test_check_knows_our_own_forms(run: Runner, path: str) -> None:
    ran = run("forms", "check", path)
    assert (ran.code, ran.out) == (0, "")


def test_check_compares_with_what_is_in_use(
    run: Runner, monkeypatch: pytest.MonkeyPatch, sqlite_url: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAFIQ_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RAFIQ_FORMS", str(tmp_path / "forms"))
    (tmp_path / "farm.csv").write_text("survey,,,\n,type,name,label\n,text,q,Q\n")
    assert run("forms", "import", "farm.csv").code == 0
    (tmp_path / "forms" / "farm" / "imported.json").unlink()
    assert run("forms", "list").code == 0
    assert run("forms", "check", "farm.intake").out == ""
    source = tmp_path / "forms" / "farm" / "intake.csv"
    source.write_text(source.read_text().replace(",text,q,Q\n", ",text,q,Q\n,text,n,N\n"))
    ran = run("forms", "check", "farm.intake", "--json")
    assert [each["code"] for each in json.loads(ran.out)["faults"]] == ["version.not_raised"]
    assert ran.code == 0


def test_check_makes_no_database(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAFIQ_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/none.db")
    assert run("forms", "check", "almontija.intake").code == 0
    assert not (tmp_path / "none.db").exists()


def test_check_never_fails_on_random_bytes(tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311
    path = tmp_path / "form.xlsx"
    starts = (b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"survey,type\n", FAULTY)
    for start in starts * 8:
        path.write_bytes(start + rng.randbytes(rng.randrange(2000)))
        assert any(each.level == "error" for each in faults_of(str(path)))


def test_check_tells_a_fault_of_our_own_from_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise TypeError("what\nnow")

    monkeypatch.setattr("bot.cli.forms.compile_form", broken)
    (each,) = faults_of(str(tmp_path / "form.csv"))
    assert (each.code, each.level) == ("pyxform.failed", "error")
    assert "what now" in each.message


# ---------------------------------------------------------------- understand

NOW_ = ("--now", "2026-11-22T10:00:00")
CHOICES = '[{"name":"hoe","label":"Houe à main"},{"name":"pump","label":"Pompe à main"}]'


@pytest.mark.parametrize(
    ("type_", "language", "typed", "expected"),
    [
        pytest.param("integer", "ary", "٣٤", {"value": 34}, id="digits"),
        pytest.param("integer", "fr", "3,5", {"refused": "number.not_whole"}, id="not whole"),
        pytest.param("decimal", "fr", "3,5", {"value": 3.5}, id="a fraction"),
        pytest.param("date", "fr", "demain", {"value": "2026-11-23"}, id="tomorrow"),
        pytest.param("date", "fr", "hein", {"refused": "date.not_a_date"}, id="no day"),
        pytest.param("time", "fr", "10h30", {"value": "10:30"}, id="a time"),
        pytest.param("yes_no", "ar", "نعم", {"value": "yes"}, id="yes"),
        pytest.param("intent", "fr", "stop", {"value": "stop"}, id="an intent"),
        pytest.param("intent", "fr", "Fatima", {"refused": "intent.unknown"}, id="none"),
        pytest.param("phone", "ary", "0612345678", {"value": "+212612345678"}, id="Moroccan"),
        pytest.param("phone", "fa", "09121234567", {"value": "+989121234567"}, id="Iranian"),
        pytest.param("choice", "fr", "1", {"value": "hoe"}, id="by number"),
        pytest.param(
            "choice",
            "fr",
            "main",
            {"ask": "Vouliez-vous dire une de ces réponses\u202f?", "value": ["hoe", "pump"]},
            id="which one",
        ),
        pytest.param(
            "integer", "en", "about 20", {"ask": "Did you mean: 20?", "value": [20]}, id="ask"
        ),
    ],
)
def test_understand(
    run: Runner, tmp_path: Path, type_: str, language: str, typed: str, expected: object
) -> None:
    (tmp_path / "choices.json").write_text(CHOICES, encoding="utf-8")
    options = ("--choices", "choices.json") if type_ == "choice" else ()
    line = f"{typed}\n".encode()
    ran = run("forms", "understand", type_, "--language", language, *NOW_, *options, typed=line * 2)
    assert ran.code == 0
    assert [json.loads(each) for each in ran.out.splitlines()] == [expected] * 2


def test_understand_answers_every_line(run: Runner) -> None:
    typed = b"\n\xff\xfe\n" + b"9" * 5000 + b"\n\r\n12"
    ran = run("forms", "understand", "integer", "--language", "fr", typed=typed)
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert len(found) == 5
    assert found[-1] == {"value": 12}
    assert all("refused" in each for each in found[:-1])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.text() | st.text(st.sampled_from("0123456789٣۴./-: +eE,hن")),
    st.sampled_from(["ar", "ary", "fr", "fa"]),
)
def test_understand_writes_json_whatever_is_typed(typed: str, language: str) -> None:
    options = [Option(name="a", labels=("Houe",)), Option(name="b", labels=("12",))]
    words = publishing.words()[language]
    for reader in _readers(language, now=NOW, options=options).values():
        found = _outcome(reader(typed), words, {})
        assert len(found) in (1, 2)
        json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["number", "--language", "fr"], "The type number is not known."),
        (["integer", "--language", "xx"], "The language xx is not known."),
        (["date", "--language", "fr", "--now", "noon"], "--now noon"),
        (["choice", "--language", "fr"], "--choices"),
        (["choice", "--language", "fr", "--choices", "none"], "none cannot be read"),
    ],
)
def test_understand_refuses(run: Runner, arguments: list[str], said: str) -> None:
    ran = run("forms", "understand", *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


@pytest.mark.parametrize("content", ["{}", "[1]", '[{"name":1}]', "[[", "[" * 100_000, "null"])
def test_choices_that_are_no_list(tmp_path: Path, run: Runner, content: str) -> None:
    (tmp_path / "c").write_text(content)
    ran = run("forms", "understand", "choice", "--language", "fr", "--choices", "c")
    assert ran.code == 1
    assert ran.err.count("\n") == 1


# ---------------------------------------------------------------- preview


@pytest.mark.parametrize("place", ["femmpact.intake", "form.csv"])
def test_preview_keeps_nothing(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    kept = tmp_path / "tmp"
    kept.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(kept))
    (tmp_path / "form.csv").write_bytes(b"survey,,,\n,type,name,label\n,text,q,Hello\n")
    ran = run("forms", "preview", place, typed=b"\n")
    assert ran.code == 0
    assert ran.out.strip()
    assert list(kept.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["form.csv", "tmp"]


def test_preview_of_nothing(run: Runner) -> None:
    ran = run("forms", "preview", "nope")
    assert ran.code == 1
    assert "nope" in ran.err
