"""``rafiq forms xlsx`` and ``rafiq forms import``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.programme import importing
from tests.bot.cli.running import Ran, Runner

FORM = """survey
,type,name,label::English (en),label::French (fr),relevant
,text,who,Your name?,Votre nom ?,
,select_one yn,well,All well?,Ça va ?,
,integer,age,Your age?,Votre âge ?,
choices
,list_name,name,label::English (en),label::French (fr)
,yn,yes,Yes,Oui
,yn,no,No,Non
settings
,form_id,form_title,version,default_language
,mine,My form,1,English (en)
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Path:
    """Where forms are installed; an empty database."""
    monkeypatch.setenv("RAFIQ_FORMS", "forms")
    monkeypatch.setenv("RAFIQ_DATABASE_URL", sqlite_url)
    (tmp_path / "mine.csv").write_text(FORM, encoding="utf-8")
    return tmp_path / "forms"


def changed(run: Runner, *changes: tuple[str, str]) -> Ran:
    """Import the form with some words replaced."""
    text = Path("mine.csv").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path("mine.csv").write_text(text, encoding="utf-8")
    return run("forms", "import", "mine.csv")


def test_an_imported_form_is_in_use_at_once(run: Runner, home: Path) -> None:
    ran = run("forms", "import", "mine.csv")
    assert ran.code == 0
    assert "mine.intake is new: 3 questions, languages en fr." in ran.out
    assert sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()) == [
        "mine/imported.json",
        "mine/intake.csv",
        "mine/locales/fr/LC_MESSAGES/mine.intake.po",
        "mine/programme.toml",
    ]
    assert "mine.intake" in run("forms", "list").out
    said = '{"text":"Français"}\n{"text":"Ali"}\n'.encode()
    walked = run("chat", "--form", "mine.intake", "--json", typed=said)
    last = [json.loads(line) for line in walked.out.splitlines()][-1]
    assert (last["form"], last["question"]) == ("mine.intake", "well")


def test_the_source_is_in_english_and_the_rest_in_a_catalogue(run: Runner, home: Path) -> None:
    run("forms", "import", "mine.csv")
    source = (home / "mine" / "intake.csv").read_text()
    assert source.startswith("survey,,,\n,type,name,label\n,text,who,Your name?\n")
    assert "Votre" not in source
    words = (home / "mine/locales/fr/LC_MESSAGES/mine.intake.po").read_text()
    assert 'msgctxt "who:label"\nmsgid "Your name?"\nmsgstr "Votre nom ?"' in words
    assert 'msgctxt "yn.yes:label"' in words


SAID = {
    "a question more": (
        ("choices\n", ",date,when,When?,Quand ?,\nchoices\n"),
        "question.added when",
    ),
    "a question less": ((",text,who,Your name?,Votre nom ?,\n", ""), "question.removed who"),
    "another type": ((",integer,age", ",decimal,age"), "question.retyped age (integer → decimal)"),
    "another condition": ((",Votre âge ?,", ",Votre âge ?,${who} != ''"), "question.logic age"),
    "a choice more": (("settings\n", ",yn,so,So so,Bof\nsettings\n"), "choice.added yn.so"),
    "a choice less": ((",yn,no,No,Non\n", ""), "choice.removed yn.no"),
    "another translation": (("Ça va ?", "Tout va bien ?"), "translation.changed well:label (fr)"),
    "another source": (("All well?", "Are you well?"), "translation.stale well:label (fr)"),
}


@pytest.mark.parametrize(("change", "said"), SAID.values(), ids=SAID)
def test_what_changed_is_said(run: Runner, change: tuple[str, str], said: str) -> None:
    run("forms", "import", "mine.csv")
    ran = changed(run, change)
    assert ran.code == 0
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert any(line.startswith(said) for line in lines), lines
    assert any("version is still 1" in line for line in lines)
    again = run("forms", "import", "mine.csv")
    assert "is as it was" in again.out


def test_a_stale_translation_stays_in_use_and_is_marked(run: Runner, home: Path) -> None:
    run("forms", "import", "mine.csv")
    path = home / "mine/locales/fr/LC_MESSAGES/mine.intake.po"
    reviewed = path.read_text().replace('msgctxt "who', '# reviewed: Awa\nmsgctxt "who')
    path.write_text(reviewed)
    changed(run, ("All well?", "Are you well?"), (",mine,My form,1,", ",mine,My form,2,"))
    words = path.read_text()
    assert '# stale: All well?\nmsgctxt "well:label"\nmsgid "Are you well?"\nmsgstr "Ça' in words
    assert '# reviewed: Awa\nmsgctxt "who:label"' in words
    checked = run("forms", "check", "mine.intake", "--json")
    assert checked.code == 0
    codes = [each["code"] for each in json.loads(checked.out)["faults"]]
    assert "translation.unsure" in codes
    changed(run, ("Ça va ?", "Allez-vous bien ?"))
    assert "stale" not in path.read_text()


def test_the_version_is_to_be_raised(run: Runner) -> None:
    run("forms", "import", "mine.csv")
    raised = changed(run, ("Your age?", "How old?"), (",mine,My form,1,", ",mine,My form,2,"))
    assert "version is still" not in raised.out
    Path("mine.csv").write_text(Path("mine.csv").read_text().replace("How old?", "Age?"))
    found = json.loads(run("forms", "check", "mine.csv", "--json").out)["faults"]
    assert [
        (each["sheet"], each["row"], each["column"], each["level"])
        for each in found
        if each["code"] == "version.not_raised"
    ] == [("settings", 2, "version", "warning")]


