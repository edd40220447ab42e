"""Workbooks in every format, whatever their names say."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.compile import FormFaults, compile_form
from flows.sources import read_workbook
from tests.flows.compile.files import circular, csv, xls, xlsx

FORM = {
    "survey": [
        ["type", "name", "label"],
        ["text", "prenom", "Votre prénom ?"],
        ["integer", "age", "Votre âge, dernière année"],
    ],
    "settings": [["form_id", "form_title"], ["essai", "Essai"]],
}
ARABIC = {"survey": [["type", "name", "label"], ["text", "a", "ما اسمكم الكامل؟"]]}
FRENCH = ["Votre prénom ?", "Votre âge, dernière année"]

FILES: dict[str, tuple[bytes, list[str]]] = {
    "xlsx": (xlsx(FORM), FRENCH),
    "xls": (xls(FORM), FRENCH),
    "csv": (csv(FORM).replace("âge, d", "âge d").encode(), [FRENCH[0], "Votre âge dernière année"]),
    "csv with a byte order mark": (csv(FORM, ";").encode("utf-8-sig"), FRENCH),
    "csv with semicolons": (csv(FORM, ";").encode(), FRENCH),
    "csv with tabs": (csv(FORM, "\t").encode(), FRENCH),
    "csv with CRLF": (csv(FORM, ";").replace("\n", "\r\n").encode(), FRENCH),
    "csv that names its separator": (("sep=;\n" + csv(FORM, ";")).encode(), FRENCH),
    "csv in Windows-1252": (csv(FORM, ";").encode("cp1252"), FRENCH),
    "csv in Windows-1256": (csv(ARABIC).encode("cp1256"), ["ما اسمكم الكامل؟"]),
    "csv in UTF-16, Excel's Unicode text": (csv(FORM, "\t").encode("utf-16"), FRENCH),
    "csv whose rows are all of one length": (
        csv(FORM, ";").replace("survey\n", "survey;;;\n").encode(),
        FRENCH,
    ),
    "csv of a survey alone": (b"type,name,label\ntext,a,Your name?\n", ["Your name?"]),
    "md": (b"| survey |\n| | type | name | label |\n| | text | a | A \\| B |\n", ["A | B"]),
    "md with rules and comments": (
        b"# a form\n| survey |\n| | type | name | label |\n|--|--|--|--|\n| | text | a | A |\n",
        ["A"],
    ),
    "one sheet with a name of its own": (xlsx({"Feuil1": FORM["survey"]}), FRENCH),
    "a sheet in capitals": (xlsx({"SURVEY": FORM["survey"]}), FRENCH),
}  # fmt: skip


@pytest.mark.parametrize(("content", "labels"), FILES.values(), ids=FILES)
def test_a_form_is_read_by_what_is_in_it(content: bytes, labels: list[str]) -> None:
    document = compile_form(content, name="form.xlsx").document
    assert [next(iter(q["label"].values())) for q in document["questions"]] == labels


def test_a_form_is_the_same_in_every_format() -> None:
    forms = [compile_form(content).document for content in (xlsx(FORM), xls(FORM))]
    forms.append(compile_form(csv(FORM, ";").encode()).document)
    assert forms[0] == forms[1] == forms[2]
    assert (forms[0]["id"], forms[0]["title"]) == ("essai", {"und": "Essai"})


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(xls(FORM))
    assert compile_form(path).document["id"] == "essai"


def test_rows_are_counted_as_a_spreadsheet_shows_them() -> None:
    rows = [["type", "name", "label"], [], ["text", "a", "A"], [], [], ["text", "b", "B"]]
    for content in (xlsx({"survey": rows}), csv({"survey": rows}).encode()):
        assert [row.number for row in read_workbook(content).sheets["survey"].rows] == [3, 6]


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    content = 'survey\n,type,name,label\n,text,a,"Two\nlines"\n,text,b,B\n'
    sheet = read_workbook(content.encode()).sheets["survey"]
    assert [(row.number, row.line) for row in sheet.rows] == [(2, 3), (3, 5)]
    assert sheet.rows[0].cells["label"] == "Two\nlines"


def test_numbers_are_read_as_pyxform_reads_them() -> None:
    rows = (
        ["type", "name", "label", "default"],
        ["integer", "a", 7.0, 2.5],
        ["text", 1, True, 3],
    )
    found = [row.cells for row in read_workbook(xlsx({"survey": rows})).sheets["survey"].rows]
    assert found[0] == {"type": "integer", "name": "a", "label": "7", "default": "2.5"}
    assert found[1] == {"type": "text", "name": "1", "label": "TRUE", "default": "3"}


REFUSED = {
    "nothing": (b"", "file.empty"),
    "blanks": (b"\n \n", "file.empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "file.unknown"),
    "a page of the web": (b"<!DOCTYPE html><html></html>", "file.web_page"),
    "an xlsx cut short": (xlsx(FORM)[:2000], "file.unreadable"),
    "an xls that comes back to itself": (circular(), "file.unreadable"),
    "an xls cut short": (xls(FORM)[:40], "file.unreadable"),
    "an xlsx whose sheet is called otherwise inside": (
        xlsx(FORM).replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet1.\x07ml", 1),
        "file.unreadable",
    ),
    "a zip of something else": (b"PK\x03\x04" + bytes(60), "file.unreadable"),
    "no survey": (b"questions\n,type,name\n,text,a\nlist,\n,x,y\n", "sheet.missing"),
    "a survey misspelt": (xlsx({"survye": [["type"]], "x": [["y"]]}), "sheet.missing"),
    "too many bytes": (b"survey," * 1_200_000, "file.too_large"),
    "too many rows": (b"survey\n,type,name\n" + b",text,a\n" * 20_001, "sheet.too_large"),
    "a survey without questions": (b"survey\n,type,name,label\n", "sheet.no_questions"),
    "a column twice": (b"survey\n,type,name,label,label\n,text,a,A,B\n", "column.duplicate"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_form_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(FormFaults) as refused:
        compile_form(content, name="form.csv")
    assert code in [it.code for it in refused.value.faults]
    assert all(it.source == "form.csv" for it in refused.value.faults)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FormFaults, match="cannot be opened"):
        compile_form(tmp_path / "form.csv")


def attempt(content: bytes) -> None:
    try:
        compile_form(content, name="form.csv")
    except FormFaults as refused:
        assert any(it.level == "error" for it in refused.faults)  # noqa: PT017


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_random_bytes_are_refused_politely(content: bytes) -> None:
    attempt(content)


@given(st.integers(0, 2**32), st.sampled_from([xlsx(FORM), xls(FORM), csv(FORM).encode()]))
@settings(max_examples=200, deadline=None)
def test_damaged_files_are_refused_politely(seed: int, content: bytes) -> None:
    rng, damaged = random.Random(seed), bytearray(content)  # noqa: S311
    for _ in range(rng.randint(1, 20)):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    attempt(bytes(damaged[: rng.randint(1, len(damaged))] if seed % 2 else damaged))


WORDS = st.sampled_from(Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split())
CELLS = st.lists(WORDS, max_size=3).map(" ".join)
HEADERS = (
    *("type", "name", "label", "hint", "relevant", "constraint", "calculation", "default"),
    *("choice_filter", "trigger", "required", "repeat_count", "appearance", "parameters"),
    *("label::fr", "label::French", "media::image", "bind::rafiq:as", "bind::oc:item", "x&y"),
    *("list_name", "bind::", "::", "label::", "read_only", "save_to", "disabled"),
)


@given(
    st.lists(st.sampled_from(HEADERS[2:]), max_size=6, unique=True),
    st.lists(st.lists(CELLS, max_size=8), max_size=8),
    st.lists(st.lists(CELLS, max_size=4), max_size=4),
)
@settings(max_examples=400, deadline=None)
def test_random_forms_are_compiled_or_refused(
    header: list[str], rows: list[list[str]], choices: list[list[str]]
) -> None:
    sheets = {
        "survey": [["type", "name", *header], ["text", "a", *header], *rows],
        "choices": [["list_name", "name", "label"], ["yn", "x", "X"], *choices],
    }
    attempt(csv(sheets, "\t").encode())


def test_a_column_for_another_program_needs_no_namespace() -> None:
    compile_form(b"survey\n,type,name,label,bind::oc:item\n,text,a,A,x\n")


def test_what_xml_cannot_hold_is_left_out() -> None:
    document = compile_form(b"survey\n,type,name,label\n,text,a,A\x07B\n").document
    assert document["questions"][0]["label"] == {"und": "AB"}