def test_a_dry_run_writes_nothing(run: Runner, home: Path) -> None:
    ran = run("forms", "import", "mine.csv", "--dry-run")
    assert ran.code == 0
    assert "is new" in ran.out
    assert not home.exists()


def test_a_faulty_workbook_changes_nothing(run: Runner, home: Path) -> None:
    run("forms", "import", "mine.csv")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    ran = changed(run, (",integer,age", ",intger,age"), ("Your name?", "${nobody}?"))
    assert (ran.code, ran.out) == (1, "")
    assert "intger" in ran.err
    assert "nobody" in ran.err
    assert before == {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


def _by_hand(home: Path) -> None:
    source = home / "mine" / "intake.csv"
    source.write_text(source.read_text().replace("Your age?", "And your age?"))


def test_what_was_changed_here_is_not_lost(run: Runner, home: Path) -> None:
    run("forms", "import", "mine.csv")
    po = home / "mine/locales/fr/LC_MESSAGES/mine.intake.po"
    po.write_text(po.read_text().replace("Votre âge ?", "Quel âge ?"))
    kept = po.read_bytes()
    ran = changed(run, ("Your name?", "Name?"))
    assert ran.code == 1
    assert "--overwrite" in ran.err
    assert po.read_bytes() == kept
    assert run("forms", "import", "mine.csv", "--overwrite").code == 0
    assert "Votre âge" in po.read_text()


def test_a_workbook_of_an_older_state_says_so(run: Runner) -> None:
    run("forms", "import", "mine.csv")
    run("forms", "xlsx", "mine.intake", "--out", "old.xlsx")
    changed(run, ("Your name?", "Name?"))
    ran = run("forms", "import", "old.xlsx")
    assert ran.code == 1
    assert "forms xlsx mine.intake" in ran.err


def test_an_exported_workbook_is_changed_and_brought_back(run: Runner, home: Path) -> None:
    run("forms", "import", "mine.csv")
    assert run("forms", "xlsx", "mine.intake", "--out", "a.xlsx").code == 0
    book = load_workbook("a.xlsx")
    for row in book["survey"].iter_rows():
        for cell in row:
            if cell.value == "Votre nom ?":
                cell.value = "Quel est votre nom ?"
    book.save("a.xlsx")
    ran = run("forms", "import", "a.xlsx")
    assert ran.code == 0
    assert "translation.changed" in ran.out
    assert (
        "Quel est votre nom ?" in (home / "mine/locales/fr/LC_MESSAGES/mine.intake.po").read_text()
    )


def test_a_changed_module_is_taken_into_the_form(run: Runner, tmp_path: Path) -> None:
    run("forms", "xlsx", "femmpact.intake", "--out", "f.xlsx")
    book = load_workbook("f.xlsx")
    for row in book["survey"].iter_rows():
        for cell in row:
            if cell.value == "Which days suit you?":
                cell.value = "On which days can you come?"
    book.save("f.xlsx")
    ran = run("forms", "import", "f.xlsx", "--to", "elsewhere")
    assert ran.code == 0
    assert "include: start, person, place_west_africa, activity\n" in ran.out
    source = (tmp_path / "elsewhere/femmpact/intake.csv").read_text()
    assert ",include,activity," in source
    assert ",include,schedule," not in source


def test_what_cannot_be_written_is_put_back(
    run: Runner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("forms", "import", "mine.csv")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    real: Callable[[Path, bytes], None] = importing._put

    def full(path: Path, content: bytes) -> None:
        if path.name == "intake.csv" and str(home) in str(path) and b"Name?" in content:
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(importing, "_put", full)
    ran = changed(run, ("Your name?", "Name?"), ("Votre nom ?", "Nom ?"))
    assert ran.code == 1
    assert "No space left" in ran.err
    assert before == {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["xlsx", "nobody.intake", "--out", "a.xlsx"], "nobody.intake"),
        (["xlsx", "almontija.intake", "--out", "a.csv"], ".xlsx"),
        (["import", "mine.csv", "--id", "My Form"], "--id My Form"),
        (["import", "none.xlsx"], "none.xlsx"),
    ],
)
def test_a_clear_line(run: Runner, arguments: list[str], said: str) -> None:
    ran = run("forms", *arguments)
    assert ran.code == 1
    assert said in ran.err


@pytest.mark.parametrize("kind", ["xlsx", "md", "semicolons"])
def test_any_kind_of_workbook(run: Runner, kind: str) -> None:
    if kind == "xlsx":
        run("forms", "import", "mine.csv")
        run("forms", "xlsx", "mine.intake", "--out", "mine.xlsx")
        name = "mine.xlsx"
    elif kind == "md":
        Path("mine.md").write_text("| survey |\n| | type | name | label |\n| | text | a | A |\n")
        name = "mine.md"
    else:
        Path("mine.csv").write_text(FORM.replace(",", ";"), encoding="cp1252")
        name = "mine.csv"
    ran = run("forms", "import", name, "--to", "there")
    assert ran.code == 0
    assert "mine.intake is new" in ran.out
